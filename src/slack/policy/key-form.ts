import type { Copy } from '../../copy/copy.ts';
import type { FailureCode } from '../../core/failure.ts';
import { readTypedKey } from '../../core/team/pixapi-keys.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal, readHeld } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { onViewPress } from '../form/view-press.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from './find-manager.ts';
import { keyModal, TYPED_KEY } from './key-modal.ts';

/** "Pixapi key…" in Home, where workspaces may have their own. */
export async function onKeyButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.pixapiKey.title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const refused = await mayNot(deps, by, copy);
        if (refused) return { view: noticeModal(copy.team.pixapiKey.title, refused, copy) };
        return { view: keyModal(await deps.requests.store.readPixapiKey(by.teamId), copy) };
      },
    });
  });
}

/** Kept only once Pixapi has taken it. */
export async function onKeySubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: TYPED_KEY, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const { pixapiKey } = copy.team;
    const by = { teamId: at.teamId, userId };
    const refused = await mayNot(deps, by, copy);
    if (refused) return complain(refused);
    const key = readTypedKey(readHeld(view)[TYPED_KEY]?.value ?? '');
    if (key === null) return complain(pixapiKey.noKey);
    const trouble = deps.checkKey ? await deps.checkKey(key) : 'internal';
    if (trouble) return complain(troubleWords(trouble, copy));
    await deps.requests.store.setPixapiKey(by, key, deps.requests.defaultCredits);
    return noticeModal(pixapiKey.title, pixapiKey.done, copy);
  });
}

export async function onRemoveKey(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onViewPress(deps, args, async ({ by: { teamId, userId } }, copy) => {
    const by = { teamId, userId };
    const { title, removed, wasNone } = copy.team.pixapiKey;
    const refused = await mayNot(deps, by, copy);
    if (refused) return noticeModal(title, refused, copy);
    return noticeModal(title, (await deps.requests.store.removePixapiKey(by)) ? removed : wasNone, copy);
  });
}

async function mayNot(deps: ListenerDeps, by: By, { team }: Copy): Promise<string | null> {
  if (!(await findManager(deps, by, 'pixapi_key'))) return team.privacy.onlyManagers;
  return deps.checkKey ? null : team.pixapiKey.notHere;
}

function troubleWords(code: FailureCode, { team: { pixapiKey } }: Copy): string {
  switch (code) {
    case 'pixapi_key_refused':
      return pixapiKey.refused;
    case 'pixapi_account_refused':
      return pixapiKey.accountRefused;
    default:
      return pixapiKey.notAnswered;
  }
}
