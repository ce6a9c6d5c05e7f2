import { z } from 'zod';
import { plainText } from '../blocks/texts.ts';
import type { Block } from '../message.ts';
import type { Team } from '../team.ts';
import type { View } from '../view.ts';
import { checkBlocks } from './content.ts';
import { type Answer, type Call, json, type Method, method, Refusal } from './method.ts';
import { personIn } from './reach.ts';

const TRIGGER_LIFE_MS = 3000;
const MAX_VIEW_BYTES = 250_000;

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

type Sent = z.output<typeof modal> | z.output<typeof home>;

const open = method(z.strictObject({ trigger_id: z.string(), view: modalArgument }), (call, args) => {
  const user = spendTrigger(call, args.trigger_id);
  const view = storeView(call, args.view, { id: call.state.ids.next('V'), user });
  call.team.views.set(view.id, view);
  return { view: viewObject(call.team, view) };
});

function spendTrigger(call: Call, id: string): string {
  const trigger = call.state.triggers.get(id);
  if (trigger?.team !== call.team.id) {
    call.violation(`trigger_id ${id} is not one of ${call.team.id}`);
    throw new Refusal('invalid_trigger_id');
  }
  if (trigger.used) {
    call.violation(`trigger_id ${id} was used twice`);
    throw new Refusal('exchanged_trigger_id');
  }
  if (call.state.clock.now() - trigger.createdAt > TRIGGER_LIFE_MS) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

const update = method(
  z.strictObject({
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view: modalArgument,
  }),
  (call, args) => {
    const views = [...call.team.views.values()];
    const old = views.find(
      ({ id, external_id }) => id === args.view_id || (external_id && external_id === args.external_id),
    );
    if (!old?.open) throw new Refusal('not_found');
    if (args.hash !== undefined && args.hash !== old.hash) throw new Refusal('hash_conflict');
    const view = storeView(call, args.view, old);
    call.team.views.set(view.id, view);
    return { view: viewObject(call.team, view) };
  },
);

const publish = method(
  z.strictObject({ user_id: z.string(), hash: z.string().optional(), view: json(home) }),
  (call, args) => {
    const person = personIn(call, args.user_id);
    if (!person) throw new Refusal('user_not_found');
    const old = call.team.homes.get(person.id);
    if (old && args.hash !== undefined && args.hash !== old.hash) throw new Refusal('hash_conflict');
    const view = storeView(call, args.view, { id: old?.id ?? call.state.ids.next('V'), user: person.id });
    call.team.homes.set(person.id, view);
    return { view: viewObject(call.team, view) };
  },
);

export function storeView(call: Call, sent: Sent, { id, user }: Pick<View, 'id' | 'user'>): View {
  const { type, blocks, private_metadata, callback_id, external_id, ...rest } = sent;
  if (JSON.stringify(sent).length > MAX_VIEW_BYTES) refuseView(call, 'view_too_large', 'the view is over 250 KB');
  const hasInputs = blocks.some((block) => block.type === 'input');
  if (type === 'modal' && hasInputs && !('submit' in rest && rest.submit)) {
    refuseView(call, 'invalid_arguments', 'a modal with inputs needs a submit button');
  }
  checkBlocks(call, blocks as Block[], type);
  const named = (blocks as Block[]).map((block, index) => ({ ...block, block_id: block.block_id ?? `b${index}` }));
  const hash = call.state.ids.next('h');
  return { id, hash, type, user, blocks: named, callback_id, private_metadata, external_id, rest, open: true };
}

function refuseView(call: Call, error: string, text: string): never {
  call.violation(text);
  throw new Refusal(error);
}

export function viewObject(team: Team, view: View, values: Answer = {}): Answer {
  const { user: _, rest, open: __, ...known } = view;
  return {
    ...known,
    ...rest,
    team_id: team.id,
    app_id: team.appId,
    bot_id: team.bot.botId,
    app_installed_team_id: team.id,
    root_view_id: view.id,
    previous_view_id: null,
    state: { values },
  };
}

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.update': update,
  'views.publish': publish,
};
