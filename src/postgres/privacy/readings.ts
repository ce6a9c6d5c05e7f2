import type { PrivatePrompt, PromptReading } from '../../core/privacy/privacy-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';

/** The prompt of a private request, or of one in direct messages; read twice by the same person, its author hears of it once. */
export async function readPrompt(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  id: string,
  reason: string,
): Promise<PrivatePrompt | null> {
  const { rows } = await sql.query<PrivatePrompt>(
    `select team_id as "teamId", id, user_id as "userId", prompt, erased_at as "erasedAt" from generations
     where team_id = $1 and id = $2 for key share`,
    [by.teamId, id],
  );
  const [found] = rows;
  if (!found || found.erasedAt) return found ?? null;
  await audit(sql, { ...by, action: 'prompt_read', subject: `request:${id}`, from: null, to: null, reason });
  if (found.userId === by.userId) return found;
  await sql.query(
    'insert into prompt_readings (team_id, generation_id, reader_id) values ($1, $2, $3) on conflict do nothing',
    [by.teamId, id, by.userId],
  );
  return found;
}

/** Few at a time: whoever claims them tells them at once. */
export async function claimReadings(sql: Sql): Promise<PromptReading[]> {
  const { rows } = await sql.query<PromptReading>(
    `update prompt_readings r set told_at = now() from generations g
     where r.ctid = any (array(select ctid from prompt_readings where told_at is null order by at limit 20 for update skip locked))
       and g.team_id = r.team_id and g.id = r.generation_id
     returning r.team_id as "teamId", r.generation_id as id, r.reader_id as "readerId", g.user_id as "authorId", g.requested_at as "requestedAt"`,
  );
  return rows;
}
