import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURES, Failure } from '../../src/core/failure.ts';
import { censor, createLog, createLogger } from '../../src/log.ts';

/** What is written, and what must be left of it. */
const CUT: [what: string, text: string, left: string][] = [
  ['a bot token', 'token xoxb-12-34-aBc_d, and more', 'token [cut], and more'],
  ['a refresh token', 'xoxe-1-Zm9v', '[cut]'],
  ['a rotated token', 'xoxe.xoxb-1-Zm9v', 'xoxe.[cut]'],
  ['an app token', 'xapp-1-A0-77-deadbeef', '[cut]'],
  ['a Pixapi key', 'key sk_live_AbC-123.', 'key [cut].'],
  ['a bearer header', 'authorization: Bearer abc.def~ghi+/=', 'authorization: [cut]'],
  ['an address that posts', 'to https://hooks.slack.com/commands/T1/2/xyz now', 'to [cut] now'],
  [
    'the query of an address',
    'https://r2.pixapi.ai/a/b.png?sig=s3cr3t&x=1 failed',
    'https://r2.pixapi.ai/a/b.png[cut] failed',
  ],
  ['a database password', 'postgres://app:p@ss/w0rd@db.local:5432/imagine', 'postgres://[cut]db.local:5432/imagine'],
  ['a password in the query', 'postgresql://db/imagine?password=hush', 'postgresql://db/imagine[cut]'],
];

test.each(CUT)('%s is cut from a text', (_, text, left) => {
  expect(censor(text)).toBe(left);
});

test('what only looks like a secret stays', () => {
  const text =
    'task_vanished risk_level=2 task_01J8ZKABCDEFGHJKMNPQRSTVWX https://api.pixapi.ai/v1/tasks/7 bearer: none';
  expect(censor(text)).toBe(text);
});

const SECRETS = ['xoxb-1-secretpart', 'xapp-1-secretpart', 'sk_secretpart', 'Bearer secretpart'];
const ADDRESSES = [
  'https://hooks.slack.com/services/secretpart',
  'https://cdn.example/p.png?sig=secretpart',
  'postgres://app:secretpart@db/imagine',
];

test('a line stays one line of JSON whatever stands around a secret, and the secret is gone', () => {
  const around = fc.string({
    unit: fc.constantFrom('a', ' ', '"', "'", '\\', '\n', '\t', '\r', '\u001b[31m', '}', ',', 'é'),
  });
  fc.assert(
    fc.property(around, fc.constantFrom(...SECRETS, ...ADDRESSES), around, (before, secret, after) => {
      const written = lines((logger) => logger.info({ before, mixed: `${before}\n${secret} ${after}`, after }, secret));
      expect(written).toHaveLength(1);
      expect(written[0]).not.toContain('secretpart');
      const line = JSON.parse(written[0] ?? '');
      expect(line).toMatchObject({ before, after, level: 30 });
      expect(line.mixed).toContain('[cut]');
    }),
  );
});

test('line breaks and colors in a value are escaped: nobody can forge a line', () => {
  const forged = 'fox\n{"level":60,"msg":"fake"}\r\n\u001b[2Kgone';
  const [line, ...more] = lines((logger) => logger.warn({ value: forged }, forged));
  expect(more).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(line?.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 40, value: forged, msg: forged });
});

test('a failure is told with its code, its causes and as loudly as the table says; a stack only where nobody foresaw it', () => {
  const cause = Object.assign(new Error('connect to postgres://app:hush@db/x refused'), { code: 'ECONNREFUSED' });
  const told = lines((logger) => {
    const log = createLog(logger);
    log.failure(new Failure('pixapi_down', { cause, requestId: 'req_7' }), { teamId: 'T1', generationId: 'g1' });
    log.failure(new Failure('internal', { cause }), { at: 'command' });
    log.note('picture address renewed', { teamId: 'T1' });
  }).map((line) => JSON.parse(line));

  expect(told[0]).toMatchObject({
    level: 40,
    code: 'pixapi_down',
    requestId: 'req_7',
    teamId: 'T1',
    generationId: 'g1',
    causes: [
      { name: 'Failure', message: 'pixapi_down' },
      { name: 'Error', message: 'connect to postgres://[cut]db/x refused', code: 'ECONNREFUSED' },
    ],
  });
  expect(told[0].causes).toHaveLength(2);
  expect(told[1]).toMatchObject({ level: 50, code: 'internal', at: 'command' });
  expect(told[1].causes.at(-1)).toMatch(/log\.test\.ts/);
  expect(told[2]).toMatchObject({ level: 30, msg: 'picture address renewed', teamId: 'T1' });
});

test('every code of the table has a loudness that the logger knows', () => {
  const levels = { info: 30, warn: 40, error: 50 };
  for (const [code, { log }] of Object.entries(FAILURES)) {
    const [line = ''] = lines((logger) => createLog(logger).failure(new Failure(code as keyof typeof FAILURES), {}));
    expect(JSON.parse(line)).toMatchObject({ code, level: levels[log] });
  }
});

test('nothing of process or machine is in a line', () => {
  const [line = ''] = lines((logger) => logger.info('ready'));
  expect(Object.keys(JSON.parse(line)).sort()).toEqual(['level', 'msg', 'time']);
});

function lines(act: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const written: string[] = [];
  act(createLogger('trace', { write: (line) => void written.push(line) }));
  return written;
}
