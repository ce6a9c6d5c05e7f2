import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { KeyShown } from '../../core/team/pixapi-keys.ts';
import { button } from '../kit/button.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';

/** The button in Home, the form, and what is in it. */
export const SET_PIXAPI_KEY = 'set_pixapi_key';
export const REMOVE_PIXAPI_KEY = 'remove_pixapi_key';
export const TYPED_KEY = 'typed_pixapi_key';

/** What was typed goes into no view: the one that follows says its end alone. */
export function keyModal(key: KeyShown | null, copy: Copy): types.ModalView {
  const { pixapiKey } = copy.team;
  return {
    type: 'modal',
    callback_id: SET_PIXAPI_KEY,
    title: plain(pixapiKey.title, LIMITS.modalTitle),
    submit: plain(pixapiKey.submit, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      section(key ? keyWords(key, copy) : pixapiKey.none),
      ...(key
        ? [
            {
              type: 'actions',
              elements: [button(REMOVE_PIXAPI_KEY, pixapiKey.remove, 'key')],
            } satisfies types.ActionsBlock,
          ]
        : []),
      {
        type: 'input',
        block_id: TYPED_KEY,
        label: plain(pixapiKey.label, LIMITS.label),
        hint: plain(pixapiKey.hint, LIMITS.label),
        element: { type: 'plain_text_input', action_id: TYPED_KEY, max_length: 200 },
      },
    ],
  };
}

function keyWords({ setBy, setAt, ending }: KeyShown, copy: Copy): string {
  return copy.team.pixapiKey.isSet(personOf(setBy, copy), readersDate(setAt, copy.locale), ending);
}
