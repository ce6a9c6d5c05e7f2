import type { Block } from './message.ts';
import type { ChannelKind } from './team.ts';

export type ViewValues = Record<string, Record<string, Record<string, unknown>>>;

export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  /** Every block, and whatever people fill in or choose from, has its id: made up where the app gave none. */
  blocks: Block[];
  callback_id: string;
  private_metadata: string;
  external_id: string;
  /** Title, submit, close and the flags, as the app sent them. */
  rest: Record<string, unknown>;
  open: boolean;
  /** The first modal of the stack: itself, unless it was pushed. */
  root: string;
  /** The modal beneath it. */
  previous: string | null;
  /** Where the person was when it was opened. */
  place: { id: string; kind: ChannelKind } | undefined;
  /** What is filled in and chosen at this moment, as `state.values` shows it. */
  values: ViewValues;
}

/** The modals that lie on one another with this one, the lowest first. */
export function stackOf(views: Iterable<View>, root: string): View[] {
  return [...views].filter((view) => view.open && view.root === root);
}
