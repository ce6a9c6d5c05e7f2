import { ACTS } from '../../core/acts.ts';
import type { GenerationKey } from '../../core/generation.ts';
import type { AnnounceStore } from '../../core/making/announce-image.ts';
import type { CancelStore } from '../../core/making/cancel.ts';
import type { MakeStore, OrderChange, StoredPicture } from '../../core/making/make-store.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { settleUnknown } from './hold.ts';
import { move, moveWithin } from './move.ts';
import { MAKING } from './moves.ts';

const FREE = Object.entries(ACTS).flatMap(([act, { isFree }]) => (isFree ? [act] : []));

/** From the request to its pictures. What each move is: `moves.ts`. */
export function makeStore(work: Work): Omit<AnnounceStore & MakeStore & CancelStore, 'findGeneration'> {
  const { single, within } = work;
  const takeBack = (key: GenerationKey, from: 'submitting' | 'submitted', change: OrderChange = {}) =>
    within(async (sql) => {
      const { model = null, quality, sendBytes = false } = change;
      const terms = [model, quality !== undefined, quality ?? null, sendBytes];
      if (await moveWithin(work, sql, key, MAKING.takenBack, [from, ...terms])) return true;
      await moveWithin(work, sql, key, MAKING.takenBackCanceled, [from]);
      return false;
    });

  return {
    markAnnouncing: (key, claim) => move(work, key, MAKING.announcing, [claim]),
    unmarkAnnouncing: async (key) => void (await move(work, key, MAKING.notAnnouncing)),
    markAnnounced: (key, { messageTs, delivery, channelId, place }, next) =>
      within(async (sql) => {
        const announced = next === 'make' ? MAKING.announcedToMake : MAKING.announcedToPost;
        if (await moveWithin(work, sql, key, announced, [messageTs, delivery, channelId, place])) return true;
        if (messageTs) await moveWithin(work, sql, key, MAKING.announcedLate, [messageTs, channelId]);
        return false;
      }),
    async adoptPlaceholder(key, channelId, messageTs) {
      const isOurs =
        (await isPlaceholder(single, key, channelId, messageTs)) ||
        (await move(work, key, MAKING.placeholderSeen, [messageTs, channelId]));
      return isOurs ? 'ours' : 'orphan';
    },
    markSubmitting: (key, claim, ownKeyId = null) => move(work, key, MAKING.submitting, [claim, ownKeyId]),
    markRequested: (key, change) => takeBack(key, 'submitting', change),
    markUnmade: (key, change) => takeBack(key, 'submitted', change),
    markSubmitted: (key, taskId) =>
      within(
        async (sql) =>
          (await moveWithin(work, sql, key, MAKING.submitted, [taskId])) ||
          (await moveWithin(work, sql, key, MAKING.submittedLate, [taskId])),
      ),
    markMade: (key, pictures, credits) =>
      within(async (sql) => {
        await lockThread(sql, key);
        return await moveWithin(work, sql, key, MAKING.made, [FREE], credits, () => insertPictures(sql, key, pictures));
      }),
    markFailed: (key, failure, { requestId = null, refusal } = {}) =>
      within(
        async (sql) =>
          (await moveWithin(work, sql, key, MAKING.failed, [
            ...[failure, requestId, refusal?.rule ?? null, refusal?.part ?? null],
          ])) ||
          (await moveWithin(work, sql, key, MAKING.takenBackCanceled, ['submitting'])) ||
          (await moveWithin(work, sql, key, MAKING.takenBackCanceled, ['submitted'])),
      ),
    markUnknown: (key, failure, requestId) => move(work, key, MAKING.unknown, [failure, requestId ?? null]),
    askAgain: (key, unless) => move(work, key, MAKING.askedAgain, [unless === 'not_lately']),
    settleUnknown: (key) => within((sql) => settleUnknown(work, sql, key)),
    cancel: (key, { userId, placeholder }) =>
      within(async (sql) => {
        // Locked, so that it can't slip from one of these states into another between the questions.
        await lockGeneration(sql, key);
        const by = [userId, placeholder?.messageTs ?? null, placeholder?.channelId ?? null];
        if (await moveWithin(work, sql, key, MAKING.canceled, by)) return 'canceled';
        if (await moveWithin(work, sql, key, MAKING.canceledOrdered, by)) return 'ordered';
        return (await moveWithin(work, sql, key, MAKING.canceledMade, by)) ? 'kept' : 'nothing';
      }),
    async saveRendition({ teamId, id }, fileId, edgePx) {
      await single.query(
        'update source_files set rendition = $4 where team_id = $1 and generation_id = $2 and file_id = $3',
        [teamId, id, fileId, edgePx],
      );
    },
    async retireModel(model) {
      await single.query('insert into retired_models (model) values ($1) on conflict do nothing', [model]);
    },
  };
}

async function isPlaceholder(
  sql: Sql,
  { teamId, id }: GenerationKey,
  channelId: string,
  messageTs: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from generations where team_id = $1 and id = $2 and message_ts = $3 and channel_id = $4',
    [teamId, id, messageTs, channelId],
  );
  return rowCount === 1;
}

/** Versions of one thread are given one after the other. */
async function lockThread(sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended(team_id || channel_id || coalesce(thread_ts, id::text), 7))
     from generations where team_id = $1 and id = $2`,
    [teamId, id],
  );
}

async function lockGeneration(sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  await sql.query('select from generations where team_id = $1 and id = $2 for no key update', [teamId, id]);
}

async function insertPictures(
  sql: Sql,
  { teamId, id }: GenerationKey,
  pictures: readonly StoredPicture[],
): Promise<void> {
  await sql.query(
    `insert into pictures (team_id, generation_id, position, pixapi_url, bytes, file_id, alt_text, width, height, came, posted)
     select $1, $2, n, u, b, f, a, (l->>'width')::integer, (l->>'height')::integer, l->>'came', l->>'posted'
     from unnest($3::text[], $4::bytea[], $5::text[], $6::text[], $7::jsonb[]) with ordinality as t(u, b, f, a, l, n)`,
    [
      teamId,
      id,
      pictures.map((picture) => ('url' in picture ? picture.url : null)),
      pictures.map((picture) => ('bytes' in picture ? Buffer.from(picture.bytes) : null)),
      pictures.map((picture) => ('fileId' in picture ? picture.fileId : null)),
      pictures.map((picture) => ('altText' in picture ? picture.altText : null)),
      pictures.map((picture) => ('look' in picture && picture.look ? JSON.stringify(picture.look) : null)),
    ],
  );
}
