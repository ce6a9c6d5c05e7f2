import { describe, expect, test } from 'vitest';
import { manifestScopes } from '../../src/operate/manifest.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

let clock = 1_000_000_000_000;
const MINUTE_MS = 60_000;
/** As an app is that was just made from a manifest: installed with two scopes. */
const GRANTED = ['chat:write', 'users:read'];
const MISSING = manifestScopes().needed.filter((scope) => !GRANTED.includes(scope));
const imagine = journey({
  overrides: { waitScale: 0, knownNow: () => clock },
  slackAtStart: { missingScopes: MISSING, grantedScopes: [] },
});

const told = () =>
  imagine.logLines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'Slack has not granted all scopes');
async function home(user: 'ana' | 'bruno'): Promise<string> {
  await imagine.slack.openHome({ user });
  const view = imagine.slack.home(user);
  return view ? imagine.slack.read(view) : '';
}
const blocks = (user: 'ana' | 'bruno') => JSON.stringify(imagine.slack.home(user)?.blocks);
const looks = () => imagine.slack.journal.filter(({ method }) => method === 'auth.test').length;

describe('scopes that were not granted', () => {
  test('stand in one log line and in a manager’s Home with the link, until the app is installed again', async () => {
    await until(() => told().length > 0);
    expect(await home('ana')).toMatch(
      /Slack has not granted this app all that it needs.*• `app_mentions:read`: mentions of the app are not heard/s,
    );
    expect(blocks('ana')).toContain('<https://api.slack.com/apps/A0IMAGINE1/oauth|Install it again>');
    expect(await home('bruno')).not.toMatch(/app_mentions/);
    expect(told()).toEqual([
      expect.objectContaining({
        level: 40,
        teamId: imagine.slack.teams.acme.id,
        missing: expect.arrayContaining(['`app_mentions:read`: mentions of the app are not heard']),
        mend: 'https://api.slack.com/apps',
      }),
    ]);

    // Home is opened again and again: Slack is asked once a minute
    const before = looks();
    clock += MINUTE_MS;
    await home('ana');
    await home('ana');
    expect(looks()).toBe(before + 1);

    imagine.slack.set({ missingScopes: [] });
    clock += MINUTE_MS;
    expect(await home('ana')).not.toMatch(/app_mentions/);
    expect(told()).toHaveLength(1);
  });

  test('are noticed by the call that is refused; where nobody is known to be a manager, everybody is told', async () => {
    imagine.slack.set({ missingScopes: ['users:read'], grantedScopes: [] });
    clock += 10 * MINUTE_MS;
    expect(await home('bruno')).toMatch(/`users:read`: nobody is known to be an admin/);
    expect(told()).toMatchObject([{ missing: [expect.stringMatching(/^`users:read`: nobody/)] }]);
    imagine.slack.set({ missingScopes: [] });
    clock += MINUTE_MS;
    expect(await home('bruno')).not.toMatch(/users:read/);
  });

  test('are no fault where they are optional', async () => {
    imagine.slack.set({ grantedScopes: [] });
    clock += 10 * MINUTE_MS;
    expect(await home('ana')).not.toMatch(/usergroups/);
    expect(told()).toEqual([]);
  });
});
