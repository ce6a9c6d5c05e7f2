import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { button } from '../kit/button.ts';

/** The button, and the modal that it opens. */
export const HISTORY_IMAGE = 'history_image';

/** The buttons that lead to the other versions of the thread, where there are any. */
export function threadButtons({ id, version, delivery }: Generation, copy: Copy): types.Button[] {
  if ((version ?? 1) === 1 || delivery === 'response_url') return [];
  return [button(HISTORY_IMAGE, copy.threads.tree.button, id)];
}
