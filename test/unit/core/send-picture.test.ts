import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { Generation, Picture } from '../../../src/core/generation.ts';
import type { PassingPicture } from '../../../src/core/image-model.ts';
import type { UploadedPicture } from '../../../src/core/making/chat.ts';
import { type FetchDeps, sendPicture } from '../../../src/core/posting/fetch-picture.ts';

test.each<[string, () => Promise<UploadedPicture>]>([
  ['was taken', async () => ({ fileId: 'F1' }) as UploadedPicture],
  ['was never begun to be taken', () => Promise.reject(new Failure('not_installed'))],
])('a picture on its way keeps no connection of Pixapi’s host once it %s', async (_, upload) => {
  const open = new Set(['its connection']);
  const pass = async (): Promise<PassingPicture> => {
    const pieces = (async function* () {})();
    return { mimetype: 'image/png', width: 1, height: 1, length: 1, pieces, drop: () => open.clear() };
  };
  const deps = { maker: { pass }, chat: { upload } } as unknown as FetchDeps;
  const picture = { position: 1, url: 'https://cdn.pixapi.ai/1.png', bytes: null } as Picture;
  await sendPicture(deps, {} as Generation, picture, new AbortController().signal).catch(() => undefined);
  expect([...open]).toEqual([]);
});
