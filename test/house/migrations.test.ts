import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// The version before goes on while a migration runs and for a while after it (decision 73).

const FOLDER = new URL('../../migrations/', import.meta.url);

/** Grow with every request, so that whatever reads them whole takes long; who writes to one waits for as long as it is locked. */
const LARGE = [
  'generations',
  'pictures',
  'source_files',
  'ledger_entries',
  'request_keys',
  'audit_entries',
  'spend_days',
];
const large = LARGE.join('|');

const RULES: readonly [what: string, pattern: RegExp][] = [
  ['takes away what the version before uses', /\bdrop\s+(?:table|column|function|view|type|sequence|trigger)\b/],
  ['gives another name to what it uses', /\brename\b(?!')/],
  ['changes the type of what it uses', /\balter\s+column\s+\w+\s+(?:set\s+data\s+)?type\b/],
  ['demands what it does not write', /\bset\s+not\s+null\b/],
  [
    'demands what it does not write',
    /\badd\s+column\s+(?!(?:[^,;'(]|'[^']*'|\([^)]*\))*\b(?:default|generated)\b)(?:[^,;'(]|'[^']*'|\([^)]*\))*\bnot\s+null\b/,
  ],
  [
    'builds an index while nobody may write',
    new RegExp(
      String.raw`\bcreate\s+(?:unique\s+)?index\s+(?!concurrently)[^;]*\bon\s+(?:${large})\b(?!\s+using\s+brin)`,
    ),
  ],
  [
    'looks at every row under a lock',
    new RegExp(
      String.raw`\balter\s+table\s+(?:${large})\b[^;]*\badd\s+(?:constraint\s+\w+\s+)?(?:check|foreign|unique|primary|exclude)\b(?![^;]*\bnot\s+valid\b)`,
    ),
  ],
  ['changes rows without number at once', new RegExp(String.raw`\b(?:update|delete\s+from)\s+(?:${large})\b`)],
  ['keeps whoever comes behind it waiting', /\block_timeout\b(?!\s*=\s*'500ms')/],
];

function faults(text: string): string[] {
  const said = text
    .replace(/--[^\n]*/g, '')
    .replace(/\$\$[\s\S]*?\$\$/g, '')
    .toLowerCase();
  return RULES.flatMap(([what, pattern]) => (pattern.test(said) ? [what] : []));
}

/** From before there were rules. */
const LAST_OLD = '0044_policy.sql';
const KNOWN = [
  '0057_undelivered.sql builds an index while nobody may write',
  '0061_exports_of_everything.sql builds an index while nobody may write',
];

test('no migration breaks the version that is running, or keeps it waiting', () => {
  const files = readdirSync(FOLDER).filter((file) => file > LAST_OLD);
  const found = files.flatMap((file) =>
    faults(readFileSync(new URL(file, FOLDER), 'utf8')).map((what) => `${file} ${what}`),
  );
  expect(found.sort()).toEqual(KNOWN);
});

test.each([
  'drop table tellings;',
  'alter table teams drop column language;',
  'drop function resolve_hold;',
  'alter table teams rename column language to tongue;',
  'alter table teams rename to workspaces;',
  'alter table pictures alter column position type bigint;',
  'alter table teams alter column tongue set not null;',
  'alter table teams add column tongue text not null;',
  'alter table teams add column a text, add column b text check (b in (1, 2)) not null;',
  'create index generations_more on generations (team_id, model);',
  'create unique index on ledger_entries (team_id, id);',
  'alter table generations add constraint a check (count > 0);',
  'alter table pictures add foreign key (team_id) references teams;',
  `update generations set label = '1';`,
  'delete from request_keys;',
  `set local lock_timeout = '10s';`,
])('%s would be found', (text) => {
  expect(faults(text)).toHaveLength(1);
});

test.each([
  '-- drop table tellings',
  'create table more (team_id text not null references teams, primary key (team_id));',
  'alter table teams add column tongue text;',
  `alter table teams add column tongue text not null default 'en' check (tongue in ('en', 'es'));`,
  'create index on more (team_id);',
  'create index concurrently generations_more on generations (team_id, model);',
  'create index on generations using brin (requested_at);',
  'alter table generations add constraint a check (count > 0) not valid;',
  'drop index ledger_by_month;',
  'alter table exports drop constraint exports_kind_check;',
])('%s would not', (text) => {
  expect(faults(text)).toEqual([]);
});
