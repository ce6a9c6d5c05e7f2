import type { AuditEntry, AuditStore } from '../../core/log/audit.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';

export function auditStore({ single }: Work): AuditStore {
  return {
    listAudit: (teamId, limit, before) => listAudit(single, teamId, limit, before),
    listAuditForward: (teamId, until, limit, after) => listAuditForward(single, teamId, until, limit, after),
  };
}

const ENTRY = `a.id, a.at, a.user_id as "userId", a.action, a.subject, a.from_value as "from", a.to_value as "to", a.reason,
  a.channel_id as "channelId", a.undoes,
  (select u.id from audit_entries u where u.team_id = a.team_id and u.undoes = a.id) as "undoneBy"`;

async function listAudit(sql: Sql, teamId: string, limit: number, before: number | null): Promise<AuditEntry[]> {
  const { rows } = await sql.query<AuditEntry>(
    `select ${ENTRY} from audit_entries a where a.team_id = $1 and a.id < coalesce($2::bigint, 9223372036854775807)
     order by a.id desc limit $3`,
    [teamId, before, limit],
  );
  return rows;
}

async function listAuditForward(
  sql: Sql,
  teamId: string,
  until: Date,
  limit: number,
  after: number | null,
): Promise<AuditEntry[]> {
  const { rows } = await sql.query<AuditEntry>(
    `select ${ENTRY} from audit_entries a where a.team_id = $1 and a.id > coalesce($2::bigint, 0) and a.at <= $3
     order by a.id limit $4`,
    [teamId, after, until, limit],
  );
  return rows;
}

export async function findAuditEntry(sql: Sql, teamId: string, id: number): Promise<AuditEntry | null> {
  const { rows } = await sql.query<AuditEntry>(
    `select ${ENTRY} from audit_entries a where a.team_id = $1 and a.id = $2`,
    [teamId, id],
  );
  return rows[0] ?? null;
}
