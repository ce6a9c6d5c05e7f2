import { expect, test } from 'vitest';
import { installPage } from '../../src/operate/oauth-checks.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

const imagine = journey({
  isInstalled: false,
  overrides: { waitScale: 0 },
  slack: { processingMs: 0 },
  // the app would remember the tokens for a minute
  after: async ({ slack }) => {
    for (const team of ['acme', 'beta']) await slack.uninstall({ team, events: ['app_uninstalled'] });
  },
});
const forms = formsOf(() => imagine);

const visitor = (language?: string) => createVisitor(imagine, language);
const calls = (method: string) => imagine.slack.journal.filter((call) => call.method === method);
const audited = async () =>
  (await imagine.query<{ said: string }>(`select action || ' ' || user_id as said from audit_entries order by id`)).map(
    ({ said }) => said,
  );
const stored = async () =>
  (
    await imagine.query<{ id: string }>(
      'select team_id as id from installations union all select enterprise_id from enterprise_installations order by 1',
    )
  ).map(({ id }) => id);
const welcomed = (team?: string, who = 'app:ana') =>
  imagine.slack.messages(who, team).filter(({ text }) => text.includes('Imagine is in your workspace'));
const ana = (team = 'acme') => imagine.slack.teams[team]!.people.ana.id;

test('from the first page to the first picture', async () => {
  const { acme } = imagine.slack.teams;
  const browser = visitor();
  const begun = await browser.get('/slack/install');
  expect(begun.status).toBe(302);
  const [cookie = ''] = begun.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-imagine-install=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/);
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
  expect(asked.get('scope')).toContain('usergroups:read');
  const kept = JSON.stringify(await imagine.query('select * from install_states'));
  for (const secret of [asked.get('state'), [...browser.cookies.values()][0]]) expect(kept).not.toContain(secret);

  const { url: PUBLIC_URL, slack } = imagine;
  const doctorSays = (SLACK_CLIENT_ID: string) => installPage.run({ SLACK_CLIENT_ID, PUBLIC_URL });
  expect(await doctorSays(slack.oauthClient.id)).toMatchObject({
    level: 'ok',
    says: expect.stringContaining(PUBLIC_URL),
  });
  expect(await doctorSays('1.2')).toMatchObject({
    level: 'wrong',
    says: expect.stringMatching(/another SLACK_CLIENT_ID/),
  });

  const done = await browser.install();
  expect(done.status).toBe(200);
  expect(done.text).toContain('Imagine is in Acme');
  expect(done.html).toContain(`href="https://slack.com/app_redirect?app=${acme.appId}&amp;team=${acme.id}"`);
  expect(Object.fromEntries(done.headers)).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    ),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(await audited()).toEqual([`installed ${ana()}`]);

  await until(() => welcomed().length === 1);
  await imagine.slack.click({ user: 'ana', channel: 'app:ana', actionId: 'new_image', messageTs: welcomed()[0]!.ts });
  await forms.send({ prompt: 'a red fox' });
  expect(imagine.slack.transcript('app:ana')).toContain('[picture: AI-made image: a red fox');
  await imagine.slack.command({ user: 'bruno', channel: 'general', text: 'a blue fox' });
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: a blue fox');
  // the log tells no token and no secret
  expect(imagine.logLines.join('')).not.toMatch(/xox|client-secret|state-secret/);
});

test('where tokens end, they are renewed while people work on', async () => {
  imagine.slack.set({ tokenLifeMs: 12 * 3_600_000 });
  await visitor().install();
  const endsSoon = () => imagine.query(`select from installations where expires_at < now() + interval '5 hours'`);
  await imagine.query(`update installations set expires_at = now() + interval '4 hours'`);
  await imagine.query(`select pg_notify('imagine_jobs', 'task:tokens')`);
  await until(async () => (await endsSoon()).length === 0);
  await imagine.slack.command({ user: 'bruno', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: a red fox');
  expect(calls('oauth.v2.access')).toHaveLength(2);
  expect(imagine.logLines.join('')).not.toMatch(/xox|client-secret/);
});

test('only who began it ends it: once, in the same browser, within ten minutes, and if Slack was told yes', async () => {
  const browser = visitor();
  const used = await browser.begin({ isDenied: true });
  const late = await browser.begin();
  const ends: [what: string, ask: () => Promise<{ status: number; text: string }>, status: number, says: string][] = [
    ['denied', () => browser.get(used), 200, 'Imagine was not installed'],
    ['used twice', () => browser.get(used), 400, 'This link has been used'],
    ['another browser', async () => visitor().get(await browser.begin()), 400, 'This is another browser'],
    [
      'a browser with a cookie of its own',
      async () => {
        const other = visitor();
        await other.get('/slack/install');
        return await other.get(await browser.begin());
      },
      400,
      'This is another browser',
    ],
    [
      'after ten minutes',
      async () => {
        await imagine.query(`update install_states set created_at = created_at - interval '601 seconds'`);
        return await browser.get(late);
      },
      400,
      'This took more than ten minutes',
    ],
    ['begun at Slack', () => browser.get('/slack/oauth_redirect?code=1'), 200, 'Install Imagine'],
    ['made up', () => browser.get(`/slack/oauth_redirect?code=1&state=${'a'.repeat(43)}`), 400, 'has been used'],
    ['no state at all', () => browser.get('/slack/oauth_redirect?code=1&state=<b>'), 400, 'has been used'],
  ];
  for (const [what, ask, status, says] of ends) {
    const { status: answered, text } = await ask();
    expect
      .soft({ what, answered, text })
      .toMatchObject({ what, answered: status, text: expect.stringContaining(says) });
    expect.soft(text, what).toContain('Install Imagine');
  }
  expect(calls('oauth.v2.access')).toEqual([]);
  expect(await stored()).toEqual([]);
});

test('a page speaks the language of the browser, and nothing in it is markup', async () => {
  imagine.slack.teams.acme.name = `<img src=x>&"'`;
  const done = await visitor('fr-FR, pt-BR;q=0.9, en;q=0.8').install();
  expect(done.html).toContain('<html lang="pt-BR">');
  expect(done.html).toContain('<h1>O Imagine está em &lt;img src=x&gt;&amp;&quot;&#39;</h1>');
  expect((await visitor('es-MX').get('/slack/oauth_redirect')).text).toContain('Instalar Imagine');
});

test('fewer permissions, or more, are refused by name and given back; what people may withhold is not missed', async () => {
  imagine.slack.set({ withheldScopes: ['files:write', 'usergroups:read'] });
  const fewer = await visitor().install();
  expect(fewer).toMatchObject({ status: 403, text: expect.stringContaining('can’t work without: files:write.') });
  imagine.slack.set({ withheldScopes: [], addedScopes: ['admin<b>'] });
  const more = await visitor().install({ team: 'beta' });
  expect(more).toMatchObject({ status: 403, text: expect.stringContaining('doesn’t need: admin&lt;b&gt;.') });
  expect(calls('auth.revoke')).toHaveLength(2);
  await imagine.slack.settled();
  expect(await stored()).toEqual([]);

  imagine.slack.set({ withheldScopes: ['usergroups:read'], addedScopes: [] });
  expect((await visitor().install()).status).toBe(200);
  // it works, and goes on working whatever is asked for from then on
  imagine.slack.set({ withheldScopes: [], addedScopes: ['admin'] });
  expect((await visitor().install()).status).toBe(403);
  expect(calls('auth.revoke')).toHaveLength(2);
  await imagine.slack.command({ user: 'bruno', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: a red fox');
});

test('Slack’s trouble and our own are told apart, and install nothing', async () => {
  imagine.slack.fault(
    { method: 'oauth.v2.access' },
    { type: 'status', status: 503, body: '', contentType: 'text/html' },
  );
  expect(await visitor().install()).toMatchObject({ status: 502, text: expect.stringContaining('isn’t responding') });
  imagine.slack.fault({ method: 'oauth.v2.access' }, { type: 'error', error: 'bad_client_secret' });
  expect(await visitor().install()).toMatchObject({ status: 500, text: expect.stringContaining('on our side') });
  imagine.slack.fault({ method: 'oauth.v2.access' }, { type: 'error', error: 'invalid_code' });
  expect((await visitor().install()).status).toBe(400);
  expect(await stored()).toEqual([]);

  // cut off between Slack's token and our storing it: the code is spent, and who begins anew is installed
  imagine.slack.fault({ method: 'auth.test' }, { type: 'reset' });
  const browser = visitor();
  const cutOff = await browser.begin();
  expect((await browser.get(cutOff)).status).toBe(502);
  expect((await browser.get(cutOff)).text).toContain('This link has been used');
  expect([await stored(), await audited()]).toEqual([[], []]);
  expect((await browser.install()).status).toBe(200);
  expect(await stored()).toEqual([imagine.slack.teams.acme.id]);
});

test('two workspaces have tokens of their own; installing again changes nothing, and greets nobody twice', async () => {
  await visitor().install();
  await visitor().install({ team: 'beta' });
  await until(() => welcomed().length + welcomed('beta').length === 2);
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 7' });
  await Promise.all(
    ['acme', 'beta'].map((team) =>
      imagine.slack.command({ user: 'bruno', channel: 'general', team, text: `a fox of ${team}` }),
    ),
  );
  await imagine.settled();
  for (const [team, other] of [
    ['acme', 'beta'],
    ['beta', 'acme'],
  ] as const) {
    expect(imagine.slack.transcript('general', team)).toContain(`a fox of ${team}`);
    expect(imagine.slack.transcript('general', team)).not.toContain(`a fox of ${other}`);
  }
  await visitor().install({ user: 'bruno' });
  await imagine.task('welcome');
  expect([welcomed().length, welcomed('acme', 'app:bruno').length, welcomed('beta').length]).toEqual([1, 0, 1]);
  expect((await audited()).at(-1)).toBe(`reinstalled ${imagine.slack.teams.acme.people.bruno.id}`);
  const { budget } = (
    await imagine.query<{ budget: number }>(
      `select monthly_credits as budget from budgets where team_id = $1 and scope = 'team'`,
      [imagine.slack.teams.acme.id],
    )
  )[0]!;
  expect(budget).toBe(7);
});

test('the whole organization: one installation, each workspace with what is its own', async () => {
  imagine.slack.enterprise('E0ORG', ['acme', 'beta']);
  const done = await visitor().install({ isOrgWide: true });
  expect(done.text).toContain('Organization E0ORG has Imagine');
  expect(await stored()).toEqual(['E0ORG']);
  for (const team of ['acme', 'beta']) {
    await imagine.slack.command({ user: 'bruno', channel: 'general', team, text: `a fox of ${team}` });
    await imagine.slack.say({ user: 'bruno', channel: 'general', team, text: '<@app> a hare' });
  }
  await imagine.settled();
  for (const team of ['acme', 'beta']) {
    const { id } = imagine.slack.teams[team]!;
    expect(imagine.slack.transcript('general', team)).toContain(`AI-made image: a fox of ${team}`);
    expect(await imagine.query('select from generations where team_id = $1', [id])).not.toEqual([]);
  }
  // A workspace that installs it itself has its own from then on.
  await visitor().install({ team: 'beta' });
  expect(await stored()).toEqual(['E0ORG', imagine.slack.teams.beta.id]);
});
