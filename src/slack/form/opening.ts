import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { postMessage } from '../api/messages.ts';
import { respond } from '../api/response-url.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { answer } from '../kit/message.ts';

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
