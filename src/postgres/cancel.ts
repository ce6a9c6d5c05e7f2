import type { Generation, GenerationKey } from '../core/generation.ts';
import type { Cancellation } from '../core/making/cancel.ts';
import type { MessagePlace } from '../core/making/chat.ts';
import type { Sql } from './pool.ts';

type Row = Pick<Generation, 'state' | 'failure' | 'canceledAt' | 'showing'> & { posting: boolean };

/** Writes the wish down, and ends what can still be ended. The caller releases the hold of what was `canceled`. */
export async function cancel(
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
