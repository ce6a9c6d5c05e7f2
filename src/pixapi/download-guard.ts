import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Failure } from '../core/failure.ts';

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Thrown inside a lookup: the name leads to an address that is not a public one. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Decides where pictures may come from. `hosts`: suffixes (https, port 443, public addresses),
 * or an exact `host:port`, for which http and loopback are allowed too.
 */
export function createGuard(hosts: readonly string[], resolve: Resolve = (host) => systemLookup(host, { all: true })) {
  const entries = hosts.map((entry) =>
    entry
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, ''),
  );
  const named = new Set(entries.filter((entry) => /:\d+$/.test(entry)));
  // An empty suffix would let in every name that ends in a dot.
  const suffixes = entries.filter((entry) => entry !== '' && !named.has(entry));

  /** The address as it will be asked for, or `download_refused`. */
  function check(address: string, base?: URL): URL {
    const url = URL.parse(address, base?.href);
    if (!url) throw refused('no valid address');
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('neither https nor http');
    if (url.username !== '' || url.password !== '') throw refused('user name or password in the address');
    const literal = literalOf(url.hostname);
    if (isNamed(url)) {
      if (literal && !mayConnect(literal, true)) throw refused(`${url.hostname} is no public address`);
      return url;
    }
    if (url.protocol !== 'https:' || url.port !== '') throw refused('not https on port 443');
    if (literal) throw refused(`${url.hostname} is an address, not a name`);
    const known = suffixes.some((suffix) => url.hostname === suffix || url.hostname.endsWith(`.${suffix}`));
    if (!known) throw refused(`${url.hostname} is not among the image hosts`);
    return url;
  }

  function isNamed(url: URL): boolean {
    return named.has(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`);
  }

  /** Resolves a name for a socket, once, and hands on nothing but checked addresses: that closes rebinding. */
  function lookupFor(origin: URL): LookupFunction {
    const loopback = isNamed(origin);
    return (host, options, callback) => {
      resolve(host).then(
        (addresses) => {
          const [first] = addresses;
          if (!first || !addresses.every(({ address }) => mayConnect(address, loopback))) {
            callback(new AddressRefused('an address is not public'), '', 0);
          } else if (options.all) {
            callback(null, [...addresses]);
          } else {
            callback(null, first.address, first.family);
          }
        },
        (error) => callback(error, '', 0),
      );
    };
  }

  return { check, lookupFor };
}

function refused(why: string): Failure {
  return new Failure('download_refused', { detail: `download: ${why}` });
}

/** The IP address that a host name of a parsed URL is, without brackets. */
function literalOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) ? bare : null;
}

function mayConnect(address: string, loopback: boolean): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return false;
  if (loopback && LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6')) return true;
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}

function list(...nets: readonly string[]): BlockList {
  const blocks = new BlockList();
  for (const net of nets) {
    const [address = '', bits] = net.split('/');
    blocks.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return blocks;
}

const LOOPBACK = list('127.0.0.0/8', '::1/128');
/** Everything global there is in IPv6; mapped, NAT64, local, link-local and multicast lie outside. */
const GLOBAL_V6 = list('2000::/3');
const NOT_PUBLIC = list(
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // Inside 2000::/3: Teredo and other protocol assignments, documentation, 6to4 (wraps any IPv4 address).
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
);
