import { z } from 'zod';
import type { Generation } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { inTime } from './may-spend.ts';

/**
 * Whether a request is anything to a person who acts in a channel: their own always; somebody else's where it stands in
 * that channel and not for its asker alone. Asked again by everything that takes an id from a payload.
 */
export function mayTouch(
  generation: Pick<Generation, 'userId' | 'isPrivate' | 'channelId'>,
  userId: string,
  channelId: string | null | undefined,
): boolean {
  if (generation.userId === userId) return true;
  return !generation.isPrivate && generation.channelId === channelId;
}

/** The request with this id, if there is one that the person may touch from this channel. */
export async function findTouched(
  { requests }: Pick<ListenerDeps, 'requests'>,
  { teamId, userId }: By,
  id: string | null,
  channelId: string | null | undefined,
): Promise<Generation | null> {
  const generation = id ? await requests.store.findGeneration({ teamId, id }) : null;
  return generation && mayTouch(generation, userId, channelId) ? generation : null;
}

/** Whether a person may change or take away what is posted: who asked for it, and the workspace's admins. */
export async function mayChange(
  { people }: Pick<ListenerDeps, 'people'>,
  { at, generation, userId }: { readonly at: Installation; readonly generation: Generation; readonly userId: string },
): Promise<boolean> {
  return generation.userId === userId || (await inTime(people.find(at, userId))).isAdmin;
}

/** With the price that the modal shows, where it shows one. */
const about = z.tuple([z.uuid(), z.string().min(1)]).rest(z.string().regex(/^\d{1,9}$/));

/** What a modal about one request carries: its id, the channel in which it was opened, and the price that it shows. */
export function aboutOf({ id, channelId }: Pick<Generation, 'id' | 'channelId'>, credits?: number): string {
  return credits === undefined ? `${id} ${channelId}` : `${id} ${channelId} ${credits}`;
}

/** The credits that such a modal shows; null: none. */
export function shownIn({ private_metadata }: { readonly private_metadata: string }): number | null {
  const credits = about.safeParse(private_metadata.split(' ')).data?.[2];
  return credits === undefined ? null : Number(credits);
}

/** The request that a modal is about; null: there is none for this person. */
export async function submittedAbout(
  deps: ListenerDeps,
  {
    at,
    userId,
    view,
  }: {
    readonly at: Installation;
    readonly userId: string;
    readonly view: { readonly private_metadata: string };
  },
): Promise<Generation | null> {
  const { data } = about.safeParse(view.private_metadata.split(' '));
  const found = data ? await findTouched(deps, { teamId: at.teamId, userId }, data[0], data[1]) : null;
  return found?.erasedAt ? null : found;
}
