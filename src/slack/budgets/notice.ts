import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { refreshHome } from '../console/home.ts';
import type { ListenerDeps } from '../deps.ts';
import { LIMITS } from '../kit/limits.ts';
import { plain } from '../kit/text.ts';

/** In place of the form, once it is done. */
export function notice(blocks: types.KnownBlock[], copy: Copy): types.ModalView {
  return {
    type: 'modal',
    title: plain(copy.team.budgetForms.title, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks,
  };
}

/** A courtesy: it is done, and the next opening of Home shows it at the latest. */
export async function showInHome(deps: ListenerDeps, at: Installation, userId: string): Promise<void> {
  await refreshHome(deps, at, userId).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: at.teamId, at: 'home' }),
  );
}
