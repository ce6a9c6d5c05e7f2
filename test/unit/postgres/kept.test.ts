import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT_TABLES, type KeptRow, keptLine } from '../../../src/core/log/kept.ts';
import { newGeneration, type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** Tables of a team that an export of everything leaves out, each for a reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  generations: 'the request log, which shows the private of nobody',
  audit_entries: 'the audit',
  pictures: 'Slack has them; their addresses are secrets',
  source_files: 'files of Slack that people sent',
  request_keys: 'our own work',
  approval_cards: 'our own work: which message shows what',
  manager_notes: 'our own work: who was told',
  notices: 'our own work: what was told',
  charts: 'our own work: a picture of figures that are here',
  erased_files: 'our own work: what Slack is still to delete',
  erased_messages: 'our own work: what Slack is still to change',
  installations: 'what opens the workspace’s Slack to us; Slack shows it to its admins',
  team_enterprises: 'Slack’s own: to which organization the workspace belongs',
  pixapi_keys: 'the key is a secret; who set it and when is in the audit',
  tellings: 'our own work, for ten minutes',
  welcomes: 'our own work: who was greeted',
};

test('every table of a team is exported, or left out for a reason, and no secret or word of a request is in one', async () => {
  const columns = await opened.query<{ t: string; c: string }>(
    `select table_name as t, column_name as c from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const ofTeams = columns.filter(({ c }) => c === 'team_id').map(({ t }) => t);
  const known: readonly string[] = [...KEPT_TABLES, ...Object.keys(LEFT_OUT)];
  expect(ofTeams.filter((t) => !known.includes(t))).toEqual([]);
  expect(known.filter((t) => !ofTeams.includes(t))).toEqual([]);
  const shown = columns.filter(({ t }) => t !== 'teams' && (KEPT_TABLES as readonly string[]).includes(t));
  expect(shown.filter(({ c }) => /token|secret|key|url|prompt|bytes|sealed/.test(c))).toEqual([]);
  expect(keptLine('teams', { team_id: 'T1', language: 'en', pixapi_key: 'secret' })).not.toMatch(/secret|T1/);
});

test('pages of a table go on where the last one ended, in the order of its key, and are of one team', async () => {
  const { store } = opened;
  for (const teamId of ['T1KEPT', 'T2KEPT'])
    for (const prompt of ['a', 'b', 'c', 'd', 'e'])
      await store.acceptGeneration(newGeneration({ teamId, prompt, userId: `U${prompt}` }), 100);
  for (const table of KEPT_TABLES) {
    const whole = await store.listKept('T1KEPT', table, 1_000, null);
    const paged: KeptRow[] = [];
    for (let after: KeptRow | null | undefined = null; after !== undefined; after = paged.at(-1)) {
      const page: KeptRow[] = await store.listKept('T1KEPT', table, 2, after);
      if (page.length === 0) break;
      paged.push(...page);
      if (page.length < 2) break;
    }
    expect.soft(paged, table).toEqual(whole);
    expect.soft(JSON.stringify(whole), table).not.toContain('T2KEPT');
  }
  expect(await store.listKept('T1KEPT', 'ledger_entries', 10, null)).toHaveLength(5);
});

test('a page of the ledger reads no more of it than the page', async () => {
  await opened.query('set enable_seqscan = off');
  const [first] = await opened.store.listKept('T1KEPT', 'ledger_entries', 1, null);
  const plan = await opened.query<Record<string, string>>(
    `explain select to_jsonb(t) from ledger_entries t where team_id = 'T1KEPT'
       and (month, id) > (select month, id from jsonb_populate_record(null::ledger_entries, $1)) order by month, id limit 2`,
    [JSON.stringify(first)],
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toMatch(/Index Cond: \(\(team_id = 'T1KEPT'::text\) AND \(ROW\(month, id\) > /);
  expect(text).not.toContain('Sort');
});
