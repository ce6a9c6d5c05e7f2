import { z } from 'zod';
import { type Call, type Method, method, Refusal } from './method.ts';
import { personIn } from './reach.ts';
import { homeArgument, modalArgument, pushView, storeView, viewObject } from './store-view.ts';

const open = method(z.strictObject({ trigger_id: z.string(), view: modalArgument }), (call, args) => {
  const { user, channel } = spendTrigger(call, args.trigger_id);
  const place = channel === undefined ? undefined : call.team.channels.get(channel);
  const id = call.state.ids.next('V');
  return { view: viewObject(call.team, storeView(call, args.view, { id, user, root: id, previous: null, place })) };
});

const push = method(z.strictObject({ trigger_id: z.string(), view: modalArgument }), (call, args) => {
  const trigger = spendTrigger(call, args.trigger_id);
  const below = trigger.view === undefined ? undefined : call.team.views.get(trigger.view);
  if (!below?.open) {
    call.violation('a view is pushed with the trigger_id of an interaction in an open modal');
    throw new Refusal('invalid_trigger_id');
  }
  return { view: viewObject(call.team, pushView(call, args.view, below)) };
});

function spendTrigger(call: Call, id: string) {
  const trigger = call.state.triggers.get(id);
  if (trigger?.team !== call.team.id) {
    call.violation(`trigger_id ${id} is not one of ${call.team.id}`);
    throw new Refusal('invalid_trigger_id');
  }
  if (trigger.used) {
    call.violation(`trigger_id ${id} was used twice`);
    throw new Refusal('exchanged_trigger_id');
  }
  if (call.state.clock.now() - trigger.createdAt > call.state.settings.triggerMs)
    throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger;
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
      ({ id, external_id, open }) =>
        id === args.view_id || (open && external_id !== '' && external_id === args.external_id),
    );
    if (!old?.open) throw new Refusal('not_found');
    if (args.hash !== undefined && args.hash !== old.hash) throw new Refusal('hash_conflict');
    return { view: viewObject(call.team, storeView(call, args.view, old, old)) };
  },
);

const publish = method(
  z.strictObject({ user_id: z.string(), hash: z.string().optional(), view: homeArgument }),
  (call, args) => {
    const person = personIn(call, args.user_id);
    if (!person) throw new Refusal('user_not_found');
    const old = call.team.homes.get(person.id);
    if (old && args.hash !== undefined && args.hash !== old.hash) throw new Refusal('hash_conflict');
    const id = old?.id ?? call.state.ids.next('V');
    const place = { id, user: person.id, root: id, previous: null, place: undefined };
    return { view: viewObject(call.team, storeView(call, args.view, place, old)) };
  },
);

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
