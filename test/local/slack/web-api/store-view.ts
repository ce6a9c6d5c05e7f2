import { z } from 'zod';
import { plainText } from '../blocks/texts.ts';
import type { Ids } from '../ids.ts';
import { type Block, withIds } from '../message.ts';
import type { Team } from '../team.ts';
import { stackOf, type View } from '../view.ts';
import { initialValues, keptValues } from '../view-state.ts';
import { checkBlocks } from './content.ts';
import { type Answer, type Call, json, Refusal } from './method.ts';

const MAX_VIEW_BYTES = 250_000;
const MAX_STACK = 3;

const common = {
  blocks: z.array(z.looseObject({ type: z.string() })),
  private_metadata: z.string().max(3000).default(''),
  callback_id: z.string().max(255).default(''),
  external_id: z.string().max(255).default(''),
};

const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal('home'), ...common });

export const modalArgument = json(modal);
export const homeArgument = json(home);

type Sent = z.output<typeof modal> | z.output<typeof home>;

/** Lays a modal on top of another. Throws `Refusal` where three lie there already. */
export function pushView(call: Call, sent: Sent, below: View): View {
  if (stackOf(call.team.views.values(), below.root).length >= MAX_STACK) {
    refuseView(call, 'push_limit_reached', `more than ${MAX_STACK} modals on one another`);
  }
  const { user, root, place } = below;
  return storeView(call, sent, { id: call.state.ids.next('V'), user, root, previous: below.id, place });
}

type Position = Pick<View, 'id' | 'user' | 'root' | 'previous' | 'place'>;

/** Shows a view, where Slack takes it; `old` is the one that it takes the place of. Throws `Refusal`. */
export function storeView(call: Call, sent: Sent, { id, user, root, previous, place }: Position, old?: View): View {
  const { type, private_metadata, callback_id, external_id, ...rest } = sent;
  const { blocks: sentBlocks, ...flags } = rest;
  if (JSON.stringify(sent).length > MAX_VIEW_BYTES) refuseView(call, 'view_too_large', 'the view is over 250 KB');
  const hasInputs = sentBlocks.some((block) => block.type === 'input');
  if (type === 'modal' && hasInputs && !('submit' in flags && flags.submit)) {
    refuseView(call, 'invalid_arguments', 'a modal with inputs needs a submit button');
  }
  const { views, homes } = call.team;
  if (
    external_id &&
    [...views.values()].some((view) => view.open && view.id !== id && view.external_id === external_id)
  )
    refuseView(call, 'duplicate_external_id', `external_id ${external_id} is another view's`);
  checkBlocks(call, sentBlocks as Block[], type);
  const blocks = named(call.state.ids, sentBlocks as Block[]);
  const view: View = {
    ...{ id, hash: call.state.ids.next('h'), type, user, root, previous, place },
    ...{ blocks, callback_id, private_metadata, external_id, rest: flags, open: true },
    values: old ? keptValues(blocks, old) : initialValues(blocks, place),
  };
  if (type === 'home') homes.set(user, view);
  else views.set(id, view);
  return view;
}

/** Slack makes up the ids that the app left out, anew each time. */
function named(ids: Ids, blocks: Block[]): Block[] {
  const withId = (part: unknown) => {
    const isAction = typeof part === 'object' && part !== null && 'type' in part && part.type !== 'image';
    return isAction && !('action_id' in part) ? { ...part, action_id: ids.next('a') } : part;
  };
  return withIds(blocks, () => ids.next('b')).map((block) => ({
    ...block,
    ...(block.type === 'input' ? { element: withId(block.element) } : {}),
    ...(block.accessory ? { accessory: withId(block.accessory) } : {}),
    ...(block.type === 'actions' ? { elements: (block.elements as unknown[]).map(withId) } : {}),
  }));
}

function refuseView(call: Call, error: string, text: string): never {
  call.violation(text);
  throw new Refusal(error);
}

export function viewObject(team: Team, view: View, values: Answer = {}): Answer {
  const { id, hash, type, blocks, callback_id, private_metadata, external_id, rest } = view;
  return {
    ...{ id, hash, type, blocks, callback_id, private_metadata, external_id },
    ...rest,
    team_id: team.id,
    app_id: team.appId,
    bot_id: team.bot.botId,
    app_installed_team_id: team.id,
    root_view_id: view.root,
    previous_view_id: view.previous,
    state: { values },
  };
}
