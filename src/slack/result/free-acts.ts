import type { Copy } from '../../copy/copy.ts';
import type { Generation, Parent } from '../../core/generation.ts';
import { LIMITS } from '../kit/limits.ts';
import { oneLine } from '../kit/text.ts';
import { looks } from './looks.ts';

/** The placeholder's line for what is drawn here and costs nothing; null for what Pixapi makes. */
export function freeLine({ act, other }: Generation, copy: Copy) {
  switch (act) {
    case 'undo':
      return (what: string, person: string) => copy.threads.again.making(what, person, other?.label ?? '1');
    case 'compare':
      return copy.threads.compare.making;
    case 'publish':
      return copy.threads.publish.making;
    default:
      return null;
  }
}

/** What stands in place of model, size and money under it. */
export function freeFacts(generation: Generation, copy: Copy): string[] | null {
  const { act, label, userId, model } = generation;
  const { again, compare, publish } = copy.threads;
  const by = copy.images.by(`<@${userId}>`);
  switch (act) {
    case 'undo':
      return [again.facts(label ?? '1'), by, again.free];
    case 'compare': {
      const [left, right] = sides(generation, copy);
      return [compare.left(left), compare.right(right), by, again.free];
    }
    case 'publish':
      return [
        copy.images.from(label ?? '1', null),
        model,
        ...looks(generation, copy),
        publish.by(`<@${userId}>`),
        again.free,
      ];
    default:
      return null;
  }
}

/** The notification that says the same. */
export function freeText(generation: Generation, copy: Copy): string | null {
  const { act, label, prompt } = generation;
  switch (act) {
    case 'undo':
      return copy.threads.again.ready(label ?? '1', oneLine(prompt, LIMITS.promptShown));
    case 'compare':
      return copy.threads.compare.ready(...sides(generation, copy));
    default:
      return null;
  }
}

/** Says which is left and which is right; null for anything but a comparison. */
export function sidesAlt(generation: Generation, copy: Copy, most: number): string | null {
  if (generation.act !== 'compare') return null;
  const [left, right] = sides(generation, copy);
  const frame = copy.threads.compare.altText(left, '', right, '').length;
  const each = Math.min(Math.floor((most - frame) / 2), LIMITS.promptShown);
  const { parent, other } = generation;
  const said = (of: Parent | null) => oneLine(of?.prompt ?? '', each);
  return copy.threads.compare.altText(left, said(parent), right, said(other));
}

/** "v1" and "v3 #2". */
function sides({ parent, other }: Generation, copy: Copy): [string, string] {
  const name = (of: Parent | null) =>
    copy.images.from(of?.label ?? '1', of && of.count > 1 ? of.picture.position : null);
  return [name(parent), name(other)];
}
