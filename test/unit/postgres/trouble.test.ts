import { createServer, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { migrate } from '../../../src/migrate.ts';
import { databaseTrouble } from '../../../src/postgres/connection/trouble.ts';
import { freePort } from '../../support/postgres.ts';

const SECRET = 'a-secret-word';

const set = (parts: Partial<URL>) => (url: URL) => Object.assign(url, parts);
const to = (port: () => Promise<number>) => async (url: URL) =>
  Object.assign(url, { hostname: '127.0.0.1', port: String(await port()) });

/** Takes every connection and says this, or nothing. */
async function listening(says: string | null): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    if (says !== null) socket.end(says);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
}

const TROUBLES: readonly (readonly [string, (url: URL) => unknown, RegExp])[] = [
  ['a wrong port', to(freePort), /nothing listens at 127\.0\.0\.1:\d+/],
  ['a wrong password', set({ password: SECRET }), /refuses the password of role "postgres"\. Check role and password/],
  ['no such database', set({ pathname: '/nowhere' }), /has no database "nowhere"\. Check its name/],
  ['TLS that the server has not', set({ search: '?sslmode=verify-full' }), /takes no encrypted connection/],
  ['a host that is not known', set({ hostname: 'nowhere.invalid' }), /host of nowhere\.invalid:\d+ (is not|can't)/],
  ['a server that hangs', to(() => listening(null)), /127\.0\.0\.1:\d+ is silent/],
  ['something that is no Postgres', to(() => listening('HTTP/1.1 400 Bad\r\n\r\n')), /hung up|is silent/],
];

test.each(TROUBLES)('%s is told in one line', async (_, change, words) => {
  const url = new URL(inject('postgresUrl'));
  await change(url);
  const error = await migrate(url.href).catch((thrown: unknown) => thrown);
  const line = databaseTrouble(error, url.href);
  expect(line).toMatch(words);
  expect(line).toMatch(/^The database does not answer: [^\n]+\. Check [^\n]+ in DATABASE_URL\.$/);
  expect(line).not.toContain(SECRET);
});

test('what is about something else is nobody’s host or port', () => {
  const others = [
    new Error('relation "x" does not exist'),
    Object.assign(new Error('SSL in a text'), { code: '42P01' }),
  ];
  for (const error of [...others, new TypeError('timeout is not a function'), 'x', null])
    expect(databaseTrouble(error, 'postgres://a:b@c/d')).toBeNull();
  const hba = Object.assign(new Error('no pg_hba.conf entry for host "1.2.3.4", no encryption'), { code: '28000' });
  expect(databaseTrouble(hba, 'postgres://a:b@c/d')).toMatch(/c:5432 takes no unencrypted connection/);
  const expired = Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' });
  expect(databaseTrouble(new Error('outer', { cause: expired }), 'postgres://a:b@c/d')).toMatch(
    /certificate or TLS of c/,
  );
});
