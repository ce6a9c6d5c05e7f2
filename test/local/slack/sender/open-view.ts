import type { Person } from '../people.ts';
import type { Team } from '../team.ts';
import { stackOf, type View } from '../view.ts';

/** A modal that the person has before their eyes: open, theirs, and with no other on top of it. */
export function openView(team: Team, person: Person, viewId: string): View {
  const view = team.views.get(viewId);
  if (!view?.open || view.user !== person.id) throw new Error(`${person.key} has no open modal ${viewId}`);
  const top = stackOf(team.views.values(), view.root).at(-1);
  if (top !== view) throw new Error(`${person.key} can't get at the modal ${viewId}: ${top?.id} lies on it`);
  return view;
}
