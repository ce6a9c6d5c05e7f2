import type { ErasedFile, ErasedMessage, ErasingStore } from '../../core/privacy/privacy-store.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';

/** A message that could not be changed in so many tries, over two weeks, is left as it is; its pictures are gone from it. */
const MOST_TRIES = 20;
/** Slack takes fifty such calls a minute from an app, and others want some, too. */
const MOST = 20;

/** What erased requests leave in Slack. */
export function leftoverStore({
  single,
}: Work): Pick<
  ErasingStore,
  'listErasedMessages' | 'markErasedShown' | 'countErasedTry' | 'listErasedFiles' | 'markFileGone' | 'countFileTry'
> {
  return {
    listErasedMessages: () => listErasedMessages(single),
    async markErasedShown({ teamId, id, channelId, messageTs }) {
      await (id === null
        ? single.query('delete from erased_messages where team_id = $1 and channel_id = $2 and message_ts = $3', [
            ...[teamId, channelId, messageTs],
          ])
        : single.query('update generations set erased_shown_at = now() where team_id = $1 and id = $2', [teamId, id]));
    },
    async countErasedTry({ teamId, id, channelId, messageTs }) {
      await (id === null
        ? single.query(
            'update erased_messages set tries = tries + 1 where team_id = $1 and channel_id = $2 and message_ts = $3',
            [teamId, channelId, messageTs],
          )
        : single.query('update generations set erased_tries = erased_tries + 1 where team_id = $1 and id = $2', [
            ...[teamId, id],
          ]));
    },
    listErasedFiles: () => listErasedFiles(single),
    async markFileGone({ teamId, fileId }) {
      await single.query('delete from erased_files where team_id = $1 and file_id = $2', [teamId, fileId]);
    },
    async countFileTry({ teamId, fileId }) {
      await single.query(
        `update erased_files set tries = tries + 1, next_at = now() + least(interval '1 day', interval '1 minute' * 2 ^ tries)
         where team_id = $1 and file_id = $2`,
        [teamId, fileId],
      );
    },
  };
}

/** With pauses that double, up to a day. */
const IS_DUE = `tries < $1 and "erasedAt" + least(interval '1 day', interval '1 minute' * (2 ^ tries - 1)) * tries <= now()`;

async function listErasedMessages(sql: Sql): Promise<ErasedMessage[]> {
  const { rows } = await sql.query<ErasedMessage>(
    `select * from (
       (select team_id as "teamId", id, channel_id as "channelId", message_ts as "messageTs", user_id as "userId",
          (is_private or channel_id ~ '^[DUW]') as "isPersonal", erased_at as "erasedAt", erased_tries as tries
        from generations where erased_at is not null and erased_shown_at is null and message_ts is not null)
       union all
       (select team_id, null, channel_id, message_ts, user_id, true, erased_at, tries from erased_messages)) m
     where ${IS_DUE} order by "erasedAt" limit $2`,
    [MOST_TRIES, MOST],
  );
  return rows;
}

async function listErasedFiles(sql: Sql): Promise<ErasedFile[]> {
  const { rows } = await sql.query<ErasedFile>(
    `select team_id as "teamId", file_id as "fileId", channel_id as "channelId", tries from erased_files
     where next_at <= now() and tries < $1 order by next_at limit $2`,
    [MOST_TRIES, MOST],
  );
  return rows;
}
