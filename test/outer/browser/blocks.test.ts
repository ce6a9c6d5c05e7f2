import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { copyFor } from '../../../src/copy/copy.ts';
import { SAMPLES } from '../../preview/samples.ts';
import { hasBrowser } from '../../support/chromium.ts';
import { barriers } from './browser.ts';
import { ONE_PIXEL, placeView, showMessage, showView } from './show.ts';
import { type BareStand, startBare } from './stands.ts';

describe.skipIf(!hasBrowser)('blocks, as the page shows them', () => {
  let stand: BareStand;
  let page: Page;
  beforeAll(async () => {
    stand = await startBare();
    page = await stand.open();
  });
  afterEach(() => {
    for (const view of stand.slack.teams.acme.views.values()) view.open = false;
  });
  afterAll(() => stand?.close());

  const plain = (text: string) => ({ type: 'plain_text', text });
  const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
  const options = ['a', 'b', 'c'].map((value) => ({ text: plain(`Option ${value}`), value }));
  const last = () => page.getByRole('article').last();
  const context = async (type: string) => {
    await expect.poll(() => stand.context.at(-1)?.type).toBe(type);
    return stand.context.at(-1) as Record<string, unknown>;
  };
  const pressed = async () => ((await context('block_actions')).actions as Record<string, unknown>[])[0];

  test('everything that the app says or opens is shown, and none of it as an unknown block', async () => {
    const samples = SAMPLES.map(({ name, build }) => ({ name, built: build(copyFor('en'), 'usual') }));
    const messages = samples.filter(({ built }) => !('type' in built));
    expect(messages.length).toBeGreaterThan(20);
    for (const { built } of messages) showMessage(stand.slack, built.blocks as never);
    await expect.poll(() => page.getByRole('article').count()).toBeGreaterThanOrEqual(Math.min(80, messages.length));
    const checked = new Set<string>();
    for (const { name, built } of samples) {
      if (!('type' in built)) continue;
      placeView(stand.slack, { ...built });
      if (built.type !== 'modal') continue;
      const modal = page.getByRole('dialog', { name: built.title.text });
      await modal.waitFor();
      expect(await page.locator('.unknown').count(), name).toBe(0);
      if (!checked.has(built.title.text)) expect(await barriers(page, 'dialog'), name).toEqual([]);
      checked.add(built.title.text);
      await page.keyboard.press('Escape');
      await modal.waitFor({ state: 'detached' });
    }
    expect(await page.locator('.unknown').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });

  test('texts: headings, markup, mentions, links, lists, quotes, code, fields, context, alerts and markdown', async () => {
    showMessage(stand.slack, [
      { type: 'header', text: plain('A heading') },
      {
        type: 'section',
        text: mrkdwn('*bold* _slanted_ ~struck~ `code` <@U0ACMEBRUNO1> <https://example.com|a link> 2 &lt; 3'),
      },
      { type: 'section', fields: [mrkdwn('*Left*'), plain('Right')] },
      { type: 'divider' },
      { type: 'context', elements: [mrkdwn('in _context_')] },
      { type: 'markdown', text: '# Title\n\n- one\n- two\n\n**strong** and [there](https://example.com)' },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: '*not bold*', style: { italic: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'listed' }] }],
          },
          {
            type: 'rich_text_section',
            elements: [{ type: 'link', url: 'javascript:alert(1)', text: 'no link' }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'as it stands' }] },
        ],
      },
    ]);
    const message = last();
    await message.getByRole('heading', { name: 'A heading' }).waitFor();
    expect(await message.locator('.block-section strong').allInnerTexts()).toEqual(['bold', 'Left']);
    expect(await message.locator('.mention').innerText()).toBe('@Bruno Lima');
    expect(await message.locator('.block-section').first().innerText()).toContain('2 < 3');
    expect(await message.getByRole('link').allInnerTexts()).toEqual(['a link', 'there']);
    expect(await message.getByRole('listitem').allInnerTexts()).toEqual(['one', 'two', 'listed']);
    expect(await message.locator('.rich-text em').innerText()).toBe('*not bold*');
    expect(await message.locator('blockquote').innerText()).toBe('quoted');
  });

  test('a button sends its value, asks first where it has a question, and sends nothing when the answer is no', async () => {
    const confirm = {
      title: plain('Delete it?'),
      text: plain('It is gone then.'),
      confirm: plain('Delete'),
      deny: plain('Keep'),
    };
    showMessage(stand.slack, [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'plain', text: plain('Do it'), value: 'done', style: 'primary' },
          { type: 'button', action_id: 'asked', text: plain('Remove'), value: 'gone', style: 'danger', confirm },
        ],
      },
    ]);
    await last().getByRole('button', { name: 'Do it' }).click();
    expect(await pressed()).toMatchObject({ action_id: 'plain', value: 'done' });
    const before = stand.context.length;
    await last().getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog', { name: 'Delete it?' }).getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(stand.context).toHaveLength(before);
    await last().getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog', { name: 'Delete it?' }).getByRole('button', { name: 'Delete' }).click();
    expect(await pressed()).toMatchObject({ action_id: 'asked', value: 'gone' });
  });

  test.each([
    ['overflow', { type: 'overflow', options }, { selected_option: { value: 'b' } }],
    [
      'static_select',
      { type: 'static_select', options, placeholder: plain('Pick') },
      { selected_option: { value: 'b' } },
    ],
    ['radio_buttons', { type: 'radio_buttons', options }, { selected_option: { value: 'b' } }],
    ['checkboxes', { type: 'checkboxes', options }, { selected_options: [{ value: 'b' }] }],
    ['users_select', { type: 'users_select' }, { selected_user: 'U0ACMEBRUNO1' }],
    ['conversations_select', { type: 'conversations_select' }, { selected_conversation: 'C0ACMEDESIGN' }],
  ])('%s in a message sends what is picked', async (type, element, picked) => {
    showMessage(stand.slack, [{ type: 'actions', elements: [{ ...element, action_id: `pick_${type}` }] }]);
    const message = last();
    await message.locator(`[data-action=pick_${type}]`).waitFor();
    if (type === 'overflow') {
      await message.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Option b' }).click();
    } else if (type === 'radio_buttons') await message.getByRole('radio', { name: 'Option b' }).check();
    else if (type === 'checkboxes') await message.getByRole('checkbox', { name: 'Option b' }).check();
    else {
      const label = { users_select: 'Bruno Lima', conversations_select: 'design' }[type] ?? 'Option b';
      await message.getByRole('combobox').selectOption({ label });
    }
    await expect
      .poll(() => stand.context.at(-1))
      .toMatchObject({ actions: [{ action_id: `pick_${type}`, ...picked }] });
  });

  test('cards in a carousel show their pictures, words and buttons', async () => {
    const card = (name: string) => ({
      type: 'card',
      hero_image: { type: 'image', alt_text: `Picture ${name}`, image_url: 'https://example.com/a.png' },
      title: mrkdwn(`*Card ${name}*`),
      body: plain('Words'),
      actions: [{ type: 'button', action_id: `edit:${name}`, text: plain(`Edit ${name}`), value: name }],
    });
    showMessage(stand.slack, [{ type: 'carousel', elements: [card('one'), card('two')] }]);
    await last().getByText('Card two').waitFor();
    expect(
      await last()
        .getByRole('img', { name: /^Picture/ })
        .count(),
    ).toBe(2);
    await last().getByRole('button', { name: 'Edit two' }).click();
    expect(await pressed()).toMatchObject({ action_id: 'edit:two', value: 'two' });
    // nothing leaves this machine, and that is what the browser says of it
    stand.errors.splice(0);
  });

  test('a modal: its inputs are filled in and sent, and what is wrong stands under them', async () => {
    const input = (label: string, action_id: string, element: object, more: object = {}) => ({
      type: 'input',
      block_id: `block_${action_id}`,
      label: plain(label),
      element: { ...element, action_id },
      ...more,
    });
    await showView(stand.slack, {
      type: 'modal',
      title: plain('Make a picture'),
      submit: plain('Make'),
      close: plain('Not now'),
      blocks: [
        { type: 'alert', text: plain('Take care'), level: 'warning' },
        input('Prompt', 'prompt', { type: 'plain_text_input', multiline: true }, { hint: plain('In your words') }),
        input('Size', 'size', { type: 'static_select', options, initial_option: options[0] }),
        input('How many', 'count', { type: 'number_input', is_decimal_allowed: false, initial_value: '1' }),
        input('Style', 'style', { type: 'radio_buttons', options }, { optional: true }),
        input('Extras', 'extras', { type: 'checkboxes', options }, { optional: true }),
        input('Where', 'where', { type: 'conversations_select', default_to_current_conversation: true }),
        input('Pictures', 'files', { type: 'file_input', filetypes: ['png'], max_files: 2 }, { optional: true }),
      ],
    });
    const modal = page.getByRole('dialog', { name: 'Make a picture' });
    await modal.getByRole('note').getByText('Take care').waitFor();
    await modal.getByRole('button', { name: 'Make', exact: true }).click();
    await modal.getByRole('alert').getByText('please complete this required field').first().waitFor();
    expect(await barriers(page)).toEqual([]);

    await modal.getByRole('textbox', { name: 'Prompt' }).fill('a blue whale');
    await modal.getByRole('combobox', { name: 'Size' }).selectOption('b');
    await modal.getByRole('spinbutton', { name: 'How many' }).fill('3');
    await modal.getByRole('radio', { name: 'Option c' }).check();
    await modal.getByRole('checkbox', { name: 'Option a' }).check();
    await modal.getByRole('checkbox', { name: 'Option b' }).check();
    await modal.getByRole('combobox', { name: 'Where' }).selectOption({ label: '#general' });
    await modal.getByLabel('Pictures').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: ONE_PIXEL });
    await modal.getByRole('button', { name: 'Remove a.png' }).waitFor();
    stand.answer({ response_action: 'errors', errors: { block_prompt: 'No whales today' } });
    await modal.getByRole('button', { name: 'Make', exact: true }).click();
    await modal.getByRole('alert').getByText('No whales today').waitFor();
    const { view } = await context('view_submission');
    expect((view as { state: { values: object } }).state.values).toMatchObject({
      block_prompt: { prompt: { value: 'a blue whale' } },
      block_size: { size: { selected_option: { value: 'b' } } },
      block_count: { count: { value: '3' } },
      block_style: { style: { selected_option: { value: 'c' } } },
      block_extras: { extras: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
      block_where: { where: { selected_conversation: 'C0ACMEGENERAL' } },
      block_files: { files: { files: [{ name: 'a.png' }] } },
    });
    stand.answer(undefined);
    await modal.getByRole('button', { name: 'Make', exact: true }).click();
    await modal.waitFor({ state: 'detached' });
  });
});
