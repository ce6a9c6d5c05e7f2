import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../support/chromium.ts';
import { barriers } from './browser.ts';
import { shoot } from './shoot.ts';
import { type DemoStand, startDemo } from './stands.ts';

describe.skipIf(!hasBrowser)('without a mouse, in little room, in another language', () => {
  let demo: DemoStand;
  beforeAll(async () => {
    demo = await startDemo(200);
  });
  afterAll(() => demo?.close());

  /** Presses Tab until this is focused; fails when the focus goes round without meeting it, or is nowhere to be seen. */
  const tabTo = async (page: Page, name: RegExp, key = 'Tab') => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press(key);
      const [said, outline] = (await page.evaluate(`(() => {
        const focused = document.activeElement;
        // at the end of the page, before it begins anew
        if (focused === document.body) return ['', true];
        const label = focused.getAttribute('aria-label') || focused.labels?.[0]?.innerText || focused.innerText;
        const style = getComputedStyle(focused);
        const around = getComputedStyle(focused.closest('.composer') || focused);
        return [label, style.outlineStyle !== 'none' || around.boxShadow !== 'none'];
      })()`)) as [string, boolean];
      expect(outline, `${said} shows that it has the focus`).toBe(true);
      if (name.test(said)) return;
    }
    throw new Error(`The focus never came to ${name}`);
  };

  test('a picture is asked for, its thread opened and answered, a form filled in and left: by keys alone', async () => {
    const page = await demo.open();
    await tabTo(page, /^Message general/);
    await page.keyboard.type('/imagine a quiet harbour');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /AI-made image: a quiet harbour/ }).waitFor();
    await tabTo(page, /^Reply in thread/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.innerText')).toBe('Thread');
    await tabTo(page, /^Reply …/);
    await page.keyboard.type('edit this: at dusk');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /AI-made image: at dusk \(v2\)/ }).waitFor();
    await tabTo(page, /^Close thread/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });

    await tabTo(page, /^Shortcuts/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^New image/ }).press('Enter');
    const modal = page.getByRole('dialog');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.type('a lighthouse');
    await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('a lighthouse');
    await shoot(page, 'form');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    expect(demo.errors).toEqual([]);
  });

  test('in a narrow window there is one column: channels, then one channel, then one thread', async () => {
    const page = await demo.open({ width: 360, height: 640 });
    const channels = page.getByRole('navigation', { name: 'Channels' });
    expect(await channels.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Channels' }).click();
    await channels.getByRole('button', { name: 'random' }).click();
    await page.getByRole('main', { name: 'random' }).waitFor();
    expect(await channels.isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('heading', { name: 'Faults' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.close();
  });

  test('whoever one is, one reads one’s own language', async () => {
    const page = await demo.open({ user: 'carla' });
    const box = page.getByRole('textbox', { name: 'Message general' });
    await box.fill('/imagine presupuesto');
    await box.press('Enter');
    await page.getByText('Only visible to you').waitFor();
    await page
      .getByText(/Lo que puedes gastar aquí/)
      .first()
      .waitFor();
    await page.close();
  });
});
