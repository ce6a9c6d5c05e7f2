import type { Query } from './run.ts';

interface Look {
  readonly id: string;
  readonly attempt: number;
  readonly beat: number;
  readonly started: number;
}

/** For each job of a process that died: from its last sign of life until another took it up, in ms, shortest first. */
export function watchRescues(query: Query): { silences(): number[]; stop(): void } {
  const last = new Map<string, Look>();
  const silences: number[] = [];
  const look = async () => {
    const looks =
      await query<Look>(`select id, retry_count as attempt, extract(epoch from started_on)::float8 * 1000 as started,
      extract(epoch from coalesce(heartbeat_on, started_on))::float8 * 1000 as beat from pgboss.job where state = 'active' or retry_count > 0`);
    for (const now of looks) {
      const before = last.get(now.id);
      if (before && now.started !== null && now.attempt > before.attempt) silences.push(now.started - before.beat);
      if (now.started !== null) last.set(now.id, now);
    }
  };
  const timer = setInterval(() => void look().catch(() => undefined), 1_000);
  return { silences: () => silences.toSorted((a, b) => a - b), stop: () => clearInterval(timer) };
}
