import type { GenerationKey } from '../../core/generation.ts';
import type { Receipt, SharedFile, UploadedPicture } from '../../core/making/chat.ts';
import type { PictureStore } from '../../core/making/picture-bytes.ts';
import type { PostStore } from '../../core/making/post-image.ts';
import type { ReceiptStore } from '../../core/making/receipt.ts';
import type { Trouble } from '../../core/posting/missing.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { markPublished } from './changes.ts';
import { deleteAfterPosting } from './delete.ts';
import { move, moveWithin } from './move.ts';
import { CHANGING, POSTING } from './moves.ts';

/** From the pictures to the message that shows them. What each move is: `moves.ts`. */
export function postStore(work: Work): Omit<PostStore & ReceiptStore & PictureStore, 'findGeneration' | 'findOwnKey'> {
  const { single, within } = work;
  return {
    readPictureBytes: (key, position) => readPictureBytes(single, key, position),
    savePictureUrls: (key, urls) => savePictureUrls(single, key, urls),
    savePictureFile: (key, position, picture) => savePictureFile(single, key, position, picture),
    addSharedFiles: (key, files) => addSharedFiles(single, key, files),
    markTroubles: (key, troubles) => markTroubles(single, key, troubles),
    bringPicture: (key, position, picture) =>
      within(async (sql) => {
        await savePictureFile(sql, key, position, picture);
        return await moveWithin(work, sql, key, CHANGING.brought);
      }),
    markShared: (key) => move(work, key, CHANGING.brought),
    giveUpPictures: (key) =>
      within(async (sql) => {
        await giveUpPictures(sql, key);
        return await moveWithin(work, sql, key, CHANGING.changed, [null]);
      }),
    markShowing: (key) => move(work, key, POSTING.showing),
    markPosting: (key, claim) => move(work, key, POSTING.posting, [claim]),
    unmarkPosting: async (key) => void (await move(work, key, POSTING.notPosting)),
    markPosted: (key, messageTs, channelId = null) =>
      within(async (sql) => {
        await dropBytes(sql, key);
        if (!(await moveWithin(work, sql, key, POSTING.posted, [messageTs, channelId]))) return false;
        await deleteAfterPosting(work, sql, key);
        await markPublished(work, sql, key);
        return true;
      }),
    markUndelivered: (key, failure) => move(work, key, POSTING.undelivered, [failure]),
    retryDelivery: (key) => move(work, key, POSTING.deliveryRetried),
    markTold: async (key) => void (await move(work, key, POSTING.told)),
    readLeft: (teamId, month) => readLeft(single, teamId, month),
    readReached: (key) => readReached(single, key),
  };
}

async function readPictureBytes(sql: Sql, { teamId, id }: GenerationKey, position: number): Promise<Uint8Array | null> {
  const { rows } = await sql.query<{ bytes: Uint8Array | null }>(
    'select bytes from pictures where team_id = $1 and generation_id = $2 and position = $3',
    [teamId, id, position],
  );
  return rows[0]?.bytes ?? null;
}

/** What Slack has, or Pixapi, is not kept. */
async function dropBytes(sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  await sql.query(
    'update pictures set bytes = null where team_id = $1 and generation_id = $2 and (file_id is not null or pixapi_url is not null)',
    [teamId, id],
  );
}

/** New addresses, by position; null keeps the old one. */
async function savePictureUrls(
  sql: Sql,
  { teamId, id }: GenerationKey,
  urls: readonly (string | null)[],
): Promise<void> {
  await sql.query(
    `update pictures set pixapi_url = coalesce(t.u, pixapi_url)
     from unnest($3::text[]) with ordinality as t(u, n)
     where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, urls],
  );
}

async function savePictureFile(
  sql: Sql,
  { teamId, id }: GenerationKey,
  position: number,
  { fileId, look: { width, height, came, posted } }: UploadedPicture,
): Promise<void> {
  await sql.query(
    `update pictures set file_id = $4, width = $5, height = $6, came = $7, posted = $8, trouble = null, given_up = false
     where team_id = $1 and generation_id = $2 and position = $3`,
    [teamId, id, position, fileId, width, height, came, posted],
  );
}

async function addSharedFiles(sql: Sql, { teamId, id }: GenerationKey, files: readonly SharedFile[]): Promise<void> {
  await sql.query(
    `update pictures set shared_file_ids = shared_file_ids || t.f, trouble = null, given_up = false
     from unnest($3::text[], $4::integer[]) as t(f, n) where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, files.map(({ fileId }) => fileId), files.map(({ position }) => position)],
  );
}

async function markTroubles(sql: Sql, { teamId, id }: GenerationKey, troubles: readonly Trouble[]): Promise<void> {
  await sql.query(
    `update pictures set trouble = t.c from unnest($3::text[], $4::integer[]) as t(c, n)
     where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, troubles.map(({ code }) => code), troubles.map(({ position }) => position)],
  );
}

async function giveUpPictures(sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  await sql.query(
    'update pictures set given_up = true where team_id = $1 and generation_id = $2 and trouble is not null',
    [teamId, id],
  );
}

async function readLeft(sql: Sql, teamId: string, month: string): Promise<Pick<Receipt, 'left' | 'period'>> {
  const { rows } = await sql.query<Pick<Receipt, 'left' | 'period'>>(
    `select b.period, case when b.monthly_credits is not null
       then greatest(b.monthly_credits + coalesce(p.granted - p.held - p.captured, 0), 0) end as left
     from teams t join budgets b on b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id
     left join budget_periods p on p.team_id = t.team_id and p.scope = 'team' and p.scope_id = t.team_id and p.period = b.period
       and p.start = case b.period when 'day' then period_start(t, 'day') else $2 end
     where t.team_id = $1`,
    [teamId, month],
  );
  return rows[0] ?? { left: null, period: 'month' };
}

/** What was reached is written down in the transaction that accepted the request, at the same moment. */
async function readReached(sql: Sql, { teamId, id }: GenerationKey): Promise<number | null> {
  const { rows } = await sql.query<{ percent: number | null }>(
    `select max(a.percent) as percent from generations g
     join budget_alerts a on a.team_id = g.team_id and a.scope in ('person', 'own') and a.scope_id = g.user_id and a.at = g.requested_at
     where g.team_id = $1 and g.id = $2`,
    [teamId, id],
  );
  return rows[0]?.percent ?? null;
}
