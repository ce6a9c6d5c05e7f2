import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ownAddress } from '../../../src/embedded/own-postgres.ts';
import { startPixapi } from '../../local/pixapi/pixapi.ts';
import { startSlack } from '../../local/slack/slack.ts';
import { copiedFiles, listOf, readDockerfile } from '../../support/dockerfile.ts';
import { servicesOf } from '../../support/environment.ts';
import { COMPILED, portOf } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const docker = readDockerfile();
/** Root may write anywhere, so it hands over to somebody who may not. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

/** What the image holds: the files that its Dockerfile copies, and the packages that `npm ci --omit=dev` installs. */
async function unpack(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'imagine-bare-'));
  for (const path of copiedFiles(docker)) await cp(path, join(home, path), { recursive: true });
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  const paths = Object.entries(packages)
    .filter(([path, one]) => path !== '' && !one.dev && !(one.optional && !existsSync(path)))
    .map(([path]) => path);
  // outermost first; a package's own packages may be of development alone
  for (const path of paths) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    const own = (await readdir(path)).filter((name) => name !== 'node_modules').map((name) => join(path, name));
    await mkdir(join(home, path), { recursive: true });
    execFileSync('sh', ['-c', 'cp -al "$@" 2>/dev/null || cp -a "$@"', 'sh', ...own, join(home, path)]);
  }
  return home;
}

async function setWritable(home: string, isWritable: boolean): Promise<void> {
  const folders = (await readdir(home, { recursive: true, withFileTypes: true })).filter((one) => one.isDirectory());
  // packages are links to ours: only what holds them is closed
  for (const one of [home, ...folders.map(({ parentPath, name }) => join(parentPath, name))])
    await chmod(one, isWritable ? 0o755 : 0o555);
}

const run = (command: string[], home: string, env: Record<string, string>) => {
  const [, ...args] = command;
  return spawn(process.execPath, args, { cwd: home, env, ...NOBODY, stdio: ['ignore', 'pipe', 'inherit'] });
};

test('what the Dockerfile copies migrates, starts and makes a picture, in a directory that it can’t write to', async () => {
  const home = await unpack();
  const [slack, pixapi] = [await startSlack(), await startPixapi({ drawing: 'plain', taskMs: 20 })];
  await setWritable(home, false);
  // as a volume of the container is
  const data = await mkdtemp(join(tmpdir(), 'imagine-volume-'));
  if (NOBODY) await chown(data, NOBODY.uid, NOBODY.gid);
  try {
    for (const name of ['vitest', 'typescript', 'node', '@biomejs', 'playwright-core', '.bin'])
      expect(existsSync(join(home, 'node_modules', name)), name).toBe(false);
    const env = {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: data,
      ...servicesOf(slack, pixapi),
    };
    const write = run(
      ['node', '-e', 'try { fs.writeFileSync("x", ""); console.log("written") } catch { console.log("closed") }'],
      home,
      env,
    );
    expect(String((await once(write.stdout, 'data'))[0]).trim()).toBe('closed');

    const app = run(listOf(docker, 'CMD'), home, { ...env, NODE_COMPILE_CACHE: COMPILED });
    const address = await new Promise<string>((resolve, reject) => {
      createInterface(app.stdout).on('line', (line) => {
        const port = portOf(line);
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      app.on('exit', (code) => reject(new Error(`it ended with ${code} before it was ready`)));
    });
    const asked = (port: string) => once(run(listOf(docker, 'HEALTHCHECK'), home, { ...env, PORT: port }), 'exit');
    expect(await asked(new URL(address).port)).toEqual([0, null]);
    slack.connect(address);
    await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
    await until(() => JSON.stringify(slack.messages('general')).includes('slack_file'));
    const { services } = parse(readFileSync('compose.yaml', 'utf8'), { merge: true });
    const migrating = { ...env, DATABASE_URL: (await ownAddress(data)) ?? '' };
    expect(await once(run(services.migrate.command, home, migrating), 'exit')).toEqual([0, null]);
    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
    expect(await asked(new URL(address).port)).toEqual([1, null]);
  } finally {
    await setWritable(home, true);
    await Promise.all([home, data].map((one) => rm(one, { recursive: true, force: true })));
    await Promise.all([slack.close(), pixapi.close()]);
  }
});
