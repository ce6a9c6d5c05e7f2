import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLANTED, type Planted, plant } from './bugs.ts';

/** `npm run test:planted`, or `-- M4 M9` for some: puts each bug into a copy, and demands that the named test fails there and passes without it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'imagine-planted-'));
const wanted = process.argv.slice(2);
const bugs = PLANTED.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly why: string;
}

interface TestResult {
  readonly message: string;
  readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
}

/** Runs the one test; nothing else of its file. */
function run({ caughtBy }: Planted): Outcome {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const name = caughtBy.test.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', caughtBy.file, '-t', `${name}$`];
  const { stderr } = spawnSync(process.execPath, [...args, '--reporter=json', `--outputFile=${report}`], {
    cwd: copy,
    encoding: 'utf8',
  });
  try {
    const { numPassedTests: passed, numFailedTests: failed, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const messages = testResults.flatMap(({ message, assertionResults }: TestResult) => [
      message,
      ...assertionResults.flatMap(({ failureMessages }) => failureMessages),
    ]);
    return { passed, failed, why: messages.join(' ').trim().split('\n', 1)[0] };
  } catch {
    throw new Error(`${caughtBy.file} did not run:\n${stderr.slice(0, 2_000)}`);
  }
}

function judge(bug: Planted): string {
  const path = join(copy, bug.file);
  const clean = readFileSync(path, 'utf8');
  const planted = plant(clean, bug);
  const without = run(bug);
  if (without.passed !== 1 || without.failed !== 0)
    return `its test does not pass without it (${without.passed} passed, ${without.failed} failed: ${without.why})`;
  writeFileSync(path, planted);
  try {
    return run(bug).failed === 1 ? 'caught' : 'NOT CAUGHT';
  } finally {
    writeFileSync(path, clean);
  }
}

let isWell = true;
try {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\n').filter((one) => one !== '')) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const bug of bugs) {
    const began = performance.now();
    const outcome = judge(bug);
    isWell &&= outcome === 'caught';
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`${bug.name.padEnd(4)} ${outcome.padEnd(10)} ${bug.what}: ${bug.caughtBy.file} (${seconds} s)`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exit(isWell ? 0 : 1);
