import {
  type Manager,
  type ManagerChange,
  type ManagerStore,
  type ManagersChange,
  MOST_MANAGERS,
} from '../../core/policy/managers.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';

export function managerStore({ single, within }: Work): ManagerStore {
  return {
    listManagers: (teamId) => listManagers(single, teamId),
    isNamedManager: (teamId, userId) => isNamedManager(single, teamId, userId),
    addManager: (change, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, change.teamId, defaultCredits);
        return await addManager(sql, change);
      }),
    removeManager: (change, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, change.teamId, defaultCredits);
        return await removeManager(sql, change);
      }),
    setManagers: (change, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, change.teamId, defaultCredits);
        return await setManagers(sql, change);
      }),
  };
}

async function listManagers(sql: Sql, teamId: string): Promise<Manager[]> {
  const { rows } = await sql.query<Manager>(
    `select user_id as "userId", added_by as "addedBy" from managers where team_id = $1 order by added_at, user_id limit $2`,
    [teamId, MOST_MANAGERS],
  );
  return rows;
}

async function isNamedManager(sql: Sql, teamId: string, userId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select from managers where team_id = $1 and user_id = $2', [teamId, userId]);
  return rowCount === 1;
}

export async function addManager(sql: Sql, { teamId, userId, managerId }: ManagerChange) {
  // Two at once don't name one too many between them.
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  if (await isNamedManager(sql, teamId, managerId)) return 'known';
  if ((await listManagers(sql, teamId)).length >= MOST_MANAGERS) return 'too_many';
  await sql.query('insert into managers (team_id, user_id, added_by) values ($1, $2, $3)', [teamId, managerId, userId]);
  await audit(sql, {
    ...{ teamId, userId, action: 'manager_added', subject: `person:${managerId}` },
    from: null,
    to: managerId,
  });
  return 'added';
}

export async function removeManager(sql: Sql, { teamId, userId, managerId }: ManagerChange) {
  const { rowCount } = await sql.query('delete from managers where team_id = $1 and user_id = $2', [teamId, managerId]);
  if (rowCount === 0) return 'unknown';
  await audit(sql, {
    ...{ teamId, userId, action: 'manager_removed', subject: `person:${managerId}` },
    from: managerId,
    to: null,
  });
  return 'removed';
}

async function setManagers(sql: Sql, { teamId, userId, from, to }: ManagersChange) {
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const named = (await listManagers(sql, teamId)).map((one) => one.userId);
  if (named.length !== from.length || named.some((id) => !from.includes(id))) return 'conflict';
  if (to.length > MOST_MANAGERS) return 'too_many';
  for (const managerId of named) if (!to.includes(managerId)) await removeManager(sql, { teamId, userId, managerId });
  for (const managerId of to) if (!named.includes(managerId)) await addManager(sql, { teamId, userId, managerId });
  return 'set';
}
