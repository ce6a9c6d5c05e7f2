import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../support/chromium.ts';
import { write } from './browser.ts';
import { ONE_PIXEL, showMessage } from './show.ts';
import { type BareStand, startBare } from './stands.ts';

describe.skipIf(!hasBrowser)('talking in the local workspace', () => {
  let stand: BareStand;
  let ana: Page;
  beforeAll(async () => {
    stand = await startBare();
    ana = await stand.open();
  });
  afterAll(() => stand?.close());

  const picture = { name: 'sketch.png', mimeType: 'image/png', buffer: ONE_PIXEL };
  const channel = async (page: Page, name: string | RegExp) =>
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name }).click();
  const said = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  /** Files come from outside the page: made in it, and handed to the event that would bring them. */
  const bring = (how: 'paste' | 'drop') =>
    ana.evaluate(`
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob('${ONE_PIXEL.toString('base64')}'), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], '${how}.png', { type: 'image/png' }));
      const options = { clipboardData: data, dataTransfer: data, bubbles: true, cancelable: true };
      const event = new (${how === 'paste' ? 'ClipboardEvent' : 'DragEvent'})('${how}', options);
      document.querySelector('main textarea').dispatchEvent(event);
    `);

  test('what one says, others read at once; what is new is marked until it is read', async () => {
    const bruno = await stand.open({ user: 'bruno' });
    await channel(ana, /^design/);
    await write(ana, 'Message design', 'hello @bruno, see #random');
    await bruno.getByRole('button', { name: /design.*1 unread/ }).waitFor();
    await channel(bruno, /^design/);
    expect(await said(bruno, 'hello').locator('.mention').allInnerTexts()).toEqual(['@Bruno Lima', '#random']);
    await bruno.getByRole('button', { name: /design(?!.*unread)/ }).waitFor();
    await bruno.close();
  });

  test('everyone sees the channels they are in: a guest, an outsider, a private one', async () => {
    const names = async (user: string) => {
      const page = await stand.open({ user });
      const all = await page.getByRole('navigation', { name: 'Channels' }).getByRole('button').allInnerTexts();
      await page.close();
      return all.map((name) => name.split('\n')[0]?.replace(', private', ''));
    };
    expect(await names('gus')).toEqual(['general', 'imagine']);
    expect(await names('eve')).toEqual(['partners']);
    expect(await names('bruno')).toEqual(['general', 'random', 'design', 'secret', 'partners', 'Ana Reis', 'imagine']);
    expect(await names('carla')).not.toContain('secret');
  });

  test('what the app says to one person is seen by nobody else', async () => {
    const { acme } = stand.slack.teams;
    const bruno = await stand.open({ user: 'bruno' });
    await channel(ana, /^general/);
    const response = await fetch(`${stand.slack.apiUrl}chat.postEphemeral`, {
      method: 'POST',
      headers: { authorization: `Bearer ${acme.tokens.bot}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channel: stand.slack.channelId('general'),
        user: acme.people.ana.id,
        text: 'for ana alone',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'for ana alone' } }],
      }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
    await said(ana, 'for ana alone').getByText('Only visible to you').waitFor();
    expect(await said(bruno, 'for ana alone').count()).toBe(0);
    await bruno.close();
  });

  test('pictures are attached by button, by paste and by drop, looked at, and sent', async () => {
    await channel(ana, /^general/);
    await ana.getByLabel('Pictures to attach').setInputFiles(picture);
    await bring('paste');
    await bring('drop');
    const attached = ana.getByRole('list', { name: 'Attached pictures' });
    await expect.poll(() => attached.getByRole('listitem').count()).toBe(3);
    await attached.getByRole('button', { name: 'Remove paste.png' }).click();
    await write(ana, 'Message general', 'look at these');
    const message = said(ana, 'look at these');
    await message.waitFor();
    expect(await message.locator('figcaption').allInnerTexts()).toEqual(['sketch.png', 'drop.png']);
    const image = message.getByRole('img', { name: 'sketch.png' });
    await image.waitFor();
    expect(await image.evaluate((one: { naturalWidth: number }) => one.naturalWidth)).toBe(1);
  });

  test('one’s own message can be edited and deleted, and reacted to; another’s only reacted to', async () => {
    await channel(ana, /^general/);
    await write(ana, 'Message general', 'a tpyo & more');
    await said(ana, 'a tpyo').hover();
    const actions = ana.getByRole('group', { name: 'Message actions' }).last();
    await actions.getByRole('button', { name: 'Add reaction' }).click();
    await ana.getByRole('menuitem', { name: /tada/ }).click();
    await ana.getByRole('button', { name: 'tada, Ana Reis' }).waitFor();
    await actions.getByRole('button', { name: 'More actions' }).click();
    await ana.getByRole('menuitem', { name: 'Edit message' }).click();
    const box = ana.getByRole('textbox', { name: 'Edit message' });
    expect(await box.inputValue()).toBe('a tpyo & more');
    await box.fill('a typo & more');
    await box.press('Enter');
    await said(ana, 'a typo & more').getByText('(edited)').waitFor();

    const bruno = await stand.open({ user: 'bruno' });
    await said(bruno, 'a typo').hover();
    await bruno.getByRole('button', { name: 'tada, Ana Reis' }).click();
    await bruno.getByRole('button', { name: 'tada, Ana Reis, Bruno Lima' }).waitFor();
    await bruno.getByRole('button', { name: 'More actions' }).last().click();
    expect(await bruno.getByRole('menuitem', { name: 'Delete message' }).count()).toBe(0);
    await bruno.close();

    await actions.getByRole('button', { name: 'More actions' }).click();
    await ana.getByRole('menuitem', { name: 'Delete message' }).click();
    await said(ana, 'a typo').waitFor({ state: 'detached' });
  });

  test('a command is none in a thread, and an unknown one nowhere', async () => {
    await channel(ana, /^general/);
    showMessage(stand.slack, [], 'a root');
    await said(ana, 'a root').hover();
    await ana.getByRole('button', { name: 'Reply in thread' }).last().click();
    await write(ana, 'Reply …', '/imagine a fox');
    await ana.getByText('/imagine does not work in threads, as in Slack.').waitFor();
    await ana.getByRole('button', { name: 'Close thread' }).click();
    await write(ana, 'Message general', '/imagin a fox');
    await ana.getByText('/imagin is not a valid command.').waitFor();
    await ana.getByRole('textbox', { name: 'Message general' }).fill('');
    expect(stand.errors).toEqual([]);
  });

  test('two thousand messages: a window of them is drawn, at once, and one scrolls through them all', async () => {
    await channel(ana, /^general/);
    for (let i = 1; i <= 2_000; i += 1) showMessage(stand.slack, [], `message number ${i}`);
    const page = await stand.open();
    await said(page, 'message number 2000').waitFor();
    expect(await page.getByRole('article').count()).toBeLessThanOrEqual(120);
    const list = page.getByRole('region', { name: 'Messages in general' });
    const top = page.getByText('This is the very beginning.');
    await expect
      .poll(
        async () => {
          await list.evaluate((element: { scrollTop: number }) => {
            element.scrollTop = 0;
          });
          return await top.count();
        },
        { interval: 10 },
      )
      .toBe(1);
    expect(await page.getByRole('article').count()).toBeLessThanOrEqual(120);
    await page.close();
  });
});
