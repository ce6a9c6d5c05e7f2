import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTS } from '../../../src/core/acts.ts';
import type { FailureCode } from '../../../src/core/failure.ts';
import type { State } from '../../../src/core/generation.ts';
import { isOwed } from '../../../src/core/thread/changes.ts';
import { canBeSeen } from '../../../src/core/thread/versions.ts';
import { CAN_BE_SEEN, IS_OWED } from '../../../src/postgres/rules.ts';
import { type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

const STATES: readonly State[] = [
  ...(['requested', 'submitting', 'submitted', 'made', 'posted', 'failed', 'canceled', 'unknown'] as const),
];
const SHOWN = [0, 1, 2];

interface Row {
  state: State;
  failure: FailureCode | null;
  deleted: boolean;
  revision: number;
  shown: number;
  refused: number;
  seen: boolean;
  owed: boolean;
}

test('the core and the statements agree on what can be seen and on what is owed', async () => {
  const rows = await opened.query<Row>(
    `select state, failure, deleted_at is not null as deleted, revision, shown_revision as shown, refused_revision as refused,
       ${CAN_BE_SEEN} as seen, ${IS_OWED} as owed
     from unnest($1::text[]) state, unnest(array[null, 'chat_unclear', 'canceled', 'chat_refused']) failure,
       unnest(array[null, now()]) deleted_at, unnest($2::int[]) revision, unnest($2::int[]) shown_revision,
       unnest($2::int[]) refused_revision`,
    [STATES, SHOWN],
  );
  expect(rows).toHaveLength(STATES.length * 4 * 2 * SHOWN.length ** 3);
  const rest = { redrawFailure: null, changedBy: null, erasedAt: null };
  for (const { state, failure, deleted, revision, shown, refused, seen, owed } of rows) {
    const changes = { ...rest, deleted, revision, shownRevision: shown, refusedRevision: refused };
    expect([canBeSeen({ state, failure, deleted }), isOwed({ state, ...changes })]).toEqual([seen, owed]);
  }
});

test('the acts in the functions and in the tables are those of the table of acts', async () => {
  const named = (rule: (act: (typeof ACTS)[keyof typeof ACTS]) => boolean) =>
    Object.entries(ACTS).flatMap(([name, act]) => (rule(act) ? [`'${name}'`] : []));
  const free = named(({ isFree }) => isFree);
  const freeInThread = named(({ isFree, place }) => isFree && place === 'thread');
  const showAnother = named(({ pictures }) => pictures === 'shown');
  const folder = new URL('../../../src/postgres/functions/', import.meta.url);
  const text = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const lists = [free, freeInThread, showAnother].map((acts) => acts.join(', '));
  expect(new Set([...text.matchAll(/act (?:not )?in \(([^)]*)\)/g)].map(([, names]) => names))).toEqual(new Set(lists));
  const standing = Object.entries(ACTS).flatMap(([name, { label }]) => (label === 'shown' ? [name] : []));
  expect([...text.matchAll(/act <> '(\w+)'/g)].map(([, name]) => name)).toEqual(standing);
  const [check] = await opened.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'generations_free_acts_are_never_ordered'`,
  );
  for (const name of free) expect(check?.text).toContain(name);
});
