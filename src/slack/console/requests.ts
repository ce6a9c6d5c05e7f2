import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { onViewPress } from '../form/view-press.ts';
import { inTime } from '../kit/may-spend.ts';
import type { PressArgs } from '../kit/press.ts';
import { isManager } from '../policy/find-manager.ts';
import { logFilterOf, readFilter, readPlace, readShown, type Shown } from './list-filter.ts';
import { LAST_DAY, LIST_OLDER, readRequestsModal, requestsModal } from './requests-modal.ts';

const ON_A_PAGE = 10;

/** A figure of Home is pressed: the requests behind it. */
export async function onListButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  const [action] = body.actions;
  const filter = readFilter(action?.type === 'button' ? action.value : undefined);
  await onOpening(deps, body, ack, async (opening) => {
    const by = { teamId: opening.at.teamId, userId: opening.userId };
    await openForm(deps, opening, {
      title: ({ team }) => team.home.list.title,
      notOpened: ({ team }) => team.home.list.notOpened,
      fill: async (copy) => ({ view: await listRequests(deps, by, { filter, pages: [] }, copy) }),
    });
  });
}

/** Another page of it: an older one goes on where the shown one ends, whatever has come since. */
export async function onListPage(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onViewPress(deps, args, async ({ by, view, actionId, value }, copy) => {
    const { filter, pages } = readShown(view.private_metadata);
    const next = actionId === LIST_OLDER ? readPlace(value) : null;
    return await listRequests(deps, by, { filter, pages: next ? [...pages, next] : pages.slice(0, -1) }, copy);
  });
}

/** Other ones are looked for. */
export async function onListSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: LAST_DAY, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const filter = readRequestsModal(view);
    if (filter.from && filter.to && filter.from > filter.to) return complain(copy.team.home.list.backwards);
    return await listRequests(deps, { teamId: at.teamId, userId }, { filter, pages: [] }, copy);
  });
}

async function listRequests(deps: ListenerDeps, by: By, shown: Shown, copy: Copy): Promise<types.ModalView> {
  return requestsModal({ ...shown, ...(await readPage(deps, by, shown)) }, copy);
}

/** Rights are asked of Slack for each page. Whoever is no manager reads their own requests, whatever was asked for. */
async function readPage(deps: ListenerDeps, by: By, { filter, pages }: Shown) {
  const { people, installations, requests } = deps;
  const person = await inTime(people.findNow(await installations.of(by.teamId), by.userId));
  const isOfTeam = await isManager(deps, by, person);
  const seen = logFilterOf(isOfTeam ? filter : { ...filter, userId: by.userId });
  const reader = { teamId: by.teamId, sees: by.userId };
  const found = await requests.store.listLog(reader, seen, ON_A_PAGE + 1, pages.at(-1) ?? null);
  return { entries: found.slice(0, ON_A_PAGE), hasOlder: found.length > ON_A_PAGE, isOfTeam };
}
