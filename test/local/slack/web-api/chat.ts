import { z } from 'zod';
import type { Message } from '../message.ts';
import { editAsApp, postAsApp, remove, showToOne } from '../posting.ts';
import type { Channel } from '../team.ts';
import { messageObject } from '../wire.ts';
import { contentArgs, readContent } from './content.ts';
import { type Call, channelId, flag, json, type Method, method, Refusal, timestamp } from './method.ts';
import { checkThread, joinedChannel, personIn, postableChannel, visibleChannel } from './reach.ts';

const MAX_UPDATED_TEXT = 4000;

const postMessage = method(
  z.strictObject({
    channel: z.string(),
    thread_ts: timestamp.optional(),
    reply_broadcast: flag.optional(),
    ...contentArgs,
  }),
  (call, args) => {
    const channel = postableChannel(call, args.channel);
    checkThread(call, channel, args.thread_ts);
    const content = readContent(call, args);
    const message = postAsApp(call.state, call.team, channel, {
      ...content,
      thread_ts: args.thread_ts,
      subtype: args.reply_broadcast ? 'thread_broadcast' : undefined,
      metadata: args.metadata,
      linkNames: args.link_names === true || args.parse === 'full',
    });
    return { channel: channel.id, ts: message.ts, message: messageObject(call.state, message) };
  },
);

const update = method(
  z.strictObject({
    channel: channelId,
    ts: timestamp,
    reply_broadcast: flag.optional(),
    file_ids: json(z.array(z.string())).optional(),
    ...contentArgs,
  }),
  (call, args) => {
    const channel = joinedChannel(call, args.channel);
    const message = ownMessage(call, channel, args.ts, 'cant_update_message');
    if ((args.text ?? '').length > MAX_UPDATED_TEXT) {
      call.violation(`chat.update with a text over ${MAX_UPDATED_TEXT} characters`);
      throw new Refusal('msg_too_long');
    }
    const { text, blocks, pictured } = readContent(call, args);
    editAsApp(call.state, call.team, channel, message, {
      text,
      // Slack keeps the earlier blocks when none are sent.
      ...(args.blocks ? { blocks } : {}),
      ...(args.file_ids ? { files: args.file_ids } : {}),
      pictured,
    });
    return { channel: channel.id, ts: message.ts, text, message: messageObject(call.state, message) };
  },
);

const erase = method(z.strictObject({ channel: channelId, ts: timestamp }), (call, args) => {
  const channel = joinedChannel(call, args.channel);
  const message = ownMessage(call, channel, args.ts, 'cant_delete_message');
  call.state.echo(call.team, channel.id, remove(call.state, channel, message));
  return { channel: channel.id, ts: args.ts };
});

function ownMessage(call: Call, channel: Channel, ts: string, refusal: string): Message {
  const message = channel.messages.get(ts);
  if (!message || message.subtype === 'tombstone') {
    if (call.team.ephemerals.some((ephemeral) => ephemeral.ts === ts)) {
      call.violation(`${ts} is an ephemeral message: only a response_url can change it`);
    }
    throw new Refusal('message_not_found');
  }
  if (message.user !== call.team.bot.userId) {
    call.violation(`${ts} is somebody else's message`);
    throw new Refusal(refusal);
  }
  return message;
}

const postEphemeral = method(
  z.strictObject({ channel: channelId, user: z.string(), thread_ts: timestamp.optional(), ...contentArgs }),
  (call, args) => {
    const channel = joinedChannel(call, args.channel);
    const person = personIn(call, args.user);
    if (!person || !channel.members.has(person.id)) throw new Refusal('user_not_in_channel');
    checkThread(call, channel, args.thread_ts);
    const { text, blocks } = readContent(call, args);
    const shown = { user: person.id, text, blocks, thread_ts: args.thread_ts, via: 'chat.postEphemeral' as const };
    return { message_ts: showToOne(call.state, call.team, channel, shown).ts };
  },
);

const getPermalink = method(z.strictObject({ channel: channelId, message_ts: timestamp }), (call, args) => {
  const channel = visibleChannel(call, args.channel);
  const message = channel.messages.get(args.message_ts);
  if (!message) throw new Refusal('message_not_found');
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const thread = isReply ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  const path = `archives/${channel.id}/p${args.message_ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink: `https://${call.team.domain}.slack.com/${path}` };
});

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': erase,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
