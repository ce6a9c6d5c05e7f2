import type { ApprovalKey, Card } from '../../core/approvals/approval.ts';
import type { ApprovalStore } from '../../core/approvals/approval-store.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { LOOK } from './read.ts';

type CardStore = Pick<
  ApprovalStore,
  'addCards' | 'listCards' | 'listCardsBehind' | 'claimCard' | 'releaseCard' | 'markCard' | 'loseCard' | 'adoptCard'
>;

const COLUMNS = 'c.reader, c.user_id as "userId", c.channel_id as "channelId", c.message_ts as "messageTs"';

/** The messages that show a question. */
export function cardStore({ single }: Pick<Work, 'single'>): CardStore {
  return {
    async addCards({ teamId, id }, managers) {
      await single.query(
        `insert into approval_cards (team_id, approval_id, reader, user_id)
         select team_id, id, 'asker', user_id from approvals where team_id = $1 and id = $2
         union all select $1, $2, 'manager', m from unnest($3::text[]) m
         on conflict do nothing`,
        [teamId, id, managers],
      );
    },
    async listCards({ teamId, id }) {
      const { rows } = await single.query<Card & { isLost: boolean }>(
        `select ${COLUMNS}, c.is_lost as "isLost" from approval_cards c
         where c.team_id = $1 and c.approval_id = $2 order by c.reader desc, c.user_id`,
        [teamId, id],
      );
      return rows;
    },
    async listCardsBehind({ teamId, id }) {
      const { rows } = await single.query<Card>(
        `select ${COLUMNS} from approval_cards c join approvals a on a.team_id = c.team_id and a.id = c.approval_id
         where c.team_id = $1 and c.approval_id = $2 and not c.is_lost and c.shown is distinct from ${LOOK}
           and (c.message_ts is not null or (a.state = 'asked' and (c.posting_at is null or c.posting_at < now() - interval '5 minutes')))
         order by c.reader desc, c.user_id`,
        [teamId, id],
      );
      return rows;
    },
    claimCard: (key, card) => claimCard(single, key, card),
    async releaseCard(key, card) {
      await single.query(
        `update approval_cards set posting_at = null
         where team_id = $1 and approval_id = $2 and reader = $3 and user_id = $4 and message_ts is null`,
        namesOf(key, card),
      );
    },
    async markCard(key, card, shown) {
      await single.query(
        `update approval_cards set channel_id = $5, message_ts = $6, shown = $7
         where team_id = $1 and approval_id = $2 and reader = $3 and user_id = $4 and coalesce(message_ts, $6) = $6`,
        [...namesOf(key, card), card.channelId, card.messageTs, shown],
      );
    },
    async loseCard(key, card) {
      await single.query(
        `update approval_cards set is_lost = true
         where team_id = $1 and approval_id = $2 and reader = $3 and user_id = $4`,
        namesOf(key, card),
      );
    },
    adoptCard: (key, card) => adoptCard(single, key, card),
  };
}

const namesOf = ({ teamId, id }: ApprovalKey, { reader, userId }: Pick<Card, 'reader' | 'userId'>) => [
  ...[teamId, id, reader, userId],
];

/** Whoever began five minutes ago and said nothing since has died of it. */
async function claimCard(sql: Sql, key: ApprovalKey, card: Card): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update approval_cards set posting_at = now()
     where team_id = $1 and approval_id = $2 and reader = $3 and user_id = $4 and message_ts is null and not is_lost
       and (posting_at is null or posting_at < now() - interval '5 minutes')`,
    namesOf(key, card),
  );
  return rowCount === 1;
}

/** It shows the question as it was posted. */
async function adoptCard(sql: Sql, key: ApprovalKey, card: Card): Promise<'ours' | 'orphan'> {
  const { rowCount } = await sql.query(
    `update approval_cards set channel_id = $5, message_ts = $6, shown = coalesce(shown, 'asked')
     where team_id = $1 and approval_id = $2 and reader = $3 and user_id = $4 and coalesce(message_ts, $6) = $6`,
    [...namesOf(key, card), card.channelId, card.messageTs],
  );
  return rowCount === 1 ? 'ours' : 'orphan';
}
