import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { errorOf, type SlackApp, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

test('usergroups.list tells who is in which group, to who may know and asks for it', async () => {
  const { ana, bruno } = slack.teams.acme.people;
  const designers = slack.userGroup('designers', ['ana', 'bruno']);
  slack.userGroup('gone', ['ana']).isDisabled = true;
  const { usergroups } = await client.usergroups.list({ include_users: true });
  expect(usergroups).toMatchObject([{ id: designers.id, handle: 'designers', users: [ana.id, bruno.id] }]);
  expect((await client.usergroups.list({})).usergroups?.[0]).not.toHaveProperty('users');
  expect((await client.usergroups.list({ include_disabled: true })).usergroups).toHaveLength(2);
  slack.set({ hasUserGroups: false });
  expect(await errorOf(client.usergroups.list({}))).toBe('plan_upgrade_required');
  slack.set({ hasUserGroups: true, grantedScopes: [] });
  expect(await errorOf(client.usergroups.list({}))).toBe('missing_scope');
  expect(slack.violations).toEqual([]);
});
