import { z } from 'zod';
import type { BudgetTarget } from '../../core/team/budget.ts';

const id = z.string().regex(/^(?:[A-Z][A-Z0-9]{1,30}|guests)$/);
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team') }),
  z.object({ kind: z.literal('channel'), id }),
  z.object({ kind: z.literal('person'), id }),
  z.object({ kind: z.literal('group'), id, rule: z.enum(['each', 'pot']) }),
]);
const kind = z.enum(['channel', 'person', 'group', 'guests']);

/** Of whom one has still to be chosen. */
export type TargetKind = z.output<typeof kind>;

/** What a form for a budget remembers. `version`: of the budget that stood when it was opened; null: there was none. */
const remembered = z.object({ target: target.nullable(), kind: kind.nullable(), version: z.int().min(0).nullable() });
export type Remembered = z.output<typeof remembered>;

export function writeRemembered(one: Remembered): string {
  return JSON.stringify(one);
}

/** Of what is none of ours: nobody's. */
export function readRemembered(text: string): Remembered {
  try {
    return remembered.parse(JSON.parse(text));
  } catch {
    return { target: null, kind: null, version: null };
  }
}

export function writeTarget(one: BudgetTarget | TargetKind): string {
  return JSON.stringify(one);
}

/** null: it is none of ours. */
export function readTarget(text: string | undefined): BudgetTarget | TargetKind | null {
  try {
    return z.union([target, kind]).parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

/** What a button under a warning is about: `team`, `channel:C123`, `group:S123:pot`; null: it is none of ours, or one's own cap. */
export function readScopeValue(text: string | undefined): BudgetTarget | null {
  const [said, scopeId, rule] = text?.split(':') ?? [];
  return target.safeParse({ kind: said, id: scopeId, rule }).data ?? null;
}

/** Whether both name the same budget: a group has one, whatever its rule. */
export function isSame(a: BudgetTarget, b: BudgetTarget): boolean {
  return a.kind === b.kind && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}
