import { z } from 'zod';
import { describeIssue } from './block-rules.ts';
import { editAsApp, postAsApp, remove, rewrite, showToOne } from './posting.ts';
import type { ResponseUrl, State } from './state.ts';
import type { Channel, Team } from './team.ts';
import { type Content, contentArgs, readContent } from './web-api/content.ts';
import { type Call, Refusal, timestamp } from './web-api/method.ts';

const { text, blocks, mrkdwn, parse, link_names, unfurl_links, unfurl_media } = contentArgs;

const payloadSchema = z.strictObject({
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: timestamp.optional(),
  ...{ text, blocks, mrkdwn, parse, link_names, unfurl_links, unfurl_media },
});

type Payload = z.output<typeof payloadSchema>;

interface Place {
  state: State;
  team: Team;
  channel: Channel;
  target: ResponseUrl;
  violation(text: string): void;
}

/** What a `response_url` or the answer to a command may do to the place it belongs to. Throws `Refusal`. */
export function respond(
  state: State,
  target: ResponseUrl,
  sent: Record<string, unknown>,
  via: 'command' | 'response_url',
): void {
  const team = state.teams.get(target.team);
  const channel = team?.channels.get(target.channel);
  if (!team || !channel) throw new Refusal('channel_not_found');
  const violation = (complaint: string) => {
    state.violations.push(`${via}: ${complaint}`);
  };
  const place = { state, team, channel, target, violation };
  const payload = readPayload(place, sent);
  if (payload.delete_original) deleteOriginal(place, payload);
  else {
    const call: Call = { state, team, violation };
    const content = readContent(call, payload);
    if (payload.replace_original && target.origin.kind !== 'command') replaceOriginal(place, payload, content);
    else answer(place, payload, content, via);
  }
}

function readPayload({ violation, target }: Place, sent: Record<string, unknown>): Payload {
  const result = payloadSchema.safeParse(sent);
  if (!result.success) {
    violation(`invalid_payload: ${result.error.issues.map(describeIssue).join('; ')}`);
    throw new Refusal('invalid_payload');
  }
  const payload = result.data;
  const isPublic = payload.response_type === 'in_channel';
  if (payload.thread_ts && (!isPublic || payload.replace_original)) {
    violation('thread_ts goes only with response_type "in_channel" and without replace_original');
  }
  if (target.origin.kind === 'command' && (payload.replace_original || payload.delete_original)) {
    violation("a command's response_url has no original to replace or delete");
  }
  if (target.origin.kind === 'ephemeral' && payload.replace_original && isPublic) {
    violation('an ephemeral message cannot be turned into a public one');
  }
  return payload;
}

function deleteOriginal(place: Place, payload: Payload): void {
  const { state, team, channel, target, violation } = place;
  if (Object.keys(payload).length > 1) violation('delete_original goes alone');
  const ephemeral = originalEphemeral(team, target);
  if (ephemeral) ephemeral.deleted = true;
  const message = originalMessage(place);
  if (message) state.echo(team, channel.id, remove(state, channel, message));
}

function replaceOriginal(place: Place, payload: Payload, { text, blocks, pictured }: Content): void {
  const { state, team, channel, target } = place;
  const ephemeral = originalEphemeral(team, target);
  if (ephemeral) rewrite(ephemeral, { text, blocks });
  const message = originalMessage(place);
  if (message) editAsApp(state, team, channel, message, { text, blocks, pictured });
  if (!ephemeral && !message) answer(place, payload, { text, blocks, pictured }, 'response_url');
}

function answer(
  { state, team, channel, target }: Place,
  payload: Payload,
  content: Content,
  via: 'command' | 'response_url',
): void {
  const { thread_ts } = payload;
  if (payload.response_type === 'in_channel') postAsApp(state, team, channel, { ...content, thread_ts });
  else showToOne(state, team, channel, { user: target.user, text: content.text, blocks: content.blocks, via });
}

function originalEphemeral(team: Team, { origin, user }: ResponseUrl) {
  if (origin.kind !== 'ephemeral') return undefined;
  return team.ephemerals.find(
    (ephemeral) => ephemeral.ts === origin.ts && ephemeral.user === user && !ephemeral.deleted,
  );
}

function originalMessage({ team, channel, target: { origin }, violation }: Place) {
  const message = origin.kind === 'message' ? channel.messages.get(origin.ts) : undefined;
  if (!message || message.user === team.bot.userId) return message;
  violation("a response_url can't change a person's message");
  return undefined;
}
