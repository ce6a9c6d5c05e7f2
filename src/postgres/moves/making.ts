import type { Generation, GenerationKey } from '../../core/generation.ts';
import type { AnnounceStore } from '../../core/making/announce-image.ts';
import type { Cancellation, CancelStore } from '../../core/making/cancel.ts';
import type { MessagePlace } from '../../core/making/chat.ts';
import type { MakeStore, OrderChange } from '../../core/making/make-store.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { resolveHold, settleUnknown } from './hold.ts';
import * as states from './states.ts';

/** How long an unknown outcome keeps its hold before the hold is captured in full (decision 3). */
const SETTLE_AFTER_MS = 15 * 60_000;

export function makeStore({
  single,
  within,
  moveAnd,
  enqueue,
}: Work): Omit<AnnounceStore & MakeStore & CancelStore, 'findGeneration'> {
  const release = async (sql: Sql, key: GenerationKey) => {
    await resolveHold(sql, key, { kind: 'release' });
    await enqueue(sql, 'post', [key]);
  };
  /** Back to `requested`, unless nobody wants it any more. */
  const takeBack = (key: GenerationKey, from: 'submitting' | 'submitted', change?: OrderChange) =>
    within(async (sql) => {
      if (await states.markRequested(sql, key, from, change)) return true;
      if (await states.markCanceled(sql, key, from)) await release(sql, key);
      return false;
    });

  return {
    markAnnouncing: (key) => states.markAnnouncing(single, key),
    unmarkAnnouncing: async (key) => void (await states.unmarkAnnouncing(single, key)),
    markAnnounced: (key, announcement, next) =>
      moveAnd(
        (sql) => states.markAnnounced(sql, key, announcement),
        async (sql) => enqueue(sql, next, [key], { rank: await states.readLineRank(sql, key) }),
      ),
    adoptPlaceholder: (key, channelId, messageTs) => states.adoptPlaceholder(single, key, channelId, messageTs),
    markSubmitting: (key) => states.markSubmitting(single, key),
    markRequested: (key, change) => takeBack(key, 'submitting', change),
    markUnmade: (key, change) => takeBack(key, 'submitted', change),
    markSubmitted: (key, taskId) =>
      within(async (sql) => {
        if (await states.markSubmitted(sql, key, 'submitting', taskId)) return true;
        // A late answer: another holder had found the order without one, and its job has ended.
        const late = await states.markSubmitted(sql, key, 'unknown', taskId);
        if (late) await enqueue(sql, 'make', [key]);
        return late;
      }),
    markMade: (key, made, { amount, estimated }) =>
      moveAnd(
        (sql) => states.markMade(sql, key, made),
        async (sql) => {
          await resolveHold(sql, key, { kind: 'capture', amount, estimated });
          await enqueue(sql, 'post', [key]);
        },
      ),
    markFailed: (key, failure, about) =>
      moveAnd(
        async (sql) =>
          (await states.markFailed(sql, key, failure, about)) ||
          (await states.markCanceled(sql, key, 'submitting')) ||
          (await states.markCanceled(sql, key, 'submitted')),
        (sql) => release(sql, key),
      ),
    markUnknown: (key, failure, requestId) =>
      moveAnd(
        (sql) => states.markUnknown(sql, key, failure, requestId),
        async (sql) => {
          await enqueue(sql, 'settle', [key], { delayMs: SETTLE_AFTER_MS });
          await enqueue(sql, 'post', [key]);
        },
      ),
    askAgain: (key, unless) =>
      moveAnd(
        (sql) => states.markAskedAgain(sql, key, unless),
        (sql) => enqueue(sql, 'make', [key]),
      ),
    settleUnknown: (key) => within((sql) => settleUnknown(sql, key)),
    cancel: (key, by) =>
      within(async (sql) => {
        const outcome = await cancel(sql, key, by);
        if (outcome === 'canceled') await release(sql, key);
        else if (outcome !== 'nothing') await enqueue(sql, 'post', [key]);
        return outcome;
      }),
    retireModel: (model) => insertRetiredModel(single, model),
  };
}

type Row = Pick<Generation, 'state' | 'failure' | 'canceledAt' | 'showing'> & { posting: boolean };

/** Writes the wish down, and ends what can still be ended. The caller releases the hold of what was `canceled`. */
async function cancel(
  sql: Sql,
  { teamId, id }: GenerationKey,
  { userId, placeholder }: { readonly userId: string; readonly placeholder: MessagePlace | null },
): Promise<Cancellation['outcome']> {
  const { rows } = await sql.query<Row>(
    `select state, failure, canceled_at as "canceledAt", showing_at is not null as showing, posting_at is not null as posting
     from generations where team_id = $1 and id = $2 for no key update`,
    [teamId, id],
  );
  const outcome = outcomeOf(rows[0]);
  if (outcome === 'nothing') return outcome;
  const isEnd = outcome !== 'ordered';
  await sql.query(
    `update generations set canceled_at = now(), canceled_by = $3, message_ts = coalesce(message_ts, $4),
       channel_id = case when message_ts is null then coalesce($5, channel_id) else channel_id end,
       state = case when state = 'requested' then 'canceled' else state end,
       failure = case when $6 then 'canceled' else failure end, ended_at = case when $6 then now() else ended_at end,
       told_at = case when $6 then null else told_at end, attempts = case when $6 then 0 else attempts end
     where team_id = $1 and id = $2`,
    [teamId, id, userId, placeholder?.messageTs ?? null, placeholder?.channelId ?? null, isEnd],
  );
  return outcome;
}

function outcomeOf(row: Row | undefined): Cancellation['outcome'] {
  switch (row?.state) {
    case 'requested':
      return 'canceled';
    case 'submitting':
    case 'submitted':
      return row.canceledAt ? 'nothing' : 'ordered';
    case 'made':
      return row.failure || row.showing || row.posting ? 'nothing' : 'kept';
    default:
      return 'nothing';
  }
}

async function insertRetiredModel(sql: Sql, model: string): Promise<void> {
  await sql.query('insert into retired_models (model) values ($1) on conflict do nothing', [model]);
}
