import { expect, test } from 'vitest';
import { isModest } from '../../../src/pixapi/json.ts';
import { failureOf, maker, never, ORDER, startRaw } from './support.ts';

/** Answers with a body that begins so and does not end before it is 100 MB; tells how much of it left. */
async function startEndless(begins: string, repeats: string) {
  let sent = 0;
  const raw = await startRaw((_request, response): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const piece = Buffer.from(repeats.repeat(Math.ceil(65_536 / repeats.length)));
    response.write(begins);
    const more = (): void => {
      while (!response.destroyed && sent < 100_000_000) {
        sent += piece.length;
        if (!response.write(piece)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
  return { ...raw, sent: () => sent };
}

test.each([
  ['an order', null, 'outcome_unknown'],
  ['a task', 'task_1', 'result_malformed'],
] as const)('of an endless answer to %s hardly more than 1 MB is read', async (_, taskId, code) => {
  const { url, sent } = await startEndless('{"status":"', 'a');
  const made = maker({ baseUrl: url });
  const failure = await failureOf(taskId ? made.readTask(taskId, never()) : made.submit(ORDER, never()));
  expect(failure.code).toBe(code);
  expect(failure.message).toContain('BODY_TOO_LARGE');
  // besides what the two sockets hold
  expect(sent()).toBeLessThan(20_000_000);
});

test('of one that holds base64, 64 MB', async () => {
  const { url, sent } = await startEndless('{"status":"completed","result":{"data":[{"b64_json":"', 'A');
  const failure = await failureOf(maker({ baseUrl: url, timeouts: { readMs: 80_000 } }).readTask('task_1', never()));
  expect(failure.code).toBe('result_malformed');
  expect(sent()).toBeGreaterThan(64 * 1024 * 1024);
  expect(sent()).toBeLessThan(90_000_000);
});

test.each([
  ['a flat list', JSON.stringify(Array(1_000).fill({ url: 'https://x' })), true],
  ['brackets within a string', JSON.stringify({ text: `${'['.repeat(1_000)}"{,\\${','.repeat(90_000)}` }), true],
  ['a string that ends in backslashes', `["\\\\\\\\",${'['.repeat(40)}`, false],
  ['32 levels', '['.repeat(32) + ']'.repeat(32), true],
  ['33 levels', '{"a":'.repeat(33), false],
  ['lists of lists, one after the other', `[${Array(10_000).fill('[]').join()}]`, true],
  ['20,001 commas', ','.repeat(20_001), false],
  ['a string without an end', `["${'['.repeat(100)}`, true],
])('%s', (_, json, modest) => {
  expect(isModest(Buffer.from(json))).toBe(modest);
});
