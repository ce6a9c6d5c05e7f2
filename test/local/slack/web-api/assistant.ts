import { z } from 'zod';
import { setThreadStatus } from '../thread-status.ts';
import { channelId, json, type Method, method, timestamp } from './method.ts';
import { checkThread, joinedChannel } from './reach.ts';

const setStatus = method(
  z.strictObject({
    channel_id: channelId,
    thread_ts: timestamp,
    status: z.string(),
    loading_messages: json(z.array(z.string()).max(10)).optional(),
  }),
  (call, args) => {
    const channel = joinedChannel(call, args.channel_id);
    checkThread(call, channel, args.thread_ts);
    setThreadStatus(call.state, call.team, channel.id, args.thread_ts, args.status);
    return {};
  },
);

export const assistantMethods: Record<string, Method> = { 'assistant.threads.setStatus': setStatus };
