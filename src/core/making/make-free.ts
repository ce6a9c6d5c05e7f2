import { isFree, ruleOf } from '../acts.ts';
import { Failure } from '../failure.ts';
import type { Generation, GenerationKey, Parent, Picture } from '../generation.ts';
import { canBeSeen } from '../thread/versions.ts';
import type { MakeStore, StoredPicture } from './make-store.ts';
import { type PictureDeps, type PictureStore, pictureBytes } from './picture-bytes.ts';

export interface FreeDeps extends PictureDeps {
  readonly store: Pick<MakeStore, 'findGeneration' | 'markMade'> & PictureStore;
  /** Two pictures side by side, as a PNG. */
  readonly sideBySide: (left: Uint8Array, right: Uint8Array) => Promise<Uint8Array>;
}

const FREE = { amount: 0, estimated: false };

/** Makes what needs no Pixapi: pictures that are there already, shown once more, or two of them side by side. */
export async function makeFree(deps: FreeDeps, generation: Generation, signal: AbortSignal): Promise<void> {
  const pictures =
    ruleOf(generation).pictures === 'composed'
      ? await compare(deps, generation, signal)
      : await shownOnceMore(deps, generation);
  await deps.store.markMade(generation, pictures, FREE);
}

/** The same, where that is what the generation waits for; answers whether it was. Announced, it waits for nothing else. */
export async function makeFreeImage(deps: FreeDeps, key: GenerationKey, signal: AbortSignal): Promise<boolean> {
  const generation = await deps.store.findGeneration(key);
  if (generation?.state !== 'requested' || !generation.announced || !isFree(generation)) return false;
  await makeFree(deps, generation, signal);
  return true;
}

async function shownOnceMore(deps: FreeDeps, { teamId, act, other }: Generation): Promise<readonly StoredPicture[]> {
  const source = await seen(deps, teamId, other);
  const pictures = source.pictures.filter(({ url, fileId }) => url ?? fileId);
  if (pictures.length === 0) throw new Failure('image_missing');
  // Whoever saw the channel may still open its file: what is made private is a file of its own, and the old one goes.
  if (act === 'hide') return await withoutFiles(deps, teamId, pictures);
  return pictures.map(({ url, fileId, altText, look }) => ({ url, fileId, altText, look }));
}

/** One after the other: what has no address is read from its file. */
async function withoutFiles(
  { chat }: FreeDeps,
  teamId: string,
  pictures: readonly Picture[],
): Promise<readonly StoredPicture[]> {
  const copies: StoredPicture[] = [];
  for (const { url, fileId, altText } of pictures) {
    if (url || !fileId) copies.push({ url, fileId: null, altText, look: null });
    else copies.push({ bytes: (await chat.readOwnFile(teamId, fileId)).bytes, altText });
  }
  return copies;
}

async function compare(deps: FreeDeps, generation: Generation, signal: AbortSignal): Promise<StoredPicture[]> {
  const { teamId, parent, other } = generation;
  const bytesOf = async (side: Parent | null) => {
    const source = await seen(deps, teamId, side);
    const picture = source.pictures.find(({ position }) => position === side?.picture.position);
    if (!picture) throw new Failure('image_missing');
    return (await pictureBytes(deps, source, picture, signal)).bytes;
  };
  const left = await bytesOf(parent);
  const right = await bytesOf(other);
  return [{ bytes: await deps.sideBySide(left, right) }];
}

/** What is to be shown once more, if it may be seen still. */
async function seen({ store }: FreeDeps, teamId: string, shown: Parent | null): Promise<Generation> {
  const source = shown && (await store.findGeneration({ teamId, id: shown.id }));
  if (!source || !canBeSeen(source)) throw new Failure('image_missing');
  return source;
}
