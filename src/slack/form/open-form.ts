import { randomUUID } from 'node:crypto';
import type { types } from '@slack/bolt';
import { COPIES, type Copy, copyFor } from '../../copy/copy.ts';
import { Failure, toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { postMessage } from '../api/messages.ts';
import { respond } from '../api/response-url.ts';
import { OPEN_WITHIN_MS, openView, updateView, type ViewPlace } from '../api/views.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyAt, copyOf } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { answer } from '../kit/message.ts';
import { loadingModal, noticeModal } from './fields.ts';

/** A form that is about to be opened. */
export interface Form {
  readonly title: (copy: Copy) => string;
  /** What is said where it could not be. */
  readonly notOpened: (copy: Copy) => string;
  /** Of what costs nothing: guests who may only look may open it, too. */
  readonly isFree?: boolean;
  /** Made after the person is known to be one who may spend. */
  readonly fill: (copy: Copy) => Promise<Filled>;
}

/** Slack waits for three seconds; the answer is on its way before that. */
const ANSWER_WITHIN_MS = 2_400;
/** As long as a view may still come, after its trigger has been answered to late. */
const TRIGGER_LEFT_MS = 1_000;

/**
 * Opens a loading view at once, before anybody is asked for anything, and puts the form into it, for whoever may spend.
 * What takes longer than the answer to Slack may goes on afterwards; where no form comes of it, the person is told.
 */
export async function openForm(deps: ListenerDeps, opening: Opening, form: Form): Promise<void> {
  const { at } = opening;
  const working = openAndFill(deps, opening, form).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }),
  );
  await withinMs(ANSWER_WITHIN_MS, working);
}

async function openAndFill(deps: ListenerDeps, opening: Opening, form: Form): Promise<void> {
  const { at, userId, triggerId } = opening;
  const known = deps.people.knownLocaleOf(at, userId);
  const copies = known === null ? COPIES : [copyFor(known)];
  const externalId = randomUUID();
  const loading = loadingModal(copies.length > 1 ? 'Imagine' : form.title(copyFor(known)), copies);
  const sent = openView(at, triggerId, { ...loading, external_id: externalId }).catch(toFailure);
  const copying = copyOf(deps, at, userId);
  const filling = makeForm(deps, opening, form, copying);
  const fillIn = async (place: ViewPlace) => {
    const copy = await copying;
    const { why, next } = copy.failures.internal;
    const instead = noticeModal(form.title(copy), [why, copy.charge.nothing, next].join(' '), copy);
    return await putInto(deps, at, place, await filling, instead);
  };

  const answered = await withinMs(OPEN_WITHIN_MS, sent);
  if (answered !== 'late' && !(answered instanceof Failure)) {
    if ((await fillIn(answered)) !== 'failed') return;
  } else {
    const failure = answered === 'late' ? new Failure('chat_busy', { detail: 'no view yet' }) : answered;
    deps.log.failure(failure, { teamId: at.teamId, at: 'modal' });
    // Its answer is late or lost, and the view may stand: it has a name of ours.
    if (failure.code === 'chat_busy' && (await fillIn({ externalId })) === 'updated') return;
    const later = answered === 'late' ? await withinMs(TRIGGER_LEFT_MS, sent) : failure;
    if (later !== 'late' && !(later instanceof Failure) && (await fillIn(later)) !== 'failed') return;
  }
  await tell(deps, opening, form.notOpened(await copying));
}

/** The form in the person's words; words alone where there can be none. */
async function makeForm(
  deps: ListenerDeps,
  { at, userId, userTeam }: Opening,
  { title, fill, isFree = false }: Form,
  copying: Promise<Copy>,
): Promise<Filled> {
  const copy = await copying;
  const notice = (words: string): Filled => ({ view: noticeModal(title(copy), words, copy) });
  const maybe = async (): Promise<Filled> => {
    const onlooker = await onlookerOf(deps, at, userId, userTeam);
    return onlooker === 'outsider' || (onlooker && !isFree)
      ? notice(onlookerAnswer(onlooker, copy).text)
      : await fill(copy);
  };
  return await maybe().catch((error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId: at.teamId, at: 'modal' });
    return notice(failedWords(failure, 'spends', copy));
  });
}

/** What opens a form: somebody's press, command or shortcut, a moment ago. */
export interface Opening {
  readonly at: Installation;
  readonly userId: string;
  /** Their own workspace, where Slack tells it. */
  readonly userTeam: string | null;
  readonly triggerId: string;
  /** Answers the person alone; null: Slack gives none here, and they are told in their messages with the app. */
  readonly responseUrl: string | null;
}

/** A press or a shortcut, as Slack sends it. */
interface Sent {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly view?: { readonly app_installed_team_id?: string };
  readonly trigger_id: string;
  readonly response_url?: string;
}

/** The frame of whatever opens a form: where something fails, that is said, as far as the person can be reached at all. */
export async function onOpening(
  deps: ListenerDeps,
  { team, user, view, trigger_id, response_url }: Sent,
  ack: () => Promise<void>,
  open: (opening: Opening) => Promise<void>,
): Promise<void> {
  const teamId = view?.app_installed_team_id ?? team?.id ?? user.team_id ?? '';
  const finding = deps.installations.of(teamId);
  const person = { userId: user.id, responseUrl: response_url ?? null };
  const opening = async () =>
    await open({ ...person, at: await finding, userTeam: user.team_id ?? null, triggerId: trigger_id });
  await opening().catch(async (error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'modal' });
    const at = await finding.catch(() => null);
    await tell(deps, { ...person, at }, failedWords(failure, 'spends', await copyAt(deps, finding, user.id)));
  });
  await ack();
}

/** Tells the person alone. That this can't be done either is only logged. */
export async function tell(
  { apiUrl, log }: ListenerDeps,
  { at, userId, responseUrl }: Pick<Opening, 'userId' | 'responseUrl'> & { readonly at: Installation | null },
  words: string,
): Promise<void> {
  const message = answer(words);
  const place = { channelId: userId, replyTs: null, messageTs: null, userId };
  const told = async () => {
    if (responseUrl) await respond(responseUrl, apiUrl, message);
    else if (at) await postMessage(at, place, message);
  };
  await told().catch((error) => log.failure(toFailure(error), { teamId: at?.teamId ?? '', at: 'modal' }));
}

/** The form, and the same without its pictures where Slack may not show them. */
export interface Filled {
  readonly view: types.ModalView;
  readonly plainer?: types.ModalView;
}

/**
 * Puts a form into a modal, tried once more where Slack falters: as it is, without its pictures, or, where Slack takes
 * neither, `instead`. `gone`: that modal is not there, or is another by now. `failed`: Slack took nothing.
 */
export async function putInto(
  { log }: Pick<ListenerDeps, 'log'>,
  at: Installation,
  place: ViewPlace,
  { view, plainer }: Filled,
  instead?: types.ModalView,
): Promise<'updated' | 'gone' | 'failed'> {
  const noted = (error: unknown) => log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' });
  const put = async (one: types.ModalView) => {
    const trying = async () => await updateView(at, place, one);
    return await trying().catch(async (error) => {
      noted(error);
      return await trying();
    });
  };
  try {
    for (const one of [view, plainer, instead]) {
      const updated = one ? await put(one) : 'refused';
      if (updated !== 'refused') return updated;
    }
  } catch (error) {
    noted(error);
  }
  return 'failed';
}
