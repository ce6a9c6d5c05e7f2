import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasBrowser } from '../../support/chromium.ts';
import { silence } from '../../support/processes.ts';
import { barriers, write } from './browser.ts';
import { shoot } from './shoot.ts';
import { type DemoStand, startDemo } from './stands.ts';

let demo: DemoStand;
beforeAll(async () => {
  if (hasBrowser) demo = await startDemo(300);
});
afterAll(() => demo?.close());

test.skipIf(!hasBrowser)(
  'a newcomer’s first five minutes: ask, look, edit, meet the budget, raise it, lose a worker, look behind it all',
  async () => {
    const ana = await demo.open();
    await askWithCompletion(ana);
    await lookAtIt(ana);
    await editInThread(ana);
    await hitTheBudget(ana);
    await raiseInHome(ana);
    await killTheWorker(ana);
    await lookBehind(ana);
    expect(demo.errors).toEqual([]);
    expect(demo.environment.slack.violations).toEqual([]);
  },
);

/** Ana types /imagine, with Slack’s completion, and the picture is posted. */
async function askWithCompletion(ana: Page): Promise<void> {
  const box = ana.getByRole('textbox', { name: 'Message general' });
  await box.pressSequentially('/im');
  await ana.getByRole('option', { name: /\/imagine .*Make a picture/ }).waitFor();
  await box.press('Tab');
  await box.pressSequentially('a red fox reading a newspaper');
  await box.press('Enter');
  const picture = ana.getByRole('img', { name: 'AI-made image: a red fox reading a newspaper (v1)' });
  await picture.waitFor();
  await ana.getByText('Making a picture: a red fox reading a newspaper').waitFor();
}

/** She looks at it large, and reads its alt text. */
async function lookAtIt(ana: Page): Promise<void> {
  await ana.getByRole('button', { name: 'Alt text' }).click();
  await ana.getByRole('note').getByText('AI-made image: a red fox').waitFor();
  await ana.getByRole('button', { name: 'Alt text' }).click();
  await ana.getByRole('button', { name: /^Open large: AI-made image/ }).click();
  const large = ana.getByRole('dialog', { name: /AI-made image/ });
  await large.waitFor();
  expect(await large.getByRole('img').evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1024);
  await ana.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
}

/** She edits it in its thread. */
async function editInThread(ana: Page): Promise<void> {
  await ana.getByRole('article').last().hover();
  await ana.getByRole('button', { name: 'Reply in thread' }).last().click();
  await write(ana, 'Reply …', 'edit this: make it night');
  const thread = ana.getByRole('complementary', { name: 'Thread' });
  await thread.getByRole('img', { name: 'AI-made image: make it night (v2)' }).waitFor();
  await ana.getByRole('button', { name: /replies/ }).waitFor();
  await shoot(ana, 'workspace');
  expect(await barriers(ana)).toEqual([]);
  await ana.getByRole('button', { name: 'Close thread' }).click();
}

/** Bruno hits the budget that ana has set, and is told so in Portuguese, alone. */
async function hitTheBudget(ana: Page): Promise<void> {
  await write(ana, 'Message general', '/imagine budget set 2');
  await ana.getByText('Only visible to you').last().waitFor();
  const bruno = await demo.open({ user: 'bruno' });
  await write(bruno, 'Message general', '/imagine a city of glass at dawn');
  await bruno
    .getByText(/Isto custa 1 crédito/)
    .first()
    .waitFor();
  expect(await ana.getByText(/Isto custa/).count()).toBe(0);
  await bruno.close();
}

/** Ana raises it in the app's Home, which shows the new rest. */
async function raiseInHome(ana: Page): Promise<void> {
  const channels = ana.getByRole('navigation', { name: 'Channels' });
  await channels.getByRole('button', { name: /imagine/i }).click();
  await ana.getByRole('button', { name: 'Home', exact: true }).click();
  const home = ana.getByRole('region', { name: 'Home' });
  await home.getByText(/^0 of 2 credits left/).waitFor();
  await home.getByRole('button', { name: 'Change budget…' }).click();
  const form = ana.getByRole('dialog', { name: 'Budgets' });
  const credits = form.getByRole('spinbutton', { name: 'Credits' });
  await credits.waitFor();
  expect(await credits.inputValue()).toBe('2');
  expect(await barriers(ana)).toEqual([]);
  await credits.fill('100');
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  await form.getByText('is now 100 credits. Before, it was 2 credits.').waitFor();
  await form.getByRole('button', { name: 'Close', exact: true }).click();
  await home.getByText(/^98 of 100 credits left/).waitFor();
  expect(await barriers(ana)).toEqual([]);
  await channels.getByRole('button', { name: 'general' }).click();
}

/** The worker is killed in the middle of bruno’s picture, and the picture comes. */
async function killTheWorker(ana: Page): Promise<void> {
  await ana.getByRole('button', { name: 'Faults' }).click();
  await ana.getByRole('combobox', { name: 'A picture takes' }).selectOption('2 s');
  const bruno = await demo.open({ user: 'bruno' });
  await write(bruno, 'Message general', '/imagine a city of glass at dawn');
  await expect.poll(() => demo.environment.pixapi.inFlight()).toBe(1);
  await ana.getByRole('switch', { name: 'Worker is killed: Off' }).click();
  await ana.getByRole('switch', { name: 'Worker is killed: On' }).waitFor();
  await silence(demo.environment);
  await ana.getByRole('switch', { name: 'Worker is killed: On' }).click();
  await ana.getByRole('switch', { name: 'Worker is killed: Off' }).waitFor();
  await shoot(ana, 'faults');
  await bruno.getByRole('img', { name: /AI-made image: a city of glass at dawn|Imagem.*a city of glass/ }).waitFor();
  expect(demo.environment.pixapi.billed()).toHaveLength(3);
}

/** The inspector shows who said what to whom, and that the bills and the ledger agree. */
async function lookBehind(ana: Page): Promise<void> {
  await ana.getByRole('button', { name: 'Inspector' }).click();
  const inspector = ana.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByText('they agree').waitFor();
  await inspector.getByRole('button', { name: /Slack → app \/imagine a red fox/ }).click();
  await inspector.getByText('"command": "/imagine"').waitFor();
  await inspector
    .getByRole('button', { name: /app → Pixapi POST .*edits/ })
    .first()
    .waitFor();
  await shoot(ana, 'inspector');
  expect(await barriers(ana)).toEqual([]);
}
