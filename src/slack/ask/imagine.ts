import { randomBytes } from 'node:crypto';
import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type Command, readCommand, unescapeText } from '../../core/asking/command.ts';
import { type Failure, toFailure } from '../../core/failure.ts';
import { type Ask, logRefused, requestImage } from '../../core/ordering/request-image.ts';
import type { Installation } from '../api/installations.ts';
import { onBareImagine } from '../composer/compose.ts';
import type { ListenerParts } from '../deps.ts';
import { answer, helpAnswer, historyAnswer } from '../kit/answers.ts';
import { copyAt } from '../kit/copy-at.ts';
import { failedWords, refusedWords } from '../kit/failed.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { quoted } from '../kit/text.ts';
import type { Message } from '../result/image-message.ts';
import { changeBudget, setLanguage, showBudget } from '../team/budget.ts';
import { changeSetting, showSettings } from '../team/settings.ts';
import { answerRequest } from './answer-request.ts';

type Args = SlackCommandMiddlewareArgs;
const HISTORY_LENGTH = 10;

/** `/imagine …`: a picture, or an answer that only the asker sees. The only funnel of the command: nothing is thrown on. */
export async function onImagine(parts: ListenerParts, { command, ack }: Args): Promise<void> {
  const asked = readCommand(command.text ?? '');
  let message: Message | null;
  try {
    const at = await parts.installations.of(command.team_id);
    message = await answerTo(parts, at, command, asked);
  } catch (error) {
    const failure = toFailure(error);
    const reference = randomBytes(3).toString('hex').toUpperCase();
    parts.log.failure(failure, { teamId: command.team_id, at: 'command', reference });
    message = await afterFailure(parts, command, asked, failure, reference);
  }
  await (message ? ack({ response_type: 'ephemeral', ...message }) : ack());
}

/** null: nothing to say here. */
async function answerTo(
  parts: ListenerParts,
  at: Installation,
  command: Args['command'],
  asked: Command,
): Promise<Message | null> {
  if (asked.kind === 'image') return await requestPicture(parts, at, command, asked.text);
  if (asked.kind === 'compose') {
    await onBareImagine(parts, at, command);
    return null;
  }
  return await answerCommand(parts, byOf(command), asked, await copyOf(parts, command));
}

/** null: accepted; the placeholder will say so. */
async function requestPicture(
  parts: ListenerParts,
  at: Installation,
  command: Args['command'],
  text: string,
): Promise<Message | null> {
  const ask: Ask = {
    teamId: command.team_id,
    channelId: command.channel_id,
    userId: command.user_id,
    text: unescapeText(text),
    keys: [keyOf(command)],
    replyTs: null,
    responseUrl: command.response_url,
    fileIds: [],
  };
  const onlooker = await onlookerOf(parts, at, command.user_id, null);
  if (onlooker) {
    const isNew = await logRefused(parts.requests, ask, 'not_allowed');
    return isNew ? onlookerAnswer(onlooker, await copyOf(parts, command)) : null;
  }
  const reply = await answerRequest(parts, command.team_id, await requestImage(parts.requests, ask));
  return reply ? reply(await copyOf(parts, command)) : null;
}

/** What `/imagine` knows besides pictures; also for who says it in direct messages or after the app's name. */
export async function answerCommand(
  parts: ListenerParts,
  by: { readonly teamId: string; readonly userId: string },
  asked: Exclude<Command, { kind: 'image' | 'compose' }>,
  copy: Copy,
): Promise<Message> {
  switch (asked.kind) {
    case 'help':
      return helpAnswer(copy);
    case 'history':
      return historyAnswer(await parts.requests.store.listHistory(by.teamId, by.userId, HISTORY_LENGTH), copy);
    case 'budget_show':
      return await showBudget(parts, by.teamId, copy);
    case 'budget_set':
      return await changeBudget(parts, by, asked, copy);
    case 'budget_set_problem':
      return answer(copy.budget.unreadable(quoted(unescapeText(asked.value))));
    case 'settings':
      return await showSettings(parts, by.teamId, copy);
    case 'setting':
      return await changeSetting(parts, by, asked.change, copy);
    case 'language':
      return await setLanguage(parts, by, asked.language, copy);
    default:
      return asked satisfies never;
  }
}

/** Honest about what is not known: only a lost answer to the commit leaves it open whether the request was taken. */
async function afterFailure(
  parts: ListenerParts,
  command: Args['command'],
  asked: Command,
  failure: Failure,
  reference: string,
): Promise<Message | null> {
  const copy = await copyOf(parts, command);
  if (failure.code === 'commit_unclear') {
    const known = async () => await parts.requests.store.findRequest(command.team_id, keyOf(command));
    const request = asked.kind === 'image' ? await known().catch(() => 'unclear' as const) : 'unclear';
    if (request === 'unclear') return answer(copy.notices.notSure);
    if (request) return request.state === 'failed' ? answer(refusedWords(request, copy)) : null;
  }
  if (isOurs(failure.cause)) return answer([copy.notices.unforeseen(reference), copy.charge.nothing].join(' '));
  return answer(failedWords(failure.code === 'commit_unclear' ? { code: 'internal' } : failure, 'spends', copy));
}

/** A mistake in our own code, rather than a database that is away. */
function isOurs(cause: unknown): boolean {
  return cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError;
}

const byOf = ({ team_id, user_id }: Args['command']) => ({ teamId: team_id, userId: user_id });

const keyOf = (command: Args['command']) => `trigger:${command.trigger_id}`;

async function copyOf(parts: ListenerParts, { team_id, user_id }: Args['command']): Promise<Copy> {
  return await copyAt(parts, parts.installations.of(team_id), user_id);
}
