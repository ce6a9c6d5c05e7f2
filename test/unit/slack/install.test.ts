import { expect, test } from 'vitest';
import { readCookie } from '../../../src/slack/install/browser.ts';
import { copyOfBrowser } from '../../../src/slack/install/language.ts';
import { organizationOf } from '../../../src/slack/install/organization.ts';
import { createRate } from '../../../src/slack/install/rate.ts';

test.each([
  [undefined, 'en-US'],
  ['', 'en-US'],
  ['fr-FR,de;q=0.9', 'en-US'],
  ['es', 'es-ES'],
  ['en;q=0.5, pt-PT;q=0.7', 'pt-BR'],
  ['es;q=0, en', 'en-US'],
  ['es;q=x', 'es-ES'],
  [`${'x,'.repeat(10_000)}es`, 'en-US'],
])('a browser that asks for %.20s reads %s', (header, locale) => {
  expect(copyOfBrowser(header).locale).toBe(locale);
});

test('of a browser’s cookies one is ours, and only as we made it', () => {
  const token = 'a'.repeat(43);
  expect(readCookie(`other=1; __Host-imagine-install=${token}; more=2`)).toBe(token);
  for (const header of [
    undefined,
    '',
    `imagine-install=${token}`,
    `x__Host-imagine-install=${token}`,
    `__Host-imagine-install=${token}a`,
    '__Host-imagine-install=<b>',
    '__Host-imagine-install',
  ])
    expect(readCookie(header), header).toBeNull();
});

test('a hundred may begin at once, and five a second after that', () => {
  let now = 0;
  const may = createRate(() => now);
  const begun = (tries: number) => Array.from({ length: tries }, may).filter((one) => one).length;
  expect(begun(150)).toBe(100);
  now += 1_000;
  expect(begun(150)).toBe(5);
  now += 3_600_000;
  expect(begun(150)).toBe(100);
});

const ORG = { teamId: 'T1', enterpriseId: 'E1' };

test.each([
  ['a command', { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true' }, ORG],
  ['a press', { team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: true }, ORG],
  [
    'a form, which names no workspace',
    { team: null, enterprise: { id: 'E1' }, user: { team_id: 'T1' }, is_enterprise_install: true },
    ORG,
  ],
  [
    'an event from a shared channel of another workspace',
    {
      team_id: 'T2',
      context_team_id: 'T1',
      event: { type: 'message' },
      authorizations: [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }],
    },
    ORG,
  ],
  [
    'a workspace of its own in an organization',
    { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'false' },
    null,
  ],
  [
    'a word of leaving',
    { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true, event: { type: 'app_uninstalled' } },
    null,
  ],
  ['nothing of use', { team_id: 7, enterprise_id: [], is_enterprise_install: true }, null],
])('%s', (_, body, organization) => {
  expect(organizationOf(body)).toEqual(organization);
});
