import { LRUCache } from 'lru-cache';
import { isFree } from '../core/acts.ts';
import type { Generation } from '../core/generation.ts';
import type { Figures, LineStore, ReadFigures } from '../core/making/waiting.ts';

const MOST = 1_000;

/** The store's figures, at most `freshMs` old. Words are never worth a failed request: what can't be read is not said. */
export function createFigures(store: Pick<LineStore, 'readFigures'>, { freshMs }: { freshMs: number }): ReadFigures {
  const known = new LRUCache<string, Promise<Figures | null>>({ max: MOST, ttl: Math.max(1, Math.ceil(freshMs)) });
  return async (generation: Generation) => {
    // drawn here, at once
    if (isFree(generation)) return null;
    const { kind, model, size, quality, count } = generation;
    const key = [kind, model, size, quality, count].join(' ');
    const fresh = known.get(key) ?? store.readFigures({ kind, model, size, quality, count }).catch(() => null);
    if (!known.has(key)) known.set(key, fresh);
    return await fresh;
  };
}
