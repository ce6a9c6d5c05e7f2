import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { createGuard, type Resolve } from '../../../src/pixapi/download-guard.ts';
import { expectClean, failureOf, maker, never, png, startRaw } from './support.ts';

const HOSTS = [
  'pixapi.ai',
  '*.r2.cloudflarestorage.com',
  'Media.Example',
  '127.0.0.1:4000',
  'localhost:4001',
  '[::1]:4002',
];
const guard = createGuard([...HOSTS, '', ' ', '.', '10.0.0.9:9000', '169.254.169.254:80']);

const ALLOWED = [
  'https://pixapi.ai/1.png',
  'https://cdn.pixapi.ai/generated/1.png',
  'https://CDN.PIXAPI.AI/1.png',
  'https://cdn.pixapi.ai:443/1.png',
  'https://a.b.r2.pixapi.ai/1.png?sig=x',
  'https://bucket.r2.cloudflarestorage.com/1.png?X-Amz-Signature=1',
  'https://media.example/1.png',
  'https://ｃｄｎ.pixapi.ai/1.png',
  'https://cdn.pixapi.ai\\@evil.example/1.png',
  'https://cdn.pixapi.ai/@127.0.0.1/',
  'http://127.0.0.1:4000/1.png',
  'https://127.0.0.1:4000/1.png',
  'http://0x7f.1:4000/1.png',
  'http://localhost:4001/1.png',
  'http://[::1]:4002/1.png',
  'http://[0:0:0:0:0:0:0:1]:4002/1.png',
];

const REFUSED = [
  // not an address, or another protocol
  ...[
    '',
    'cdn.pixapi.ai/1.png',
    '//cdn.pixapi.ai/1.png',
    'https://',
    'https:///',
    'https://cdn pixapi.ai/',
    'https://%zz/',
  ],
  ...['http://cdn.pixapi.ai/1.png', 'ftp://cdn.pixapi.ai/1.png', 'file:///etc/passwd', 'data:image/png;base64,AA=='],
  ...['javascript:alert(1)', 'blob:https://cdn.pixapi.ai/1', 'gopher://cdn.pixapi.ai/', 'ws://cdn.pixapi.ai/'],
  // another port
  ...[
    'https://cdn.pixapi.ai:80/',
    'https://cdn.pixapi.ai:8443/',
    'https://cdn.pixapi.ai:22/',
    'http://cdn.pixapi.ai:443/',
  ],
  ...['http://127.0.0.1/', 'http://127.0.0.1:4001/', 'http://localhost:4000/', 'http://localhost/', 'http://[::1]/'],
  // user names
  ...['https://user@cdn.pixapi.ai/', 'https://user:pw@cdn.pixapi.ai/', 'https://:pw@cdn.pixapi.ai/'],
  ...['https://cdn.pixapi.ai@evil.example/', 'https://cdn.pixapi.ai%2f@evil.example/', 'http://u@127.0.0.1:4000/'],
  // names that only look right
  ...['https://evilpixapi.ai/', 'https://pixapi.ai.evil.example/', 'https://pixapi.aix/', 'https://xpixapi.ai/'],
  ...['https://cdn-pixapi.ai/', 'https://cdn.pixapi.ai./', 'https://pixapi.ai../', 'https://ai/', 'https://.ai/'],
  ...[
    'https://cdn.рixapi.ai/',
    'https://cdn.pixapі.ai/',
    'https://cdn.xn--ixapi-x1e.ai/',
    'https://cdn.pixapi.ai%00.evil.example/',
  ],
  ...[
    'https://cdn.pixapi.ai\n.evil.example/',
    'https://cdn.pixapi.ai%2eevil.example/',
    'https://evil.example/cdn.pixapi.ai',
  ],
  ...['https://evil.example?cdn.pixapi.ai', 'https://evil.example#cdn.pixapi.ai', 'https://evil.example\\.pixapi.ai/'],
  ...[
    'https://cdn.pixapi。ai.evil.example/',
    'https://r2.cloudflarestorage.com.evil.example/',
    'https://cloudflarestorage.com/',
  ],
  // addresses in every spelling
  ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://0x7f.0.0.1/'],
  ...[
    'https://127.1/',
    'https://127.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
  ],
  ...[
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/',
    'https://100.64.0.1/',
  ],
  ...[
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://0251.0376.0251.0376/',
    'https://8.8.8.8/',
    'https://1.1.1.1:443/',
  ],
  ...[
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
  ],
  ...['https://[64:ff9b::7f00:1]/', 'https://[64:ff9b::a9fe:a9fe]/', 'https://[2002:7f00:1::]/', 'https://[fe80::1]/'],
  ...[
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[2606:4700::1111]/',
    'https://[fe80::1%25eth0]/',
  ],
  // named, yet neither public nor loopback
  ...['http://10.0.0.9:9000/', 'http://169.254.169.254:80/', 'http://169.254.169.254/latest/meta-data/'],
];

test.each(ALLOWED)('%s is allowed', (address) => {
  expect(guard.check(address).protocol).toMatch(/^https?:$/);
});

test.each(REFUSED)('%j is refused', (address) => {
  expect(() => guard.check(address)).toThrow(expect.objectContaining({ code: 'download_refused' }));
});

test('what it says of a refused address holds no query', () => {
  for (const address of [
    'https://evil.example/?sig=canary',
    'https://cdn.pixapi.ai:8443/?sig=canary',
    'x?sig=canary',
  ]) {
    try {
      guard.check(address);
    } catch (error) {
      expectClean(error);
    }
  }
});

const v4 = (...addresses: string[]): LookupAddress[] => addresses.map((address) => ({ address, family: 4 }));
const v6 = (...addresses: string[]): LookupAddress[] => addresses.map((address) => ({ address, family: 6 }));

/** What a socket gets to hear when it asks for the addresses of a name. */
function look(resolve: Resolve, options: { all?: boolean; origin?: string } = {}): Promise<unknown> {
  const { all = true, origin = 'https://cdn.pixapi.ai' } = options;
  const lookup = createGuard(HOSTS, resolve).lookupFor(new URL(origin));
  return new Promise((done) => {
    lookup(new URL(origin).hostname, { all }, (error, ...found) => done(error ? error.name : found));
  });
}

test.each([
  ...['0.1.2.3', '10.1.2.3', '100.127.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.31.255.255', '192.0.0.8'],
  ...['192.0.2.1', '192.88.99.1', '192.168.0.1', '198.19.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1'],
  ...['240.0.0.1', '255.255.255.255'],
])('a name that leads to %s is refused, alone or beside a public address', async (address) => {
  expect(await look(async () => v4(address))).toBe('AddressRefused');
  expect(await look(async () => v4('1.1.1.1', address))).toBe('AddressRefused');
});

test.each([
  ...[
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:1.1.1.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::101:101',
    '64:ff9b:1::1',
  ],
  ...['100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', 'fc00::1', 'fdff::1', 'fe80::1', 'fe80::1%eth0'],
  ...['fec0::1', 'ff02::1', '4000::1', 'not an address'],
])('a name that leads to %s is refused', async (address) => {
  expect(await look(async () => v6(address))).toBe('AddressRefused');
  expect(await look(async () => [...v4('1.1.1.1'), ...v6(address)])).toBe('AddressRefused');
});

test('public addresses are handed on, and nothing else', async () => {
  const addresses = [...v4('1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1'), ...v6('2606:4700::1111')];
  expect(await look(async () => addresses)).toEqual([addresses]);
  expect(await look(async () => addresses, { all: false })).toEqual(['1.1.1.1', 4]);
});

test('no address is refused, an unknown name is an error', async () => {
  expect(await look(async () => [])).toBe('AddressRefused');
  expect(await look(async () => Promise.reject(new TypeError('ENOTFOUND')))).toBe('TypeError');
});

test('loopback is for named hosts only; private addresses are for nobody', async () => {
  expect(await look(async () => v4('127.0.0.1'), { origin: 'http://localhost:4001' })).toEqual([v4('127.0.0.1')]);
  expect(await look(async () => v4('10.0.0.1'), { origin: 'http://localhost:4001' })).toBe('AddressRefused');
  expect(await look(async () => v4('127.0.0.1'), { origin: 'http://localhost:4002' })).toBe('AddressRefused');
});

test('a resolver that flips is asked once per connection, and its answer is the one connected to', async () => {
  let turn = 0;
  const flipping: Resolve = async () => v4(turn++ % 2 === 0 ? '1.1.1.1' : '127.0.0.1');
  expect(await look(flipping)).toEqual([v4('1.1.1.1')]);
  expect(turn).toBe(1);
  expect(await look(flipping)).toBe('AddressRefused');
});

test('names that lead to this machine: refused, and no connection is seen', async () => {
  const trap = await startRaw((_request, response) => response.end(png()));
  let asked = 0;
  const resolve: Resolve = async () => {
    asked++;
    return v4('127.0.0.1');
  };
  const pixapi = maker({ baseUrl: trap.url, imageHosts: ['pixapi.ai'], resolve });
  for (const host of ['cdn.pixapi.ai', 'r2.pixapi.ai']) {
    const failure = await failureOf(pixapi.download(`https://${host}/1.png?sig=canary`, never()));
    expect(failure.code).toBe('download_refused');
  }
  expect(asked).toBe(2);
  expect(trap.connections()).toBe(0);
});

test('a host named with its port is connected to through the same resolver', async () => {
  const cdn = await startRaw((_request, response) => response.end(png()));
  const port = cdn.host.split(':')[1];
  const resolve: Resolve = async () => v4('127.0.0.1');
  const pixapi = maker({ baseUrl: cdn.url, imageHosts: [`pictures.test:${port}`], resolve });
  const picture = await pixapi.download(`http://pictures.test:${port}/1.png`, never());
  expect(picture.mimetype).toBe('image/png');
  expect(cdn.hits[0]?.headers.host).toBe(`pictures.test:${port}`);
});
