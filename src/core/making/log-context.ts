import type { Generation } from '../generation.ts';

/** What the operator's log says of a generation: ids and states, never what anybody typed. */
export function logContext({ teamId, id, state, model, attempts }: Generation): Record<string, unknown> {
  return { teamId, generationId: id, state, model, attempts };
}
