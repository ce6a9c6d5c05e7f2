import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { respond } from '../api/response-url.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { answer, type Message } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from '../policy/find-manager.ts';
import { pauseOrResume } from '../policy/policy.ts';
import { withForecasts } from '../team/budget.ts';
import { limitsAnswer } from '../team/limits.ts';

/** *Details* under a warning: every limit of the workspace, to a manager alone. */
export async function onWarningDetails(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onTeamPress(deps, args, async (by, copy) => {
    if (!(await findManager(deps, by, 'budget'))) return answer(copy.budget.onlyManagers);
    const { teamId } = by;
    const { store, defaultCredits } = deps.requests;
    const limits = (await store.listBudgets(teamId, defaultCredits)).slice(0, MOST_SHOWN);
    const calendar = await store.readCalendar(teamId, defaultCredits);
    return limitsAnswer(copy.team.budgets.details, await withForecasts(deps, teamId, limits), calendar, null, copy);
  });
}

/** *Pause* under a warning: as `/imagine pause`, which asks itself who may. */
export async function onWarningPause(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onTeamPress(deps, args, (by, copy) => pauseOrResume(deps, by, { kind: 'pause' }, copy));
}

/** As many as a message holds. */
const MOST_SHOWN = 15;

/** The frame of a button about the team, whose answer the presser alone reads. */
async function onTeamPress(
  deps: ListenerDeps,
  { body, ack }: PressArgs,
  act: (by: By, copy: Copy) => Promise<Message>,
): Promise<void> {
  const teamId = body.team?.id ?? body.user.team_id ?? '';
  const copy = await copyAt(deps, deps.installations.of(teamId), body.user.id);
  const pressed = async () => await act({ teamId, userId: body.user.id }, copy);
  const outcome = await pressed().catch((error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'button' });
    return answer(failedWords(failure, 'free', copy));
  });
  await ack();
  await respond(body.response_url, deps.apiUrl, outcome).catch((error) =>
    deps.log.failure(toFailure(error), { teamId, at: 'button' }),
  );
}
