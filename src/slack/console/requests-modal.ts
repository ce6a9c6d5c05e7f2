import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { DIRECT, type LogEntry } from '../../core/log/entry.ts';
import { OUTCOMES } from '../../core/log/outcome.ts';
import { isNobody } from '../../core/privacy/nobody.ts';
import { readHeld } from '../form/fields.ts';
import { button } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { actions, context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { entryList } from './entry-lines.ts';
import { ALL, type ListFilter, type Shown, writePlace, writeShown } from './list-filter.ts';

export const LIST_REQUESTS = 'list_requests';
export const LIST_OLDER = 'list_older';
export const LIST_NEWER = 'list_newer';
export const LAST_DAY = 'list_to';
const PERSON = 'list_of_person';
const PLACE = 'list_of_channel';
const OUTCOME = 'list_of_outcome';
const FIRST_DAY = 'list_from';
const ANY = 'any';

export interface RequestList extends Shown {
  readonly entries: readonly LogEntry[];
  readonly hasOlder: boolean;
  /** Others' requests too: for managers alone. */
  readonly isOfTeam: boolean;
}

/** Requests, a page at a time, and fields to look for some of them. */
export function requestsModal(
  { filter, pages, entries, hasOlder, isOfTeam }: RequestList,
  copy: Copy,
): types.ModalView {
  const { list } = copy.team.home;
  const { direct } = copy.team.letter;
  const last = entries.at(-1);
  return {
    type: 'modal',
    callback_id: LIST_REQUESTS,
    private_metadata: writeShown({ filter, pages }),
    title: plain(list.title, LIMITS.modalTitle),
    submit: plain(list.submit, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks: [
      ...(filter.model ? [context(list.model(filter.model))] : []),
      ...(filter.channelId === DIRECT ? [context(direct)] : []),
      entries.length > 0 ? entryList(entries, copy) : section(list.none),
      ...actions([
        ...(pages.length > 0 ? [button(LIST_NEWER, list.newer, 'newer')] : []),
        ...(hasOlder && last ? [button(LIST_OLDER, list.older, writePlace(last.place))] : []),
      ]),
      { type: 'divider' },
      ...(isOfTeam ? [personField(filter, copy)] : []),
      placeField(filter, copy),
      outcomeField(filter, copy),
      dayField(FIRST_DAY, list.from, filter.from),
      dayField(LAST_DAY, list.to, filter.to),
    ],
  };
}

/** Several may be chosen in a menu from which a choice can be taken back, so one at most. */
function personField({ userId }: ListFilter, { team: { home } }: Copy): types.InputBlock {
  return {
    type: 'input',
    block_id: PERSON,
    optional: true,
    label: plain(home.list.person, LIMITS.label),
    element: {
      type: 'multi_users_select',
      action_id: PERSON,
      max_selected_items: 1,
      ...(userId && !isNobody(userId) ? { initial_users: [userId] } : {}),
    },
  };
}

function placeField({ channelId }: ListFilter, { team: { home } }: Copy): types.InputBlock {
  return {
    type: 'input',
    block_id: PLACE,
    optional: true,
    label: plain(home.list.place, LIMITS.label),
    element: {
      type: 'multi_conversations_select',
      action_id: PLACE,
      max_selected_items: 1,
      filter: { include: ['public', 'private'] },
      ...(channelId && channelId !== DIRECT ? { initial_conversations: [channelId] } : {}),
    },
  };
}

const CHOICES = [...OUTCOMES, 'not_made'] as const;

function outcomeField({ outcome }: ListFilter, { team: { home } }: Copy): types.InputBlock {
  const { list, outcomes, notMade } = home;
  const optionOf = (value: string, text: string) => ({ value, text: plain(text, LIMITS.optionText) });
  const options = [
    optionOf(ANY, list.any),
    ...CHOICES.map((one) => optionOf(one, one === 'not_made' ? notMade : outcomes[one])),
  ];
  const initial = options.find(({ value }) => value === (outcome ?? ANY));
  return {
    type: 'input',
    block_id: OUTCOME,
    label: plain(list.outcome, LIMITS.label),
    element: {
      type: 'static_select',
      action_id: OUTCOME,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function dayField(actionId: string, label: string, day: string | null): types.InputBlock {
  return {
    type: 'input',
    block_id: actionId,
    optional: true,
    label: plain(label, LIMITS.label),
    element: { type: 'datepicker', action_id: actionId, ...(day ? { initial_date: day } : {}) },
  };
}

/** What its fields hold. */
export function readRequestsModal(view: Parameters<typeof readHeld>[0]): ListFilter {
  const held = readHeld(view);
  const outcome = held[OUTCOME]?.selected_option?.value;
  return {
    ...ALL,
    userId: held[PERSON]?.selected_users?.[0] ?? null,
    channelId: held[PLACE]?.selected_conversations?.[0] ?? null,
    outcome: CHOICES.find((one) => one === outcome) ?? null,
    from: held[FIRST_DAY]?.selected_date ?? null,
    to: held[LAST_DAY]?.selected_date ?? null,
  };
}
