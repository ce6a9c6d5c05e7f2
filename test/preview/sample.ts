import type { types } from '@slack/bolt';
import type { Copy } from '../../src/copy/copy.ts';
import type { Message } from '../../src/slack/kit/message.ts';
import type { Load } from './data.ts';

/** One message or view of the app, in one state, to be shown in any language and with any data. */
export interface Sample {
  /** The builder, then the state: "placeholder: an edit". */
  readonly name: string;
  readonly build: (copy: Copy, load: Load) => Message | types.ModalView | types.HomeView;
}
