import { LONGEST_KEPT } from '../core/asking/nearest-text.ts';
import type { Generation, NewGeneration } from '../core/generation.ts';
import type { EarlierPress, PressedPicture } from '../core/ordering/earlier-presses.ts';
import type { OrderStore, RefusedRequest } from '../core/ordering/order-store.ts';
import { acceptAll, createAcceptance, takenOf } from './accept.ts';
import type { Sql } from './connection/prepared.ts';
import { asFailureCode, findGeneration } from './read-generation.ts';
import { ensureTeam } from './team/budgets.ts';
import type { Work } from './work.ts';

export function orderStore(work: Work, perMinute: number | null): Omit<OrderStore, 'findGeneration'> {
  const { single, within, trying, enqueue } = work;
  return {
    acceptGeneration: createAcceptance({
      work,
      enqueue: (sql, accepted) => enqueue(sql, 'announce', accepted),
      perMinute,
    }),
    async acceptPublication(request, defaultCredits) {
      const answer = await within(async (sql) => {
        const missing = await missingRoom(sql, request);
        if (missing) return { outcome: 'no_room', ...missing } as const;
        const [taken] = await acceptAll(work, sql, [{ request, defaultCredits }], perMinute);
        if (taken?.outcome !== 'accepted') return taken;
        await moveCharges(sql, request);
        await enqueue(sql, 'announce', [request]);
        return taken;
      });
      return answer?.outcome === 'no_room' ? answer : takenOf(answer);
    },
    findRequest: (teamId, key) => trying((sql) => findRequest(sql, teamId, key)),
    logRefused: (request, defaultCredits) => within((sql) => insertRefused(work, sql, request, defaultCredits)),
    listEarlierPresses: (of) => listEarlierPresses(single, of),
    listRetiredModels: () => listRetiredModels(single),
  };
}

interface Missing {
  /** What the channel would have to take, and what is left of its month. */
  readonly credits: number;
  readonly left: number;
}

/** null: the channel's budget has room for what the picture cost. */
async function missingRoom(sql: Sql, { teamId, otherId, channelId }: NewGeneration): Promise<Missing | null> {
  const { rows } = await sql.query<{ missing: Missing | null }>('select missing_room($1, $2, $3) as missing', [
    teamId,
    otherId,
    channelId,
  ]);
  return rows[0]?.missing ?? null;
}

/** What the published picture cost counts in its channel from now on. */
async function moveCharges(sql: Sql, { teamId, id, otherId, channelId }: NewGeneration): Promise<void> {
  await sql.query('select move_charges($1, $2, $3, $4)', [teamId, otherId, id, channelId]);
}

/**
 * The request that is stored with a key. Asked by trying to store its key, in a transaction that is rolled back: so it waits for a
 * commit that is still on its way instead of overlooking it (the statement's limit ends the wait with an error).
 */
async function findRequest(sql: Sql, teamId: string, key: string): Promise<Generation | null> {
  const { rowCount } = await sql.query(
    `insert into request_keys (team_id, key, generation_id) values ($1, $2, gen_random_uuid()) on conflict do nothing`,
    [teamId, key],
  );
  if (rowCount !== 0) return null;
  const { rows } = await sql.query<{ id: string }>(
    'select generation_id as id from request_keys where team_id = $1 and key = $2',
    [teamId, key],
  );
  return rows[0] ? await findGeneration(sql, { teamId, id: rows[0].id }) : null;
}

/** Logs a request that could not be taken. False: it was known already (a redelivery, or the other event of a mention). */
async function insertRefused(
  { tell }: Pick<Work, 'tell'>,
  sql: Sql,
  request: RefusedRequest,
  defaultCredits: number | null,
): Promise<boolean> {
  await ensureTeam(sql, request.teamId, defaultCredits);
  const [first, ...others] = request.keys;
  // The most specific key decides: whoever comes at the same moment with it, and another second key, waits here.
  const { rowCount } = await sql.query(
    `insert into request_keys (team_id, key, generation_id) select $1, $3, $2
     where not exists (select from request_keys where team_id = $1 and key = any ($4)) on conflict do nothing`,
    [request.teamId, request.id, first, request.keys],
  );
  if (rowCount === 0) return false;
  await sql.query(
    `insert into request_keys (team_id, key, generation_id) select $1, k, $2 from unnest($3::text[]) k on conflict do nothing`,
    [request.teamId, request.id, others],
  );
  await sql.query(
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, ended_at, told_at,
       parent_id, parent_picture, reply_ts, again_of)
     values ($1, $2, $3, $3, $4, $5, left($6, ${LONGEST_KEPT}), 'failed', $7, now(), now(), $8, $9, $10, $11)`,
    [
      ...[request.teamId, request.id, request.channelId, request.userId, request.kind, request.prompt, request.failure],
      ...[request.parentId, request.parentPicture, request.replyTs, request.againOf],
    ],
  );
  await sql.query(
    `insert into source_files (team_id, generation_id, position, file_id)
     select $1, $2, n, id from unnest($3::text[]) with ordinality f (id, n)`,
    [request.teamId, request.id, request.fileIds],
  );
  tell(sql, [{ kind: 'refused', code: request.failure }]);
  return true;
}

/** Acts that start from one picture name it as their parent; the others name the whole request. */
async function listEarlierPresses(sql: Sql, { teamId, id, position, act }: PressedPicture): Promise<EarlierPress[]> {
  const { rows } = await sql.query<EarlierPress & { failure: string | null }>(
    `select state, failure, label, deleted_at is not null as deleted from generations
     where team_id = $1 and act = $4 and ((parent_id = $2 and parent_picture = $3 and other_id is null) or other_id = $2)`,
    [teamId, id, position, act],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}

async function listRetiredModels(sql: Sql): Promise<Set<string>> {
  const { rows } = await sql.query<{ model: string }>('select model from retired_models');
  return new Set(rows.map(({ model }) => model));
}
