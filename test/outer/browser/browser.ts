import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Workspace } from '../../local/page/workspace.ts';
import { CHROMIUM } from '../../support/chromium.ts';

export interface Window {
  readonly user?: string;
  readonly team?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A browser before a workspace. */
export interface Windows {
  /** A window of its own, on the workspace as this person. */
  open(as?: Window): Promise<Page>;
  /** What went wrong in the pages so far. */
  readonly errors: string[];
  close(): Promise<void>;
}

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

export async function openWindows(workspace: Workspace): Promise<Windows> {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  const errors: string[] = [];
  return {
    errors,
    async open({ user = 'ana', team = 'acme', width = 1280, height = 800 } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
      page.setDefaultTimeout(60_000);
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (said) => {
        if (said.type() === 'error') errors.push(said.text());
      });
      await page.goto(`${workspace.url}#team=${team}&user=${user}`);
      await page.getByRole('main').waitFor();
      return page;
    },
    close: () => browser.close(),
  };
}

/** Types into the place where messages are written, and sends. */
export async function write(page: Page, where: string, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: where });
  await box.fill(text);
  await box.press('Enter');
}

/** What axe-core finds that keeps somebody out, in words; by WCAG 2.2 A and AA, and best practice. `within` a selector. */
export async function barriers(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  // What runs in the page knows `axe`; nothing here does.
  const { violations } = (await page.evaluate(`axe.run('${within}')`)) as AxeResults;
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}
