import { randomUUID } from 'node:crypto';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Environment, startEnvironment } from '../demo/environment.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { startWorkspace, type Workspace } from '../workspace/workspace.ts';

/** The demo as somebody starts it, and a browser before it. */
export interface Stand {
  readonly environment: Environment;
  readonly workspace: Workspace;
  /** A window of its own, on the workspace as this person. What goes wrong in the page ends up in `errors`. */
  open(as?: { user?: string; team?: string; width?: number; height?: number }): Promise<Page>;
  readonly errors: string[];
  close(): Promise<void>;
}

export async function startStand(taskMs: number): Promise<Stand> {
  const [environment, browser] = await Promise.all([
    startEnvironment({
      everyTeam: true,
      keepsTalk: true,
      taskMs,
      postgresUrl: inject('postgresUrl'),
      database: `imagine_browser_${randomUUID().replaceAll('-', '')}`,
    }),
    launch(),
  ]);
  const workspace = await startWorkspace(environment, taskMs);
  const errors: string[] = [];
  return {
    environment,
    workspace,
    errors,
    async open({ user = 'ana', team = 'acme', width = 1280, height = 800 } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
      page.setDefaultTimeout(15_000);
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (said) => {
        if (said.type() === 'error') errors.push(said.text());
      });
      await page.goto(`${workspace.url}#team=${team}&user=${user}`);
      await page.getByRole('main').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await workspace.close();
      await environment.close();
    },
  };
}

function launch(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
}

/** Types into the place where messages are written, and sends. */
export async function type(page: Page, where: string, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: where });
  await box.fill(text);
  await box.press('Enter');
}

/** What axe-core finds that keeps somebody out, in words; by WCAG 2.2 A and AA, and best practice. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // What runs in the page knows `axe`; nothing here does.
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}
