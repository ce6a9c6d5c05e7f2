import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../support/chromium.ts';
import { barriers, write } from './browser.ts';
import { shoot } from './shoot.ts';
import { type DemoStand, startDemo } from './stands.ts';

describe.skipIf(!hasBrowser)('the app’s Home', () => {
  let demo: DemoStand;
  beforeAll(async () => {
    demo = await startDemo(200);
  });
  afterAll(() => demo?.close());

  const openHome = async (page: Page) => {
    const channels = page.getByRole('navigation', { name: 'Channels' });
    await channels.getByRole('button', { name: /imagine/i }).click();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    return page.getByRole('region', { name: 'Home' });
  };

  /** Budget months begin tomorrow, so that whenever this runs most of one is over. */
  async function longMonth(): Promise<void> {
    const { id } = demo.environment.slack.teams.acme;
    await demo.environment.query(
      `insert into teams (team_id, first_day) select $1, case when extract(day from now()) < 28 then extract(day from now())::int + 1 else 1 end`,
      [id],
    );
    await demo.environment.query(
      `insert into budgets (team_id, scope, scope_id, monthly_credits) values ($1, 'team', $1, 500)`,
      [id],
    );
  }

  /** A month as it is told, besides the pictures of a moment ago. */
  async function someDays(): Promise<void> {
    const { acme } = demo.environment.slack.teams;
    const people = [acme.people.ana.id, acme.people.bruno.id, acme.people.carla.id];
    const channels = ['general', 'design', 'partners'].map((name) => demo.environment.slack.channelId(name));
    await demo.environment.query(
      `insert into spend_days (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed, saved_by_drafts)
       select team_id, period_start(t, 'month') + n, ($2::text[])[1 + n % 3], ($3::text[])[1 + n % 2], ('{gpt-image-2,gpt-image-1.5}'::text[])[1 + n % 2], 'low',
         1 + n % 4, 1 + n % 4, 2 + (n * n * 7) % 23, (n % 9 = 0)::int, (n % 5 = 0)::int * 12
       from teams t, generate_series(0, now()::date - period_start(t, 'month')) n where team_id = $1 on conflict do nothing`,
      [acme.id, channels, people],
    );
    await demo.environment.query(
      `update budget_months set captured = (select sum(credits) from spend_days where team_id = $1) where team_id = $1 and scope = 'team'`,
      [acme.id],
    );
  }

  test('a manager sees figures, a chart and the newest requests, and what is behind a figure; a member their own', async () => {
    await longMonth();
    const ana = await demo.open({ height: 1_360 });
    await write(ana, 'Message general', '/imagine a red fox reading a newspaper');
    await ana.getByRole('img', { name: /AI-made image: a red fox/ }).waitFor();
    await write(ana, 'Message general', '/imagine a lighthouse at dawn --draft');
    await ana
      .getByRole('img', { name: /AI-made image: a lighthouse/ })
      .first()
      .waitFor();
    const bruno = await demo.open({ user: 'bruno', height: 640 });
    await write(bruno, 'Message general', '/imagine um barco de papel');
    await bruno.getByRole('img', { name: /um barco de papel/ }).waitFor();
    await someDays();

    const home = await openHome(ana);
    await home.getByRole('img', { name: /^Credits by day in/ }).waitFor();
    await home.getByText('um barco de papel').waitFor();
    expect(await barriers(ana)).toEqual([]);
    await shoot(ana, 'home-manager');
    await home
      .getByRole('button', { name: /requests?$/ })
      .first()
      .click();
    const list = ana.getByRole('dialog', { name: 'Requests' });
    await list.getByText('a red fox reading a newspaper').waitFor();
    expect(await barriers(ana, 'dialog')).toEqual([]);
    await ana.keyboard.press('Escape');

    const own = await openHome(bruno);
    await own.getByText('um barco de papel').waitFor();
    expect(await own.innerText()).not.toContain('a red fox reading a newspaper ·');
    await shoot(bruno, 'home-member');
    expect([demo.errors, demo.environment.slack.violations]).toEqual([[], []]);
  });
});
