import type { KeptRow, KeptStore } from '../../core/log/kept.ts';
import type { Work } from '../work.ts';

export function keptStore({ single }: Work): KeptStore {
  return {
    async listKept(teamId, table, limit, after) {
      const { rows } = await single.query<{ row: KeptRow }>('select kept_rows($1, $2, $3, $4) as row', [
        ...[teamId, table, after === null ? null : JSON.stringify(after), limit],
      ]);
      return rows.map(({ row }) => row);
    },
  };
}
