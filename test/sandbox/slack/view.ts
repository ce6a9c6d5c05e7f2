import type { Block } from './message.ts';

export type ViewValues = Record<string, Record<string, Record<string, unknown>>>;

export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  blocks: Block[];
  callback_id: string;
  private_metadata: string;
  external_id: string;
  /** Title, submit, close and the flags, as the app sent them. */
  rest: Record<string, unknown>;
  open: boolean;
}
