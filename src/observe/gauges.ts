import { Gauge, type Registry } from 'prom-client';
import type { Overview } from '../core/counting/facts.ts';
import { LABELS } from './labels.ts';

export interface GaugeSources {
  /** Of the database, over all processes: each of them says the same. */
  readonly readOverview: () => Promise<Overview>;
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  /** Days until each model that is about to end is gone. */
  readonly endings: () => readonly { readonly model: string; readonly daysLeft: number }[];
  /** 1: some workspace has not granted all scopes that the app needs. */
  readonly scopesMissing: () => 0 | 1;
  /** Whether what needs it waits, because it does not answer. */
  readonly isAway: (to: 'slack' | 'pixapi') => boolean;
}

/** A look at the database is good for so long, so that no scraper can load it. */
const FRESH_MS = 5_000;
const LIMIT_MS = 2_000;

/**
 * Gauges, and what looks them up: to be called before they are read. What can't be looked up is not said, but for
 * `imagine_database_up`.
 */
export function registerGauges(registry: Registry, sources: GaugeSources): () => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const depth = gauge('imagine_queue_depth', 'Jobs that are due and not taken up', ['queue']);
  const oldest = gauge('imagine_queue_oldest_seconds', 'How long the first of them has waited', ['queue']);
  const active = gauge('imagine_queue_active', 'Jobs in hand', ['queue']);
  const line = gauge('imagine_line_length', 'Requests that wait for one of their team’s places');
  const unknown = gauge('imagine_unknown_outcomes', 'Orders whose outcome nobody knows, with credits held');
  const undelivered = gauge('imagine_undelivered', 'Pictures that were made and that nobody can see');
  const ofDatabase = [depth, oldest, active, line, unknown, undelivered];
  const read = cached(sources.readOverview);
  const isUp = gauge('imagine_database_up', 'Whether the database answered, 0 or 1');
  const pool = gauge('imagine_pool_connections', 'Connections to the database in use');
  const waiting = gauge('imagine_pool_waiting', 'Who waits for a connection to the database');
  const ends = gauge('imagine_model_retires_days', 'Days until a model is gone', ['model']);
  const scopes = gauge('imagine_scopes_missing', 'Whether a workspace has not granted all scopes, 0 or 1');
  const away = gauge('imagine_breaker_open', 'Whether calls are held back because nobody answers, 0 or 1', ['to']);

  return async () => {
    for (const one of [...ofDatabase, ends, away]) one.reset();
    pool.set(sources.pool.totalCount - sources.pool.idleCount);
    waiting.set(sources.pool.waitingCount);
    for (const { model, daysLeft } of sources.endings()) ends.set({ model }, daysLeft);
    scopes.set(sources.scopesMissing());
    for (const to of ['slack', 'pixapi'] as const) away.set({ to }, Number(sources.isAway(to)));
    const overview = await read();
    isUp.set(Number(overview !== null));
    if (!overview) {
      for (const one of [line, unknown, undelivered]) one.remove();
      return;
    }
    for (const { queue, ...said } of overview.queues) {
      if (!(LABELS.queue as readonly string[]).includes(queue)) continue;
      depth.set({ queue }, said.depth);
      oldest.set({ queue }, said.oldestSeconds);
      active.set({ queue }, said.active);
    }
    line.set(overview.line);
    unknown.set(overview.unknown);
    undelivered.set(overview.undelivered);
  };
}

/** null: it could not be read, or not in time. Whoever asks within some seconds shares the answer. */
function cached(read: () => Promise<Overview>): () => Promise<Overview | null> {
  let at = Number.NEGATIVE_INFINITY;
  let answer: Promise<Overview | null> = Promise.resolve(null);
  return () => {
    if (performance.now() - at < FRESH_MS) return answer;
    at = performance.now();
    const late = new Promise<null>((resolve) => setTimeout(resolve, LIMIT_MS, null).unref());
    answer = Promise.race([read().catch(() => null), late]);
    return answer;
  };
}
