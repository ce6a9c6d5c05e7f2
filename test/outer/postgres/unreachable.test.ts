import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { freePort } from '../../support/postgres.ts';

const ENV = { SLACK_SIGNING_SECRET: 'a-signing-secret', SLACK_BOT_TOKEN: 'xoxb-1', PIXAPI_KEY: 'sk_1', PORT: '0' };

test.each(['migrate', 'start', 'web', 'worker'])(
  '%s: a database that is not there ends it in one line',
  async (name) => {
    const DATABASE_URL = `postgres://ana:a-secret@127.0.0.1:${await freePort()}/imagine`;
    const env = { PATH: process.env.PATH, ...ENV, DATABASE_URL };
    const ended = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, [`src/${name}.ts`], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code, said: stdout + stderr }),
      );
    });
    expect(ended.said).toMatch(/^The database does not answer: nothing listens at 127\.0\.0\.1:\d+\. Check [^\n]+\n$/);
    expect(ended.code).toBe(1);
  },
);
