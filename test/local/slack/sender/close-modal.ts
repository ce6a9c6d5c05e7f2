import type { State } from '../state.ts';
import { stackOf } from '../view.ts';
import { viewObject } from '../web-api/store-view.ts';
import type { AppLink } from './app-link.ts';
import { payloadHead, postPayload } from './click.ts';
import { openView } from './open-view.ts';
import { personNamed, teamNamed } from './who-and-where.ts';

export interface CloseOptions {
  user: string;
  team?: string;
  viewId: string;
  /** The "×", which closes the whole stack, instead of the close button. */
  all?: boolean;
}

/** Gives up a modal. The app is told of each one that closes and has `notify_on_close`, the uppermost first. */
export async function closeModal(state: State, link: AppLink, options: CloseOptions): Promise<void> {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  const view = openView(team, person, options.viewId);
  const isCleared = options.all === true || view.rest.clear_on_close === true;
  const closing = isCleared ? stackOf(team.views.values(), view.root).reverse() : [view];
  for (const each of closing) each.open = false;
  for (const each of closing.filter(({ rest }) => rest.notify_on_close)) {
    await postPayload(link, {
      ...payloadHead(state, team, person, 'view_closed'),
      view: viewObject(team, each),
      is_cleared: isCleared,
    });
  }
}
