import { OPERATOR } from '../../core/privacy/nobody.ts';
import type { Bookmark, Erased, ErasingStore, Erasure } from '../../core/privacy/privacy-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { makeStore } from '../moves/making.ts';
import { moveWithin } from '../moves/move.ts';
import { CHANGING } from '../moves/moves.ts';
import type { Work } from '../work.ts';
import { leftoverStore } from './leftovers.ts';
import { claimReadings } from './readings.ts';

/** How many requests a step of erasing looks at: few enough that nobody waits for it. */
const MOST = 50;

/** The steps of erasing. Each is a transaction of its own that may be repeated or come to nothing. */
export function erasingStore(work: Work): ErasingStore {
  const { single, within } = work;
  const { cancel } = makeStore(work);
  return {
    claimUntold: () => claimUntold(single),
    forgetTold: async (teamId) =>
      void (await single.query('update teams set retention_from = null where team_id = $1', [teamId])),
    listRetaining: () => listRetaining(single),
    eraseAged: (teamId, after) => within((sql) => eraseAged(work, sql, teamId, after)),
    listErasures: () => listErasures(single),
    async eraseAsked(erasure, after) {
      if (!after)
        for (const { id, userId } of await listRunning(single, erasure))
          await cancel({ teamId: erasure.teamId, id }, { userId, placeholder: null });
      const { teamId, userId, askedAt } = erasure;
      return await within((sql) => erase(work, sql, teamId, userId, askedAt, after));
    },
    async countLeft({ teamId, userId, askedAt }) {
      const { rows } = await single.query<{ count: number }>(
        `select count(*) as count from generations
         where team_id = $1 and erased_at is null and requested_at < $3 and ($2::text is null or user_id = $2)
           and ($2::text is not null or not is_held($1, user_id))`,
        [teamId, userId, askedAt],
      );
      return rows[0]?.count ?? 0;
    },
    markWordsGone: ({ teamId, id }) =>
      within(async (sql) => {
        await sql.query('select erase_exports($1, now())', [teamId]);
        await sql.query('update erasures set words_at = coalesce(words_at, now()) where team_id = $1 and id = $2', [
          ...[teamId, id],
        ]);
      }),
    splitErasure: (erasure) => within((sql) => splitErasure(sql, erasure)),
    sweepPerson: ({ teamId, id, userId, erasedId }) =>
      within(async (sql) => {
        await sql.query('select forget_person($1, $2, $3)', [teamId, userId, erasedId]);
        await sql.query('update pixapi_keys set set_by = $3 where team_id = $1 and set_by = $2', [
          ...[teamId, userId, erasedId],
        ]);
        await sql.query('update erasures set swept_at = now() where team_id = $1 and id = $2', [teamId, id]);
      }),
    async forgetFigures({ teamId, userId, erasedId, askedAt }) {
      const { rows } = await single.query<{ changed: number }>('select forget_figures($1, $2, $3, $4, $5) as changed', [
        ...[teamId, userId, erasedId, askedAt, MOST],
      ]);
      return rows[0]?.changed ?? 0;
    },
    endErasure: (erasure) => within((sql) => endErasure(sql, erasure)),
    claimReadings: () => claimReadings(single),
    async forgetReadingTold({ teamId, id, readerId }) {
      await single.query(
        'update prompt_readings set told_at = null where team_id = $1 and generation_id = $2 and reader_id = $3',
        [teamId, id, readerId],
      );
    },
    ...leftoverStore(work),
  };
}

/** A week is what managers have to say no. */
async function claimUntold(sql: Sql) {
  const { rows } = await sql.query<{ teamId: string; days: number; from: Date }>(
    `update teams t set retention_from = now() + interval '7 days'
     where retention_from is null and retention_days is not null and exists (select from generations g
       where g.team_id = t.team_id and g.erased_at is null and g.requested_at < now() - (t.retention_days - 7) * interval '1 day')
     returning team_id as "teamId", retention_days as days, retention_from as "from"`,
  );
  return rows;
}

async function listRetaining(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ teamId: string }>(
    `select team_id as "teamId" from teams t where retention_days is not null and retention_from <= now()
       and exists (select from generations g where g.team_id = t.team_id and g.erased_at is null
         and g.requested_at < now() - t.retention_days * interval '1 day')`,
  );
  return rows.map(({ teamId }) => teamId);
}

/** Whatever managers have decided last is what holds: it is read in the same transaction. */
async function eraseAged(work: Work, sql: Sql, teamId: string, after: Bookmark | null): Promise<Erased> {
  const { rows } = await sql.query<{ before: Date }>(
    `select now() - retention_days * interval '1 day' as before from teams
     where team_id = $1 and retention_days is not null and retention_from <= now()
       and not exists (select from legal_holds where team_id = $1 and user_id is null) for share`,
    [teamId],
  );
  const [old] = rows;
  if (!old) return { seen: 0, erased: 0, last: null };
  if (!after) await sql.query('select erase_exports($1, $2)', [teamId, old.before]);
  return await erase(work, sql, teamId, null, old.before, after);
}

async function erase(
  work: Work,
  sql: Sql,
  teamId: string,
  userId: string | null,
  before: Date,
  after: Bookmark | null,
): Promise<Erased> {
  const { rows } = await sql.query<{ erased: Erased & { redraw: string[] } }>(
    'select erase_words($1, $2, $3, $4, $5) as erased',
    [teamId, userId, before, after, MOST],
  );
  const { redraw = [], ...erased } = rows[0]?.erased ?? { seen: 0, erased: 0, last: null };
  for (const id of redraw) await moveWithin(work, sql, { teamId, id }, CHANGING.changed, [null]);
  return erased;
}

/** Those of one person, or of everybody, that can still be stopped and were not yet. */
async function listRunning(sql: Sql, { teamId, userId, askedAt }: Erasure) {
  const { rows } = await sql.query<{ id: string; userId: string }>(
    `select id, user_id as "userId" from generations where team_id = $1 and canceled_at is null and requested_at < $3
       and ($2::text is null or user_id = $2) and not is_held($1, user_id)
       and (state in ('requested', 'submitting', 'submitted') or (state = 'made' and failure is null)) limit 200`,
    [teamId, userId, askedAt],
  );
  return rows;
}

async function listErasures(sql: Sql): Promise<Erasure[]> {
  const { rows } = await sql.query<Erasure>(
    `select team_id as "teamId", id, user_id as "userId", erased_id as "erasedId", part_of is not null as "isPart", asked_at as "askedAt",
       words_at is not null as "wordsGone", swept_at is not null as "isSwept"
     from erasures e where ended_at is null and not is_held(team_id, user_id) order by asked_at, id limit 500`,
  );
  return rows;
}

/** Whoever asked for anything, or decided anything, and is not nobody already. Whoever runs the app is no person of the team. */
async function splitErasure(sql: Sql, { teamId, id, askedAt }: Erasure): Promise<void> {
  await sql.query('delete from pixapi_keys where team_id = $1 and set_at < $2', [teamId, askedAt]);
  await sql.query(
    `insert into erasures (team_id, id, user_id, erased_id, part_of, asked_by, asked_at)
     select $1, gen_random_uuid(), who, 'erased-' || right(gen_random_uuid()::text, 12), $2, who, $3
     from (select user_id from generations where team_id = $1 and requested_at < $3
       union select user_id from audit_entries where team_id = $1 and at < $3) p (who)
     where who !~ '^erased-' and who <> $4 on conflict do nothing`,
    [teamId, id, askedAt, OPERATOR],
  );
  await sql.query('update erasures set ended_at = now(), swept_at = now() where team_id = $1 and id = $2', [
    teamId,
    id,
  ]);
}

/** The last trace of the id is the wish itself. */
async function endErasure(sql: Sql, { teamId, id, userId, erasedId, askedAt }: Erasure): Promise<boolean> {
  const left = await sql.query(
    'select from generations where team_id = $1 and user_id = $2 and requested_at < $3 limit 1',
    [teamId, userId, askedAt],
  );
  if (left.rowCount !== 0) return false;
  await sql.query('select forget_counters($1, $2, $3, $4)', [teamId, userId, erasedId, askedAt]);
  await sql.query('update erasures set ended_at = now(), user_id = $3 where team_id = $1 and id = $2', [
    ...[teamId, id, erasedId],
  ]);
  await sql.query(
    `update erasures set asked_by = $3 where team_id = $1 and asked_by = $2 and (user_id is not null or part_of is not null)`,
    [teamId, userId, erasedId],
  );
  return true;
}
