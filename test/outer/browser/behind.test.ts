import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../support/chromium.ts';
import { write } from './browser.ts';
import { type DemoStand, startDemo } from './stands.ts';

describe.skipIf(!hasBrowser)('what stands behind the local workspace', () => {
  let demo: DemoStand;
  beforeAll(async () => {
    demo = await startDemo(200);
  });
  afterAll(() => demo?.close());

  const behind = (page: Page, name: 'Inspector' | 'Faults') => page.getByRole('button', { name, exact: true }).click();

  test('two workspaces stay apart, each with its own budget; the next month begins anew', async () => {
    const page = await demo.open();
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption('Beta');
    await page.getByRole('heading', { name: 'Beta', level: 2 }).waitFor();
    expect(await page.getByRole('img', { name: /^AI-made/ }).count()).toBe(0);
    const box = page.getByRole('textbox', { name: 'Message general' });
    await box.fill('/imagine a paper crane --quality high');
    await box.press('Enter');
    await page.getByRole('img', { name: /AI-made image: a paper crane/ }).waitFor();
    await page.getByRole('button', { name: 'Inspector' }).click();
    const row = page.getByRole('row', { name: /^Beta/ });
    await expect.poll(() => row.innerText()).toMatch(/500\s+0\s+14\s+486/);
    const month = (await row.getByRole('cell').first().innerText()).trim();

    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('button', { name: 'Next month: Now' }).click();
    await page.getByText('1 month ahead of the calendar.').waitFor();
    await page.getByRole('button', { name: 'Inspector' }).click();
    await expect.poll(() => row.innerText()).toMatch(/500\s+0\s+0\s+500/);
    expect((await row.getByRole('cell').first().innerText()).trim() > month).toBe(true);
    await page.close();
  });

  test('a fault is played on the next that comes, and waits in sight until then', async () => {
    const page = await demo.open({ user: 'gus' });
    await behind(page, 'Faults');
    await page.getByRole('button', { name: 'Refuses a prompt: Next one' }).click();
    await page.getByRole('heading', { name: 'Waiting for a request' }).waitFor();
    await write(page, 'Message general', '/imagine a mayor on a banana peel');
    await page.getByText('Pixapi would not make this').first().waitFor();
    await page.getByRole('heading', { name: 'Waiting for a request' }).waitFor({ state: 'detached' });
    await page.close();
  });

  test('with Pixapi down a picture waits, and comes when it is up again', async () => {
    const page = await demo.open({ user: 'gus' });
    await behind(page, 'Faults');
    await page.getByRole('switch', { name: 'Pixapi is down: Off' }).click();
    await page.getByRole('switch', { name: 'Pixapi is down: On' }).waitFor();
    await write(page, 'Message general', '/imagine a patient tortoise');
    await page.getByText('a patient tortoise').first().waitFor();
    await page.getByRole('switch', { name: 'Pixapi is down: On' }).click();
    await page.getByRole('img', { name: /^AI-made image: a patient tortoise/ }).waitFor();
    await page.close();
  });

  test.each([
    ['Too many requests', 0, 'a busy bee', /^AI-made image: a busy bee/],
    ['Task fails', 0, 'a broken cup', 'Pixapi couldn’t make this picture'],
    ['Answer is lost', 0, 'a lost letter', 'The connection broke after the order went out'],
    ['Too many requests', 1, 'a slow snail', /^AI-made image: a slow snail/],
  ])('%s (%i): what becomes of it is seen in the channel', async (fault, place, prompt, seen) => {
    const page = await demo.open();
    await behind(page, 'Faults');
    await page
      .getByRole('button', { name: `${fault}: Next one` })
      .nth(place)
      .click();
    await page.getByRole('heading', { name: 'Waiting for a request' }).waitFor();
    await write(page, 'Message general', `/imagine ${prompt}`);
    await (typeof seen === 'string' ? page.getByText(seen).last() : page.getByRole('img', { name: seen })).waitFor();
    await page.getByRole('heading', { name: 'Waiting for a request' }).waitFor({ state: 'detached' });
    await page.close();
  });

  test('a stuck task is canceled; files that are never processed come in the thread', async () => {
    const page = await demo.open();
    await behind(page, 'Faults');
    await page.getByRole('button', { name: 'Task is stuck: Next one' }).click();
    await write(page, 'Message general', '/imagine a stuck door');
    await page.getByRole('heading', { name: 'Waiting for a request' }).waitFor({ state: 'detached' });
    await page.getByRole('article').last().getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Canceled, but the order had already gone out').first().waitFor();

    await page.getByRole('switch', { name: 'Files are never processed: Off' }).click();
    await page.getByRole('switch', { name: 'Files are never processed: On' }).waitFor();
    await write(page, 'Message general', '/imagine a shy owl');
    await page.getByText('so it’s in the thread').last().waitFor();
    await page.getByRole('switch', { name: 'Files are never processed: On' }).click();
    await page.close();
  });

  test('a photo of a phone is drawn from as the JPEG that Slack keeps of it, and the caption says so', async () => {
    const buffer = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#4488cc' } })
      .png()
      .toBuffer();
    const page = await demo.open();
    await behind(page, 'Faults');
    await page.getByRole('switch', { name: 'Photos come from a phone: Off' }).click();
    await page.getByRole('switch', { name: 'Photos come from a phone: On' }).waitFor();
    await page.getByLabel('Pictures to attach').setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer });
    await write(page, 'Message general', '@imagine make it a lion');
    const photo = page.getByRole('article').filter({ hasText: 'cat.heic' });
    await photo.getByRole('button', { name: /reply/ }).click();
    await page.getByText('Started from the smaller copy that Slack keeps of the picture').last().waitFor();
    await page.getByRole('switch', { name: 'Photos come from a phone: On' }).click();
    await page.close();
  });

  test('an event that Slack sends again is seen as such, and does nothing twice', async () => {
    const page = await demo.open();
    await write(page, 'Message general', '@imagine a lone pine');
    await page.getByRole('img', { name: /^AI-made image: a lone pine/ }).waitFor();
    await demo.environment.slack.settled();
    const submits = demo.environment.pixapi.submits().length;
    await behind(page, 'Faults');
    await page.getByRole('button', { name: 'Sends the last event again: Now' }).click();
    await behind(page, 'Inspector');
    await page.getByRole('button', { name: /Slack → app.*retry 1/ }).waitFor();
    expect(demo.environment.pixapi.submits()).toHaveLength(submits);
    await page.close();
  });

  test('a message’s menu has the app’s shortcuts, and the form that one opens', async () => {
    const page = await demo.open();
    await write(page, 'Message general', '/imagine a green door');
    const picture = page.getByRole('img', { name: /^AI-made image: a green door/ });
    await picture.waitFor();
    await page.getByRole('article').last().hover();
    await page.getByRole('button', { name: 'More actions' }).last().click();
    await page.getByRole('menuitem', { name: /^Edit this image/ }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').first().fill('make it blue');
    await form.getByRole('button', { name: /^(Edit|Make)/ }).click();
    await page
      .getByRole('article')
      .last()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await page.getByRole('img', { name: /^AI-made image: make it blue \(v2\)/ }).waitFor();
    expect(demo.environment.slack.violations).toEqual([]);
    await page.close();
  });

  test('a form’s price follows what is chosen in it', async () => {
    const page = await demo.open();
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await page.getByRole('menuitem', { name: /^New image/ }).click();
    const form = page.getByRole('dialog', { name: 'New image' });
    await form.getByRole('textbox', { name: 'What should it show?' }).fill('a kite');
    await form.getByRole('combobox', { name: 'How many?' }).selectOption('4 pictures');
    await form.getByRole('button', { name: 'Make 4 · 4 credits' }).click();
    await form.waitFor({ state: 'detached' });
    // asked for from no channel, they come where one talks with the app
    await page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('button', { name: /^imagine/ })
      .click();
    await expect.poll(() => page.getByRole('img', { name: /^AI-made image: a kite/ }).count()).toBe(4);
    await page.close();
  });
});
