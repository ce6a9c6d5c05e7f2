import { describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
/** What the person's newest private answer in the channel says, line by line. */
const told = (user: string, channel = 'general') =>
  imagine.slack
    .transcript(channel, 'acme', user)
    .split(/^(?=\S)/m)
    .at(-1)
    ?.replace('imagine (only you): ', '')
    .split(/\n */);
const idOf = (name: 'ana' | 'bruno' | 'carla' | 'gus') => imagine.slack.teams.acme?.people[name].id;
const audit = () =>
  imagine.query(
    "select team_id, user_id, action, subject, from_value, to_value, at > now() - interval '1 minute' as fresh from audit_entries where action <> 'zone_set' order by id",
  );

describe('/imagine budget', () => {
  test('shows the month to whoever asks, and to nobody else: budget, held, spent, left, and when it renews', async () => {
    const { slack, pixapi } = imagine;
    await ask('a fox --size wide');
    await imagine.settled();
    pixapi.fault({ to: 'submit', prompt: 'slow' }, { task: { slowMs: 60_000 } });
    await ask('a slow fox --quality medium');
    await until(() => pixapi.inFlight() === 1);

    await ask('budget', 'gus');
    expect(told('gus')).toEqual([
      '*What you can spend here, the narrowest limit first*',
      expect.stringMatching(
        /^• The workspace: 500 credits a month · 2 used · 4 held · 494 left · renews [A-Z][a-z]+ 1 at 12:00 AM UTC$/,
      ),
      'Months begin on day 1, in the time zone UTC.',
    ]);
    expect(slack.ephemerals('gus')).toHaveLength(1);
    expect(slack.ephemerals('ana')).toEqual([]);
    pixapi.advance(60_000);
    await imagine.settled();
    await ask('budget', 'gus');
    expect(told('gus')?.[1]).toContain('500 credits a month · 6 used · 494 left');
  });

  test('set by an owner counts at once, is answered with the month and written to the audit', async () => {
    await ask('budget set 1,000');
    expect(told('ana')?.[0]).toBe(
      'The monthly budget for the workspace is now 1,000 credits. Before, it was 500 credits.',
    );
    await ask('budget set unlimited');
    expect(told('ana')?.[0]).toBe(
      'The monthly budget for the workspace is now unlimited. Before, it was 1,000 credits.',
    );
    await ask('a fox');
    await imagine.settled();
    expect(imagine.slack.transcript('general')).toContain('held 1 · charged 1 · no limit)');
    const change = { team_id: imagine.slack.teams.acme.id, user_id: idOf('ana'), action: 'budget_set', fresh: true };
    const subject = `team:${imagine.slack.teams.acme.id}`;
    expect(await audit()).toEqual([
      { ...change, subject, from_value: '500', to_value: '1000' },
      { ...change, subject, from_value: '1000', to_value: 'unlimited' },
    ]);
  });

  test('set by anybody else is refused, and changes nothing', async () => {
    for (const [text, user, words] of [
      [
        'budget set 9000',
        'bruno',
        'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. `/imagine managers` mostra quem são.',
      ],
      [
        'budget set unlimited',
        'carla',
        'Solo los gestores de este espacio de trabajo pueden cambiarlo: propietarios, admins y las personas que ellos nombren. `/imagine managers` muestra quiénes son.',
      ],
      [
        'budget set 9000 for <#C0ACMEGENERAL|general>',
        'gus',
        'Only this workspace’s managers can change this: its owners, its admins and the people they name. `/imagine managers` shows who they are.',
      ],
    ] as const) {
      await ask(text, user);
      expect(told(user), text).toEqual([words]);
      await ask('budget', 'gus');
      expect(told('gus')?.[1], text).toContain('The workspace: 500 credits a month');
    }
    const refused = { action: 'budget_refused', to_value: null };
    expect(await audit()).toMatchObject([
      { ...refused, user_id: idOf('bruno') },
      { ...refused, user_id: idOf('carla') },
      { ...refused, user_id: idOf('gus') },
    ]);
  });

  test('set to what is no number says what it takes', async () => {
    const takes =
      'Use `/imagine budget set 1000` or `/imagine budget set unlimited`; add `for #channel` or `for @person` to set the budget of just one.';
    await ask('budget set lots');
    expect(told('ana')).toEqual([`I don’t understand \`lots\`. ${takes}`]);
    await ask('budget set 5 for #nowhere');
    expect(told('ana')).toEqual([`I don’t understand \`#nowhere\`. ${takes}`]);
    await ask('budget set <!channel>');
    expect(told('ana')).toEqual([`I don’t understand \`@channel\`. ${takes}`]);
    expect(await audit()).toEqual([]);
  });
});

describe('a request must fit every budget that applies, and the refusal says which is short', () => {
  test('the channel’s', async () => {
    await ask('budget set 5 for <#C0ACMEGENERAL|general>');
    expect(told('ana')).toEqual(['The monthly budget for #general is now 5 credits. Before, it was not set.']);
    await ask('a fox --quality high');
    expect(told('ana')?.[0]).toMatch(
      /^This needs 14 credits; this channel has 5 left until [A-Z][a-z]+ 1 at 12:00 AM UTC\. With `--quality low` it would cost 1\. Nothing was charged\. A workspace admin can raise the budget/,
    );
    await ask('a fox --quality high', 'ana', 'design');
    await imagine.settled();
    expect(imagine.slack.messages('general')).toEqual([]);
    expect(imagine.slack.transcript('design')).toContain('held 14 · charged 14 · 486 left');
    expect(await audit()).toMatchObject([
      { subject: `channel:${imagine.slack.channelId('general')}`, from_value: null, to_value: '5' },
    ]);
  });

  test('the person’s, wherever they ask', async () => {
    await ask(`budget set 4 for <@${idOf('bruno')}|bruno>`);
    expect(told('ana')).toEqual(['The monthly budget for @bruno is now 4 credits. Before, it was not set.']);
    await ask('raposa --quality medium', 'bruno', 'design');
    await imagine.settled();
    await ask('mais uma', 'bruno');
    expect(told('bruno')?.[0]).toMatch(
      /^Isto custa 1 crédito; você ainda tem 0 até 1 de [a-z]+ às 00:00 UTC\. Nada foi cobrado\. Um admin do espaço de trabalho pode aumentar o limite/,
    );
    await ask('un zorro', 'carla');
    await imagine.settled();
    expect(imagine.slack.transcript('general')).toContain('un zorro');
    expect(await audit()).toMatchObject([{ subject: `person:${idOf('bruno')}`, to_value: '4' }]);
  });

  test('the workspace’s: nothing is ordered, nothing stands in the channel, and the log says why', async () => {
    const { slack, pixapi } = imagine;
    await ask('budget set 6');
    await ask('a fox --quality medium --n 2');
    expect(told('ana')?.[0]).toMatch(
      /^This needs 8 credits; the workspace has 6 left until [A-Z][a-z]+ 1 at 12:00 AM UTC\. With `--quality low` it would cost 2\. Nothing was charged\./,
    );
    await imagine.settled();
    expect(slack.messages('general')).toEqual([]);
    expect(pixapi.journal).toEqual([]);
    expect(
      await imagine.query(
        'select state, failure, prompt, held_credits, charged_credits, submits from generations order by requested_at',
      ),
    ).toEqual([
      {
        state: 'failed',
        failure: 'budget_exhausted',
        prompt: 'a fox',
        held_credits: 0,
        charged_credits: null,
        submits: 0,
      },
    ]);
    // What it was told would be cheaper, is.
    await ask('a fox --quality low --n 2');
    await imagine.settled();
    expect(slack.transcript('general')).toMatch(/held 2 · charged 2 · 4 left in \w+/);
    // A way out that does not fit either is not offered.
    await ask('a fox --quality medium --n 4');
    expect(told('ana')?.[0]).toMatch(/^This needs 16 credits; .* With `--quality low` it would cost 4\./);
    await ask('budget set 4');
    await ask('a fox --quality medium --n 4');
    expect(told('ana')?.[0]).toMatch(
      /^This needs 16 credits; the workspace has 2 left until [A-Z][a-z]+ 1 at 12:00 AM UTC\. Nothing was charged\./,
    );
  });

  test('what is held for pictures still being made counts as spent', async () => {
    const { pixapi } = imagine;
    await ask('budget set 5');
    pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
    await ask('a fox --quality medium');
    await ask('another --n 2');
    expect(told('ana')?.[0]).toContain('This needs 2 credits; the workspace has 1 left until');
    pixapi.advance(60_000);
    await until(() => pixapi.submits().length === 1);
    pixapi.advance(60_000);
    await imagine.settled();
    expect(pixapi.billed().map(({ credits }) => credits)).toEqual([4]);
  });

  test('twenty requests at once never spend more than there is', async () => {
    const { slack, pixapi } = imagine;
    await ask('budget set 3');
    await Promise.all(Array.from({ length: 20 }, (_, i) => ask(`fox ${i}`, i % 2 ? 'ana' : 'carla')));
    await imagine.settled();
    expect(slack.messages('general')).toHaveLength(3);
    expect(pixapi.billed()).toHaveLength(3);
    expect([...slack.ephemerals('ana'), ...slack.ephemerals('carla')]).toHaveLength(1 + 17);
  });
});

describe('two workspaces', () => {
  test('one that the app was not installed in is told so, and leaves no trace in the other', async () => {
    const { slack, pixapi } = imagine;
    await slack.command({ user: 'ana', channel: 'general', text: 'a fox', team: 'beta' });
    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 1', team: 'beta' });
    const words =
      'imagine (only ana): This app isn’t installed in this workspace. Nothing was charged. An admin can install it.';
    expect(slack.transcript('general', 'beta').split('\n')).toEqual([words, words]);
    expect(slack.transcript('general')).toBe('');
    expect(await imagine.query('select team_id from teams')).toEqual([]);
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
    expect(pixapi.journal).toEqual([]);

    await ask('a fox');
    await imagine.settled();
    expect(slack.transcript('general')).toMatch(/499 left in/);
    expect(await imagine.query('select distinct team_id from generations')).toEqual([{ team_id: slack.teams.acme.id }]);
    expect(slack.messages('general', 'beta')).toEqual([]);
  });
});

test('a budget by day is said so under the picture, and counts what was spent today', async () => {
  await ask('a fox');
  await imagine.settled();
  await ask('budget set 3 a day');
  await ask('another fox');
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('held 1 · charged 1 · 1 left today');
  await ask('two foxes --n 2');
  expect(told('ana')?.[0]).toMatch(/^This needs 2 credits; /);
  await imagine.settled();
  expect(imagine.pixapi.submits()).toHaveLength(2);
});
