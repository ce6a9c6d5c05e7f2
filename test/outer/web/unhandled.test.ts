import { afterAll, beforeAll, expect, test } from 'vitest';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['worker'] });
});
afterAll(() => imagine.close());

/** What stands in for a mistake of ours: told by a signal, it fails where nothing catches, and quotes what it read. */
const FAIL = `const error = new Error('Unexpected token in "a secret fox" at xoxb-12-secret');`;
const MISTAKES = [
  ['an exception that nothing catches', `process.on('SIGUSR2', () => { ${FAIL} throw error; })`],
  ['a promise that nobody awaits', `process.on('SIGUSR2', () => { ${FAIL} Promise.reject(error); })`],
] as const;

test.each(MISTAKES)('%s ends the process with one line that quotes nothing', async (_, code) => {
  const more = { NODE_OPTIONS: `--import=data:text/javascript;base64,${btoa(code)}` };
  const web = startProcess('web', environment(imagine.databaseUrl, imagine.slack, imagine.pixapi, more));
  await web.ready;
  web.signal('SIGUSR2');
  expect(await web.exited).toBe(1);
  await until(() => web.logLines.some((line) => line.includes('"at":"unhandled"')));
  const said = web.logLines.filter((line) => !line.includes('"msg":"ready"'));
  expect(said).toHaveLength(1);
  expect(JSON.parse(said[0] ?? '')).toMatchObject({ level: 50, at: 'unhandled', code: 'internal', msg: 'failure' });
  expect(said[0]).not.toMatch(/secret/);
});
