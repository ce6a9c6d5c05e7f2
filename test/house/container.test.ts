import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { VARIABLES } from '../../src/config.ts';
import { copiedFiles, listOf, readDockerfile } from '../support/dockerfile.ts';

const docker = readDockerfile();
const values = (name: string) => docker.filter((one) => one.name === name).map(({ value }) => value);
const own = JSON.parse(readFileSync('package.json', 'utf8'));
const scripts: Record<string, string> = own.scripts;

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  env_file?: string;
  ports?: string[];
  volumes?: string[];
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  restart: string;
  healthcheck: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const { app, migrate, postgres } = compose.services;

/** An image by its exact version. */
const PINNED = /^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-\w+)?$/;

test('both stages stand on the very Node that the tests run on', () => {
  const from = values('FROM').map((value) => value.split(' ')[0]);
  expect(from).toEqual(Array(2).fill(`node:${own.devDependencies.node}-slim`));
  for (const image of from) expect(image).toMatch(PINNED);
});

test('what is copied is there, is let through by .dockerignore, and holds nothing of the tests', () => {
  const copied = copiedFiles(docker);
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  expect(copied.filter((path) => /^(?:test|docs|node_modules|\.env|\.)(?:\/|$)/.test(path))).toEqual([]);
  const ignore = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(ignore[0]).toBe('*');
  expect(ignore.slice(1).sort()).toEqual(copied.map((path) => `!${path}`).sort());
});

test('only what production needs is installed, and nobody runs as root', () => {
  expect(values('RUN')[0]).toBe('npm ci --omit=dev');
  const last = docker.map(({ name }) => name);
  expect(values('USER')).toEqual(['node']);
  expect(last.lastIndexOf('USER')).toBeGreaterThan(last.lastIndexOf('RUN'));
  expect(last.lastIndexOf('USER')).toBeLessThan(last.lastIndexOf('CMD'));
});

test('it starts as `npm start` does, and its health is asked for by Node itself', () => {
  expect(listOf(docker, 'CMD').join(' ')).toBe(scripts.start);
  const asked = listOf(docker, 'HEALTHCHECK');
  expect(asked.slice(0, 2)).toEqual(['node', '-e']);
  expect(asked[2]).toContain('/healthz');
});

test('compose: the app after its migration after a Postgres that answers', () => {
  expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'app']);
  expect(postgres?.image).toMatch(/^postgres:18\.\d+$/);
  expect(migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  expect(app?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
  expect(migrate?.command?.join(' ')).toBe(scripts.migrate);
  expect(app?.command?.join(' ')).toBe(scripts.start);
  expect([postgres?.restart, app?.restart]).toEqual(['unless-stopped', 'unless-stopped']);
});

test('compose: one .env, volumes that are named, and a database that nobody outside reaches', () => {
  expect(postgres?.ports).toBeUndefined();
  expect(app?.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  for (const one of [app, migrate]) {
    expect(one).toMatchObject({ env_file: '.env', read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
    expect(Object.keys(one?.environment ?? {}).filter((name) => !VARIABLES.includes(name))).toEqual([]);
    expect(one?.environment.DATABASE_URL).toContain('@postgres:5432/');
  }
  const named = [postgres?.volumes, app?.volumes].flatMap((all) => all ?? []).map((volume) => volume.split(':')[0]);
  expect(named).toEqual(Object.keys(compose.volumes));
  const text = readFileSync('compose.yaml', 'utf8');
  expect(
    [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name).filter((name) => name !== 'POSTGRES_PASSWORD'),
  ).toEqual(['PORT']);
  expect(text).not.toMatch(/xoxb-|sk_|PASSWORD: \w/);
});

test('compose: each that goes on running says whether it is well', () => {
  expect(postgres?.healthcheck.test?.[1]).toBe('pg_isready');
  expect(app?.healthcheck.test?.slice(1, 3)).toEqual(['node', '-e']);
});

/** src/node-version.js as a Node of this version would run it. */
function startedBy(version: string) {
  const said: string[] = [];
  let code: number | null = null;
  const process = {
    version: `v${version}`,
    versions: { node: version },
    stderr: { write: (text: string) => said.push(text) },
    exit: (given: number) => {
      code = given;
    },
  };
  new Function('process', readFileSync('src/node-version.js', 'utf8'))(process);
  return { code, said: said.join('') };
}

test.each([
  ['18.19.0', 1],
  ['22.18.0', 1],
  ['24.2.0', null],
  ['26.0.0', null],
])('on Node %s it ends with %s', (version, code) => {
  const ended = startedBy(version);
  expect(ended.code).toBe(code);
  expect(ended.said).toMatch(code === null ? /^$/ : /^Imagine needs Node 24, and this is v[\d.]+: .*\n$/);
});

test('every script that runs the app looks at its Node first', () => {
  const bare = Object.entries(scripts).filter(
    ([, script]) => /\bnode\b.* src\//.test(script) && !script.startsWith('node --import ./src/node-version.js '),
  );
  expect(bare).toEqual([]);
});
