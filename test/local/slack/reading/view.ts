import type { State } from '../state.ts';
import type { Team } from '../team.ts';
import type { View } from '../view.ts';
import { readBlocks } from './blocks.ts';

/** A modal or a Home tab as a person reads it, with what is filled in: title, blocks, and the buttons below. */
export function readView(state: State, team: Team, { blocks, rest, values }: View): string {
  const words = (text: unknown) => (text as { text: string } | undefined)?.text;
  const { title, submit, close } = rest;
  const below = [words(close), words(submit)].filter((label) => label !== undefined).map((label) => `[${label}]`);
  return [...(title ? [`== ${words(title)} ==`] : []), ...readBlocks(state, team, blocks, values), ...[below.join(' ')]]
    .filter((line) => line !== '')
    .join('\n');
}
