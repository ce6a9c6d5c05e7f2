import { readBlocks } from '../local/slack/reading/blocks.ts';
import { createState } from '../local/slack/state.ts';
import { seedTeam } from '../local/slack/team.ts';
import type { Sample } from './sample.ts';

type Built = ReturnType<Sample['build']>;

const state = createState('preview');
const team = seedTeam('acme', 'Acme');

/** A message or view as a person reads it, then how its buttons and fields are named. */
export function readBuilt(built: Built): string[] {
  const blocks = readBlocks(state, team, built.blocks as Parameters<typeof readBlocks>[2]);
  const named = idsOf(built.blocks);
  return [
    ...('text' in built ? [`notification: ${built.text}`] : []),
    ...('title' in built ? [`${built.title.text}${built.submit ? `  [${built.submit.text}]` : ''}`] : []),
    ...blocks,
    ...(named.length > 0 ? [`ids: ${named.join(', ')}`] : []),
  ];
}

/** Every action_id in the order in which it stands. */
export function idsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(idsOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'action_id' && typeof value === 'string' ? [value] : idsOf(value),
  );
}
