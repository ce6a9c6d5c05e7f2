import type { NoteStore } from '../../core/warnings/tell-managers.ts';
import type { Sql } from '../connection/prepared.ts';

export function noteStore(single: Sql): NoteStore {
  return {
    async claimNote(teamId, note, userId) {
      const { rowCount } = await single.query(
        `insert into manager_notes as n (team_id, note, user_id) values ($1, $2, $3)
         on conflict (team_id, note, user_id) do update set claimed_at = now()
           where n.told_at is null and n.claimed_at < now() - interval '2 minutes'`,
        [teamId, note, userId],
      );
      return rowCount === 1;
    },
    async markNoteTold(teamId, note, userId) {
      await single.query('update manager_notes set told_at = now() where team_id = $1 and note = $2 and user_id = $3', [
        teamId,
        note,
        userId,
      ]);
    },
    async dropNote(teamId, note, userId) {
      await single.query(
        'delete from manager_notes where team_id = $1 and note = $2 and user_id = $3 and told_at is null',
        [...[teamId, note, userId]],
      );
    },
  };
}
