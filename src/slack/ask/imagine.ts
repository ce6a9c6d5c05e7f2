import { randomBytes } from 'node:crypto';
import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type Command, readCommand } from '../../core/asking/command.ts';
import { vocabularyOf } from '../../core/asking/vocabulary.ts';
import { type Failure, toFailure } from '../../core/failure.ts';
import type { ImageModel } from '../../core/image-model.ts';
import { type Ask, logRefused, requestImage } from '../../core/ordering/request-image.ts';
import { liveModels } from '../../core/pricing/offer.ts';
import type { Installation } from '../api/installations.ts';
import { respond } from '../api/response-url.ts';
import { onBareImagine } from '../composer/compose.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords, refusedWords } from '../kit/failed.ts';
import { historyAnswer } from '../kit/history-lines.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { answer, type Message } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';
import { quoted } from '../kit/text.ts';
import { asSeen } from '../spelling/as-seen.ts';
import { readSpelling, shownText } from '../spelling/spelling.ts';
import { showBudget } from '../team/budget.ts';
import { answerTeamCommand } from '../team/commands.ts';
import { mistypedAnswer } from '../team/mistyped.ts';
import { changeSetting, setLanguage, showSettings } from '../team/settings.ts';
import { answerRequest } from './answer-request.ts';

type Args = SlackCommandMiddlewareArgs;
const HISTORY_LENGTH = 10;

/** `/imagine …`: a picture, or an answer that only the asker sees. The only funnel of the command: nothing is thrown on. */
export async function onImagine(deps: ListenerDeps, { command, ack }: Args): Promise<void> {
  const asked = readCommand(readSpelling(command.text ?? ''));
  let message: Message | null;
  try {
    const at = await deps.installations.of(command.team_id);
    message = await answerTo(deps, at, command, asked);
  } catch (error) {
    const failure = toFailure(error);
    const reference = randomBytes(3).toString('hex').toUpperCase();
    deps.log.failure(failure, { teamId: command.team_id, at: 'command', reference });
    message = await afterFailure(deps, command, asked, failure, reference);
  }
  const said = message && (await sentApart(deps, command, message));
  await (said ? ack({ response_type: 'ephemeral', ...said }) : ack());
}

/** What not every Slack takes is sent where we hear whether it did. Answers what is left to be acknowledged with; null: nothing. */
async function sentApart(
  { apiUrl }: ListenerDeps,
  { response_url }: Args['command'],
  message: Message,
): Promise<Message | null> {
  const { plainer, ...whole } = message;
  if (!plainer) return message;
  return await respond(response_url, apiUrl, whole).then(
    () => null,
    () => plainer,
  );
}

/** null: nothing to say here. */
async function answerTo(
  deps: ListenerDeps,
  at: Installation,
  command: Args['command'],
  asked: Command,
): Promise<Message | null> {
  if (asked.kind === 'image') return await requestPicture(deps, at, command, asked.text);
  if (asked.kind === 'compose') {
    await onBareImagine(deps, at, command);
    return null;
  }
  return await answerCommand(deps, byOf(command), asked, await copyOf(deps, command));
}

/** null: accepted; the placeholder will say so. */
async function requestPicture(
  deps: ListenerDeps,
  at: Installation,
  command: Args['command'],
  text: string,
): Promise<Message | null> {
  const ask: Ask = {
    teamId: command.team_id,
    channelId: command.channel_id,
    userId: command.user_id,
    text: await asSeen(deps, at, command.user_id, text),
    keys: [keyOf(command)],
    replyTs: null,
    responseUrl: command.response_url,
    fileIds: [],
  };
  const onlooker = await onlookerOf(deps, at, command.user_id, command.team_id);
  if (onlooker) {
    const isNew = await logRefused(deps.requests, ask, 'not_allowed');
    return isNew ? onlookerAnswer(onlooker, await copyOf(deps, command)) : null;
  }
  const reply = await answerRequest(deps, command.team_id, await requestImage(deps.requests, ask));
  return reply ? reply(await copyOf(deps, command)) : null;
}

async function help({ requests }: ListenerDeps, copy: Copy): Promise<Message> {
  return helpAnswer(liveModels(requests.offer(), await requests.store.listRetiredModels()), copy);
}

/** `models`: those that can be had today. */
export function helpAnswer(models: readonly ImageModel[], copy: Copy): Message {
  const { title, lines, terms, more } = copy.help;
  const qualities = vocabularyOf(models).qualities.map((quality) => {
    const word = qualityWord(quality, copy);
    return word === quality ? quality : `\`${quality}\` (${word})`;
  });
  const ids = models.map(({ id }) => id);
  const said = [...lines, terms(qualities.join(', '), ids.join(', ')), ...more, ...copy.threads.help];
  return answer(title, ...said.map((line) => `• ${line}`));
}

/** What `/imagine` knows besides pictures; also for who says it in direct messages or after the app's name. */
export async function answerCommand(
  deps: ListenerDeps,
  by: Asker,
  asked: Exclude<Command, { kind: 'image' | 'compose' }>,
  copy: Copy,
): Promise<Message> {
  switch (asked.kind) {
    case 'help':
      return await help(deps, copy);
    case 'history':
      return historyAnswer(await deps.requests.store.listHistory(by.teamId, by.userId, HISTORY_LENGTH), copy);
    case 'budget_show':
      return await showBudget(deps, by, copy);
    case 'budget_set_problem':
      return answer(copy.budget.unreadable(quoted(shownText(asked.value, new Map(), copy.talk.nameless))));
    case 'mistyped':
      return mistypedAnswer(asked, copy);
    case 'settings':
      return await showSettings(deps, by.teamId, copy);
    case 'setting':
      return await changeSetting(deps, by, asked.change, copy);
    case 'language':
      return await setLanguage(deps, by, asked.language, copy);
    default:
      return await answerTeamCommand(deps, by, asked, copy);
  }
}

/** Honest about what is not known: only a lost answer to the commit leaves it open whether the request was taken. */
async function afterFailure(
  deps: ListenerDeps,
  command: Args['command'],
  asked: Command,
  failure: Failure,
  reference: string,
): Promise<Message | null> {
  const copy = await copyOf(deps, command);
  if (failure.code === 'commit_unclear') {
    const known = async () => await deps.requests.store.findRequest(command.team_id, keyOf(command));
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

const byOf = (command: Args['command']): Asker => ({
  teamId: command.team_id,
  userId: command.user_id,
  channelId: command.channel_id,
  key: keyOf(command),
});

const keyOf = (command: Args['command']) => `trigger:${command.trigger_id}`;

async function copyOf(deps: ListenerDeps, { team_id, user_id }: Args['command']): Promise<Copy> {
  return await copyAt(deps, deps.installations.of(team_id), user_id);
}
