import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sign } from '../../local/slack/signing.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';

const STRANGERS = 600;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const BODY_BYTES = 1024 * 1024;
const MOST_MEGABYTES = 250;

let imagine: Imagine;
let web: AppProcess;
let url: URL;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['worker'] });
  web = startProcess('web', environment(imagine.databaseUrl, imagine.slack, imagine.pixapi));
  url = new URL((await web.ready) ?? '');
  imagine.slack.connect(url.origin);
});
afterAll(async () => {
  await web.kill();
  await imagine.close();
});

/** A command for help, signed; not by the local Slack, whose patience of three seconds is not what is asked here. */
async function ask(): Promise<number> {
  const { signingSecret, teams, channelId } = imagine.slack;
  const body = new URLSearchParams({
    ...{ command: '/imagine', text: 'help', team_id: teams.acme.id, channel_id: channelId('general') },
    ...{ user_id: teams.acme.people.ana.id, response_url: `${imagine.slack.url}/response/x`, trigger_id: '13.1' },
  }).toString();
  const headers = { ...FORM, ...sign(signingSecret, body) };
  return (await fetch(new URL('/slack/events', url), { method: 'POST', headers, body })).status;
}

/** The most memory that the process ever held. */
const peakMegabytes = () =>
  Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${web.pid}/status`, 'utf8'))?.[1]) / 1024;

/** Sends all of a request but its last byte; `sent` when it is written, `answer` when the other side has hung up. */
function unfinished(headers: Record<string, string>) {
  const line = connect(Number(url.port), url.hostname).on('error', () => undefined);
  let heard = '';
  line.on('data', (piece) => {
    heard += piece;
  });
  const named = { host: 'imagine', 'content-length': BODY_BYTES, ...headers };
  const head = Object.entries(named).map(([name, value]) => `${name}: ${value}\r\n`);
  line.write(`POST /slack/events HTTP/1.1\r\n${head.join('')}\r\n`);
  const answer = new Promise<string>((resolve) => line.once('close', () => resolve(heard)));
  const sent = new Promise<void>((resolve) => line.write(BODY, () => resolve()));
  return { answer, sent: Promise.race([sent, answer]) };
}
const BODY = Buffer.alloc(BODY_BYTES - 1, 'x');

test.skipIf(!existsSync('/proc/self/status'))(
  `${STRANGERS} strangers who never finish cost little memory, learn nothing, and keep nobody waiting`,
  async ({ annotate }) => {
    expect(await ask()).toBe(200);
    const before = peakMegabytes();

    const half = () =>
      Array.from({ length: STRANGERS / 2 }, () => unfinished({ ...FORM, ...sign('somebody-elses-secret', '') }));
    const strangers = half();
    await Promise.all(strangers.map(({ sent }) => sent));
    expect(await ask()).toBe(200);
    strangers.push(...half());
    await Promise.all(strangers.map(({ sent }) => sent));
    const heard = await Promise.all(strangers.map(({ answer }) => answer));
    const more = peakMegabytes() - before;
    await annotate(`${Math.round(before)} MB, and ${Math.round(more)} MB more`);
    expect(more).toBeLessThan(MOST_MEGABYTES);
    // 503: crowded out; 408: too slow; nothing: hung up on before the answer was read
    const said = heard.map((answer) => answer.split('\r\n', 1)[0]);
    expect(new Set(said.filter((line) => line !== ''))).toEqual(
      new Set(['HTTP/1.1 503 Service Unavailable', 'HTTP/1.1 408 Request Timeout']),
    );
    expect(heard.filter((answer) => answer !== '' && !answer.endsWith('\r\n\r\n'))).toEqual([]);
    expect(await ask()).toBe(200);
  },
);
