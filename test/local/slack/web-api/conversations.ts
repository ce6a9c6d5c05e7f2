import { z } from 'zod';
import { appDm, type Channel, hasApp, isShared, type Team } from '../team.ts';
import { channelId, flag, type Method, method, needScope, Refusal } from './method.ts';
import { personIn, visibleChannel } from './reach.ts';

const join = method(z.strictObject({ channel: channelId }), (call, args) => {
  const channel = visibleChannel(call, args.channel);
  if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
  const wasIn = hasApp(call.team, channel);
  channel.members.add(call.team.bot.userId);
  return { channel: channelObject(call.team, channel), ...(wasIn ? { warning: 'already_in_channel' } : {}) };
});

const READ_SCOPES = { public: 'channels:read', private: 'groups:read', im: 'im:read' };

const info = method(
  z.strictObject({ channel: channelId, include_locale: flag.optional(), include_num_members: flag.optional() }),
  (call, args) => {
    needScope(call, ...Object.values(READ_SCOPES));
    const channel = visibleChannel(call, args.channel);
    needScope(call, READ_SCOPES[channel.kind]);
    return {
      channel: {
        ...channelObject(call.team, channel),
        ...(args.include_locale ? { locale: 'en-US' } : {}),
        ...(args.include_num_members ? { num_members: channel.members.size } : {}),
      },
    };
  },
);

const open = method(
  z.strictObject({ users: z.string(), return_im: flag.optional(), prevent_creation: flag.optional() }),
  (call, args) => {
    const person = personIn(call, args.users);
    const channel = person && appDm(call.team, person);
    if (!channel) throw new Refusal('user_not_found');
    return { channel: args.return_im ? channelObject(call.team, channel) : { id: channel.id }, already_open: true };
  },
);

function channelObject(team: Team, channel: Channel): Record<string, unknown> {
  const shared = isShared(team, channel);
  const common = { id: channel.id, is_archived: false, is_org_shared: false, is_shared: shared, is_ext_shared: shared };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== team.bot.userId);
    return { ...common, is_im: true, is_open: true, user: other };
  }
  const isPrivate = channel.kind === 'private';
  return {
    ...common,
    name: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: channel.key === 'general',
    is_member: hasApp(team, channel),
    context_team_id: team.id,
  };
}

export const conversationMethods: Record<string, Method> = {
  'conversations.join': join,
  'conversations.info': info,
  'conversations.open': open,
};
