import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);

/** Whatever is made empty, or with a size, and filled as we go. */
const FILLED =
  /(?:(?:const|let) (\w+)[^=\n]*= )?new (?:Map|Set|WeakMap|WeakSet|LRUCache)(?:<[^\n]*>)?\((?:\)|\{[^}]*\})/g;

/** Each thing that grows while the app runs: by what it is known, and what keeps it small. */
const GROWS: Readonly<Record<string, string>> = {
  'bytes-in-flight.ts passages': 'steps in hand',
  'bytes-in-flight.ts': 'what one step waits for',
  'copy/format.ts made': 'languages',
  'core/asking/prompt.ts seen': 'flags of one prompt',
  'core/asking/vocabulary.ts known': 'lists of models, which it keeps nobody from forgetting',
  'core/log/run-exports.ts tried': 'exports of one run, at most a hundred open',
  'core/ordering/order.ts': 'nothing: a default',
  'core/policy/policy.ts': 'nothing: a default',
  'core/pricing/offer.ts shutdowns': 'models',
  'core/pricing/offer.ts': 'nothing: a default',
  'core/pricing/plan-order.ts': 'nothing: a default',
  'core/upstream/cool-downs.ts until': 'a thousand, the oldest goes',
  'core/warnings/tell-letters.ts counts': 'kinds of refusals, in one letter',
  'jobs/figures.ts known': 'by kind, model, size, quality and number (the same for all teams); 1,000',
  'jobs/pump.ts inHand': 'jobs in hand, as many as there are slots',
  'postgres/connection/notify-workers.ts waiting': 'queues and tasks',
  'postgres/connection/prepared.ts names': 'statements; 300',
  'postgres/team/letters.ts tags': 'tags of one team, in one letter',
  'postgres/work.ts enqueued': 'transactions in hand, which it keeps nobody from forgetting',
  'postgres/work.ts told': 'facts, in one transaction',
  'postgres/work.ts': 'queues, in one transaction',
  'secrets/key-ring.ts keys': 'keys of ENCRYPTION_KEYS; 20',
  'slack/api/pacer.ts buckets': 'by team and channel; beyond 10,000 idle ones go',
  'slack/api/people.ts known': 'by team and person; 10,000',
  'slack/api/people.ts locales': 'by team and person; 10,000',
  'slack/ask/imagine.ts': 'nothing: no names',
  'slack/background.ts running': 'work in hand',
  'slack/groups/groups.ts known': 'by team; 200',
  'slack/install/installs.ts doubted': 'tokens that are being asked about',
  'slack/install/stored-installations.ts known': 'by team; 5,000',
  'slack/policy/policies.ts known': 'by team; 10,000',
  'slack/receive/body.ts unfinished': 'requests in hand; 32 MB of their bodies',
  'slack/receive/socket.ts inHand': 'envelopes in hand',
  'slack/receive/socket.ts live': 'connections; two, and those that end',
  'slack/scopes/granted.ts byClient': 'clients, which it keeps nobody from forgetting',
  'slack/scopes/scopes.ts askedAt': 'by team; 1,000',
  'slack/scopes/scopes.ts missing': 'by team, where something is missing; 1,000',
  'slack/receive/turnstile.ts persons': 'by team and person; 50,000',
  'slack/receive/turnstile.ts teams': 'by team; 10,000',
  'slack/receive/turnstile.ts tellings': 'by team and message or event; 10,000',
  'slack/receive/turnstile.ts told': 'by team and person; 50,000',
  'slack/spelling/as-seen.ts names': 'names in one text; ten',
  'slack/team/mistyped.ts': 'nothing: no names',
};

test('whatever grows while the app runs is known, with what keeps it small', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) =>
    [...readFileSync(new URL(file, SRC), 'utf8').matchAll(FILLED)].map(([, name]) => [file, name].join(' ').trim()),
  );
  expect([...new Set(found)].sort()).toEqual(Object.keys(GROWS).sort());
});

test('every cache has a highest size', () => {
  const caches = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(new URL(file, SRC), 'utf8').matchAll(/new LRUCache<[^\n]*?>\(\{([^}]*)\}/g)]);
  expect(caches.length).toBeGreaterThan(3);
  expect(caches.filter(([, options]) => !/\bmax: (?:MOST\w*|[\d_]+)\b/.test(options ?? ''))).toEqual([]);
});
