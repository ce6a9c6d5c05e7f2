import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type Manager, MOST_MANAGERS } from '../../core/policy/managers.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';

/** The button, the form and its one field. */
export const SET_MANAGERS = 'set_managers';
export const NAMED = 'named_managers';

/** Blocks are named by who stands in them: Slack keeps what a field holds as long as its block stays. */
export function managersModal(named: readonly Manager[], copy: Copy, note: string | null = null): types.ModalView {
  const { form } = copy.team.managers;
  const users = named.map(({ userId }) => userId);
  return {
    type: 'modal',
    callback_id: SET_MANAGERS,
    private_metadata: users.join(' '),
    title: plain(form.title, LIMITS.modalTitle),
    submit: plain(form.submit, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      ...(note ? [section(note)] : []),
      {
        type: 'input',
        block_id: `${NAMED}:${users.length}${note ? ':again' : ''}`,
        optional: true,
        label: plain(form.label, LIMITS.label),
        hint: plain(form.hint, LIMITS.label),
        element: {
          type: 'multi_users_select',
          action_id: NAMED,
          max_selected_items: MOST_MANAGERS,
          ...(users.length > 0 ? { initial_users: users } : {}),
        },
      },
    ],
  };
}
