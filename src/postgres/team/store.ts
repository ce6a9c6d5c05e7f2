import type { BudgetStore } from '../../core/team/budget.ts';
import type { HistoryEntry, HistoryStore } from '../../core/team/history.ts';
import type { LastChange } from '../../core/team/last-change.ts';
import type { NoticeStore } from '../../core/team/notices.ts';
import {
  DEFAULT_SETTINGS,
  type SettingChange,
  type SettingsStore,
  type TeamSettings,
} from '../../core/team/settings.ts';
import type { Sql } from '../connection/prepared.ts';
import { asFailureCode } from '../read-generation.ts';
import type { Work } from '../work.ts';
import { audit } from './audit.ts';
import { capOwn, ensureTeam, readBudgetMonth, writeBudget } from './budgets.ts';
import { readCalendar, setFirstDay, setZone } from './calendar.ts';
import { lastChange } from './last-change.ts';
import { listBudgets, listLimits, readAllowance } from './limits.ts';

export function teamStore({ single, within }: Work): BudgetStore & SettingsStore & HistoryStore & NoticeStore {
  /** In a transaction that knows the team. */
  const withTeam = <T>(teamId: string, defaultCredits: number | null, work: (sql: Sql) => Promise<T>) =>
    within(async (sql) => {
      await ensureTeam(sql, teamId, defaultCredits);
      return await work(sql);
    });
  return {
    readBudget: (teamId, defaultCredits) => withTeam(teamId, defaultCredits, (sql) => readBudgetMonth(sql, teamId)),
    readAllowance: (who, defaultCredits) => withTeam(who.teamId, defaultCredits, (sql) => readAllowance(sql, who)),
    renameChannel: (teamId, oldId, newId) => renameChannel(single, teamId, oldId, newId),
    setBudget: (change, defaultCredits) => withTeam(change.teamId, defaultCredits, (sql) => writeBudget(sql, change)),
    listLimits: (who, defaultCredits) => withTeam(who.teamId, defaultCredits, (sql) => listLimits(sql, who)),
    listBudgets: (teamId, defaultCredits) => withTeam(teamId, defaultCredits, (sql) => listBudgets(sql, teamId)),
    capOwn: (by, credits, period, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => capOwn(sql, by, credits, period)),
    readCalendar: (teamId, defaultCredits) => withTeam(teamId, defaultCredits, (sql) => readCalendar(sql, teamId)),
    setZone: (by, timeZone, defaultCredits) => withTeam(by.teamId, defaultCredits, (sql) => setZone(sql, by, timeZone)),
    setFirstDay: (by, firstDay, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => setFirstDay(sql, by, firstDay)),
    readSettings: (teamId) => readSettings(single, teamId),
    changeSetting: (by, change, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, async (sql) => {
        const before = await writeSetting(sql, by, change);
        return { settings: await readSettings(sql, by.teamId), before };
      }),
    auditRefused: (by, action, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) =>
        audit(sql, { ...by, action, subject: 'team', from: null, to: null }),
      ),
    readLanguage: (teamId) => readLanguage(single, teamId),
    setLanguage: (teamId, userId, language, defaultCredits) =>
      withTeam(teamId, defaultCredits, (sql) => writeLanguage(sql, teamId, userId, language)),
    readCarousels: (teamId) => readCarousels(single, teamId),
    saveCarousels: (teamId, taken) => saveCarousels(single, teamId, taken),
    claimNotice: (teamId, notice) => claimNotice(single, teamId, notice),
    claimReply: (teamId, message, defaultCredits) =>
      withTeam(teamId, defaultCredits, (sql) => claimNotice(sql, teamId, message)),
    listHistory: (teamId, userId, limit) => listHistory(single, teamId, userId, limit),
  };
}

/** The language of a team's public messages. */
async function readLanguage(sql: Sql, teamId: string): Promise<string> {
  const { rows } = await sql.query<{ language: string }>('select language from teams where team_id = $1', [teamId]);
  return rows[0]?.language ?? 'en';
}

export async function writeLanguage(
  sql: Sql,
  teamId: string,
  userId: string,
  language: string,
): Promise<LastChange | null> {
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const before = await lastChange(sql, { teamId, userId }, 'language_set', 'team');
  const from = await readLanguage(sql, teamId);
  await sql.query('update teams set language = $2 where team_id = $1', [teamId, language]);
  await audit(sql, { teamId, userId, action: 'language_set', subject: 'team', from, to: language });
  return before;
}

const MOST_RENAMED = 500;

async function renameChannel(sql: Sql, teamId: string, oldId: string, newId: string): Promise<void> {
  await sql.query('select rename_channel($1, $2, $3)', [teamId, oldId, newId]);
  for (let moved = 1; moved > 0; ) {
    const { rows } = await sql.query<{ moved: number }>('select rename_requests($1, $2, $3, $4) as moved', [
      ...[teamId, oldId, newId, MOST_RENAMED],
    ]);
    moved = rows[0]?.moved ?? 0;
  }
}

async function readSettings(sql: Sql, teamId: string): Promise<TeamSettings> {
  const { rows } = await sql.query<TeamSettings>(
    `select language, guests_may_spend as "guestsMaySpend", confirm_above as "confirmAbove" from teams where team_id = $1`,
    [teamId],
  );
  return rows[0] ?? DEFAULT_SETTINGS;
}

/** Of a team that is known. */
export async function writeSetting(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  change: SettingChange,
): Promise<LastChange | null> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const last = await lastChange(sql, by, 'guestsMaySpend' in change ? 'guests_set' : 'confirm_set', 'team');
  const before = await readSettings(sql, by.teamId);
  if ('guestsMaySpend' in change) {
    await sql.query(
      `update teams set guests_may_spend = $2, policy_version = nextval('policy_versions') where team_id = $1`,
      [by.teamId, change.guestsMaySpend],
    );
    const [from, to] = [before.guestsMaySpend, change.guestsMaySpend].map((may) => (may ? 'spend' : 'look'));
    await audit(sql, { ...by, action: 'guests_set', subject: 'team', from: from ?? null, to: to ?? null });
  } else {
    await sql.query('update teams set confirm_above = $2 where team_id = $1', [by.teamId, change.confirmAbove]);
    await audit(sql, {
      ...by,
      action: 'confirm_set',
      subject: 'team',
      from: before.confirmAbove,
      to: change.confirmAbove,
    });
  }
  return last;
}

async function readCarousels(sql: Sql, teamId: string): Promise<boolean | null> {
  const { rows } = await sql.query<{ taken: boolean | null }>(
    'select takes_carousels as taken from teams where team_id = $1',
    [teamId],
  );
  return rows[0]?.taken ?? null;
}

async function saveCarousels(sql: Sql, teamId: string, taken: boolean): Promise<void> {
  await sql.query('update teams set takes_carousels = $2 where team_id = $1', [teamId, taken]);
}

async function claimNotice(sql: Sql, teamId: string, notice: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into notices (team_id, notice) select team_id, $2 from teams where team_id = $1 on conflict do nothing',
    [teamId, notice],
  );
  return rowCount === 1;
}

async function listHistory(sql: Sql, teamId: string, userId: string, limit: number): Promise<HistoryEntry[]> {
  const { rows } = await sql.query<HistoryEntry & { failure: string | null }>(
    `select prompt, state, failure, held_credits as "heldCredits", charged_credits as "chargedCredits",
       charge_estimated as "chargeEstimated", requested_at as "requestedAt", erased_at as "erasedAt"
     from generations where team_id = $1 and user_id = $2 order by requested_at desc limit $3`,
    [teamId, userId, limit],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}
