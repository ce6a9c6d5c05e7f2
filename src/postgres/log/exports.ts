import type { Export, ExportKey, ExportStore, LetterFileStore } from '../../core/log/export.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';

export function exportStore({ single, within, begin }: Work): ExportStore & LetterFileStore {
  return {
    async startExport(asked, defaultCredits) {
      return await within(async (sql) => {
        await ensureTeam(sql, asked.teamId, defaultCredits);
        begin(sql, 'exports');
        return await startExport(sql, asked);
      });
    },
    listOpenExports: () => listOpenExports(single),
    async saveExportMessage({ teamId, id }, channelId, messageTs) {
      await single.query('update exports set channel_id = $3, message_ts = $4 where team_id = $1 and id = $2', [
        ...[teamId, id, channelId, messageTs],
      ]);
    },
    noteExportRows: (key, rows) => noteExportRows(single, key, rows),
    sendExport: (of, fileId, rows) => within((sql) => sendExport(sql, of, fileId, rows)),
    countExportTry: (key) => countExportTry(single, key),
    async endExport({ teamId, id }, state) {
      await single.query(
        `update exports set state = $3, ended_at = now() where team_id = $1 and id = $2 and state in ('waiting', 'sending')`,
        [teamId, id, state],
      );
    },
    async noteLetterFile({ teamId, userId, channelId, fileId }) {
      await single.query(
        `insert into exports (team_id, id, user_id, kind, format, state, channel_id, file_id, ended_at)
         values ($1, gen_random_uuid(), $2, 'letter', 'csv', 'done', $3, $4, now())`,
        [teamId, userId, channelId, fileId],
      );
    },
    cancelExport: (key, userId) => cancelExport(single, key, userId),
  };
}

const EXPORT = `team_id as "teamId", id, user_id as "userId", kind, format, asked_at as "askedAt", channel_id as "channelId",
  message_ts as "messageTs", file_id as "fileId", row_count as rows`;

async function startExport(
  sql: Sql,
  { teamId, id, userId, kind, format }: ExportKey & Pick<Export, 'userId' | 'kind' | 'format'>,
): Promise<Export | null> {
  const { rows } = await sql.query<Export>(
    `insert into exports (team_id, id, user_id, kind, format) values ($1, $2, $3, $4, $5)
     on conflict (team_id, user_id) where state in ('waiting', 'sending') do nothing returning ${EXPORT}`,
    [teamId, id, userId, kind, format],
  );
  return rows[0] ?? null;
}

const MOST_OPEN = 100;

async function listOpenExports(sql: Sql): Promise<Export[]> {
  const { rows } = await sql.query<Export>(
    `select ${EXPORT} from exports where state in ('waiting', 'sending') order by asked_at limit $1`,
    [MOST_OPEN],
  );
  return rows;
}

async function noteExportRows(sql: Sql, { teamId, id }: ExportKey, rows: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update exports set row_count = $3 where team_id = $1 and id = $2 and state in ('waiting', 'sending')`,
    [teamId, id, rows],
  );
  return rowCount === 1;
}

/** Sent once more after a death, it is in the audit once. */
async function sendExport(sql: Sql, of: Export, fileId: string, rows: number): Promise<boolean> {
  const { teamId, id, userId, kind, format } = of;
  const before = await sql.query<{ state: string }>(
    `select state from exports where team_id = $1 and id = $2 and state in ('waiting', 'sending') for update`,
    [teamId, id],
  );
  const [open] = before.rows;
  if (!open) return false;
  await sql.query(`update exports set state = 'sending', file_id = $3, row_count = $4 where team_id = $1 and id = $2`, [
    teamId,
    id,
    fileId,
    rows,
  ]);
  if (open.state === 'waiting')
    await audit(sql, { teamId, userId, action: 'exported', subject: kind, from: null, to: `${format}, ${rows}` });
  return true;
}

async function countExportTry(sql: Sql, { teamId, id }: ExportKey): Promise<number> {
  const { rows } = await sql.query<{ tries: number }>(
    'update exports set tries = tries + 1 where team_id = $1 and id = $2 returning tries',
    [teamId, id],
  );
  return rows[0]?.tries ?? 0;
}

async function cancelExport(sql: Sql, { teamId, id }: ExportKey, userId: string) {
  const { rows } = await sql.query<{ state: string }>(
    `update exports set state = case state when 'waiting' then 'canceled' else state end,
       ended_at = coalesce(ended_at, case state when 'waiting' then now() end)
     where team_id = $1 and id = $2 and user_id = $3 returning state`,
    [teamId, id, userId],
  );
  if (!rows[0]) return 'gone';
  return rows[0].state === 'canceled' ? 'canceled' : 'too_late';
}
