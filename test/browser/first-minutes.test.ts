import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/chromium.ts';
import { barriers, type Stand, startStand, type } from './browser.ts';

describe.skipIf(!hasBrowser)('the first five minutes in the local workspace', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand(300);
  });
  afterAll(() => stand?.close());

  test('a picture is asked for, looked at, and edited in its thread', async () => {
    const page = await stand.open();
    await type(page, 'Message general', '/imagine a red fox reading a newspaper');
    const picture = page.getByRole('img', { name: 'AI-made image: a red fox reading a newspaper (v1)' });
    await picture.waitFor();
    expect(await picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1024);

    await page.getByRole('article').last().hover();
    await page.getByRole('button', { name: 'Reply in thread' }).click();
    await type(page, 'Reply …', 'edit this: make it night');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('img', { name: 'AI-made image: make it night (v2)' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(stand.errors).toEqual([]);
  });
});
