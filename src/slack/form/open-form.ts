import { randomUUID } from 'node:crypto';
import { COPIES, type Copy, copyFor } from '../../copy/copy.ts';
import { Failure, toFailure } from '../../core/failure.ts';
import { OPEN_WITHIN_MS, openView, type ViewPlace } from '../api/views.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyOf } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { loadingModal, noticeModal } from './fields.ts';
import { type Opening, tell } from './opening.ts';
import { type Filled, putInto } from './put-into.ts';

/** A form that is about to be opened. */
export interface Form {
  readonly title: (copy: Copy) => string;
  /** What is said where it could not be. */
  readonly notOpened: (copy: Copy) => string;
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
  { title, fill }: Form,
  copying: Promise<Copy>,
): Promise<Filled> {
  const copy = await copying;
  const notice = (words: string): Filled => ({ view: noticeModal(title(copy), words, copy) });
  const maybe = async (): Promise<Filled> => {
    const onlooker = await onlookerOf(deps, at, userId, userTeam);
    return onlooker ? notice(onlookerAnswer(onlooker, copy).text) : await fill(copy);
  };
  return await maybe().catch((error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId: at.teamId, at: 'modal' });
    return notice(failedWords(failure, 'spends', copy));
  });
}
