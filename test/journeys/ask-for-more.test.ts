import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/faults.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

// What a budget has no room for is put to the managers, and what they allow starts by itself.

const imagine = journey();

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const people = () => imagine.slack.teams.acme.people;
const ask = (text: string, user: Name = 'bruno', channel = 'general') => imagine.slack.command({ user, channel, text });
const told = (user: Name, channel?: string) => imagine.slack.ephemerals(user, channel).at(-1)?.text;
const BUTTONS = /\[(?:Allow once|Permitir una vez)\]/;
/** What stands in somebody's direct messages with the app. */
const dm = (user: Name) => imagine.slack.transcript('app', undefined, user);
const press = (user: Name, actionId: string, channel = 'app') => imagine.slack.click({ user, channel, actionId });
const { read, submit, choose } = formsOf(() => imagine);
const audit = async () =>
  (
    await imagine.query<{ action: string }>(
      `select action from audit_entries where action like 'approval%' order by id`,
    )
  ).map(({ action }) => action);
const asked = async (many = 1) => {
  await until(async () => (await imagine.query(`select from approval_cards where shown = 'asked'`)).length >= many);
};
const ringTask = () => imagine.query(`select pg_notify('imagine_jobs', 'task:approvals')`);

/** Bruno's request for 14 credits, refused in a channel that has 5, put to the managers. */
async function askForMore(text = 'a fox --quality high'): Promise<void> {
  await ask('budget set 5 for <#C0ACMEGENERAL|general>', 'ana');
  await ask(text);
  await press('bruno', 'ask_for_more', 'general');
  await asked(2);
}

/** Carla too is an admin. */
function withTwoManagers(): void {
  Object.assign(people().carla, { isAdmin: true });
}

describe('asked', () => {
  test('the managers read who asks, where, for what and for how much, and the asker whom it was put to', async () => {
    withTwoManagers();
    await askForMore();
    expect(told('bruno', 'general')).toMatch(/^Estou pedindo 14 créditos para você\./);
    await until(() => dm('bruno').includes('@ana'));
    const card = dm('ana');
    expect(card).toContain('@bruno asks for *14 credits*, in #general.');
    expect(card).toContain('a fox');
    expect(card).toContain('1 picture · gpt-image-2 · 1024×1024 · high');
    expect(card).toMatch(/Left for #general: 5 of 5 credits, until .* · Didn’t ask in the last 90 days\./);
    expect(card).toContain('[Allow once] [Allow N credits until …] [No]');
    expect(dm('carla')).toContain('[Permitir una vez] [Permitir N créditos hasta …] [No]');
    expect(dm('bruno')).toContain('Quem pode responder: @ana, @carla');
    expect(await audit()).toEqual(['approval_asked']);
  });

  test('a second press says when it was asked and who can answer; another request waits for the same answer', async () => {
    await askForMore();
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toMatch(
      /^Você já pediu mais: .*\nQuem pode responder: @ana$|^Você já pediu mais: .*\nQuem pode responder: <@\w+>$/,
    );
    await ask('another --quality high');
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toContain('Esse pedido precisa ser respondido primeiro.');
    expect(await imagine.query('select from approvals')).toHaveLength(1);
  });

  test('of a private prompt the managers read the price and what it would be, not a word of it', async () => {
    await askForMore('a secret fox --quality high --private');
    expect(dm('ana')).toContain('The prompt is private.');
    expect(dm('ana')).toContain('1 picture · gpt-image-2 · 1024×1024 · high');
    expect(JSON.stringify(imagine.slack.messages('app:ana'))).not.toContain('secret');
    expect(dm('bruno')).toContain('a secret fox');
  });
});

describe('allowed once', () => {
  test('every card says by whom before anything starts; the same picture starts where it was asked, and the asker is told', async () => {
    withTwoManagers();
    await askForMore();
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    imagine.slack.fault({ method: 'chat.update', channel: imagine.slack.channelId('app:ana') }, faults.held(gate));
    await press('ana', 'allow_once');
    await until(() => imagine.slack.unusedFaults().length === 0);
    expect(await imagine.query('select came_of from approvals')).toEqual([{ came_of: null }]);
    letGo();
    await until(() => imagine.slack.transcript('general').includes('charged 14'));
    await imagine.settled();
    await until(() => dm('bruno').includes('Começa agora'));
    expect(dm('ana')).toContain('@ana allowed this once.');
    expect(dm('carla')).toContain('@ana lo permitió esta vez.');
    expect(`${dm('ana')}${dm('carla')}`).not.toMatch(BUTTONS);
    expect(imagine.slack.transcript('general')).toMatch(
      /a fox[\s\S]*gpt-image-2 · 1024×1024 PNG · high · by @bruno · held 14 · charged 14/,
    );
    await until(() => told('bruno', 'general')?.includes('permitiu desta vez.') ?? false);
    expect(await audit()).toEqual(['approval_asked', 'approval_allowed', 'approval_started']);
  });

  test('the buttons go while the work still waits for the workspace’s money', async () => {
    await askForMore();
    const money = new pg.Client({ connectionString: imagine.databaseUrl });
    await money.connect();
    try {
      await money.query('begin');
      await money.query('select from teams for no key update');
      await press('ana', 'allow_once');
      await until(() => !BUTTONS.test(dm('ana')) && !dm('ana').includes('[No]'));
      expect(await imagine.query('select state, came_of from approvals')).toEqual([
        { state: 'allowed', came_of: null },
      ]);
      expect(imagine.pixapi.submits()).toEqual([]);
      await money.query('rollback');
    } finally {
      await money.end();
    }
    await until(() => imagine.slack.transcript('general').includes('charged 14'));
    await imagine.settled();
  });
});

describe('refused', () => {
  test('with a reason, which the asker and the other managers read; nothing is charged', async () => {
    withTwoManagers();
    await askForMore();
    await press('ana', 'refuse_more');
    expect(read('ana')).toContain('Reason');
    await submit({ reason: 'Use <!channel> drafts' }, 'ana');
    await until(() => dm('bruno').includes('@ana disse não.'));
    expect(dm('bruno')).toContain('Motivo: Use <!channel> drafts');
    expect(dm('carla')).toContain('@ana dijo que no.');
    expect(`${dm('ana')}${dm('carla')}`).not.toMatch(BUTTONS);
    await until(() => told('bruno', 'general')?.includes('Nada foi cobrado.') ?? false);
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toContain('disse não.');
    expect(await audit()).toEqual(['approval_asked', 'approval_refused']);
    await imagine.query(`update approvals set decided_by = 'erased-0123456789ab'`);
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toContain('alguém que foi apagado disse não.');
    expect(imagine.pixapi.journal).toEqual([]);
  });
});

describe('nobody answers', () => {
  test('how long a question waits is the managers’ to set', async () => {
    await ask('approvals 3 days', 'bruno');
    expect(told('bruno')).toMatch(/gestores|admins/);
    await ask('approvals 11 days', 'ana');
    expect(told('ana')).toBe('Say a whole number of working days from 1 to 10.');
    await ask('approvals 3 days', 'ana');
    expect(told('ana')).toContain('until 6 p.m. on the 3rd working day after they were asked; then they run out.');
    await askForMore();
    const [row] = await imagine.query<{ is: boolean }>(
      `select runs_out_at = working_day_end(asked_at, time_zone, 3) as is from approvals join teams using (team_id)`,
    );
    expect(row?.is).toBe(true);
    expect(
      await imagine.query(
        `select action, from_value, to_value from audit_entries where action like 'answer_days%' order by id`,
      ),
    ).toEqual([
      { action: 'answer_days_refused', from_value: null, to_value: null },
      { action: 'answer_days_set', from_value: '1', to_value: '3' },
    ]);
  });

  test('it runs out by itself, and the cards and the asker’s message say so then', async () => {
    await askForMore();
    await imagine.query(`update approvals set runs_out_at = now()`);
    await ringTask();
    await until(() => dm('bruno').includes('Ninguém respondeu a tempo'));
    await until(() => dm('ana').includes('Nobody answered in time, so this ran out.'));
    expect(dm('ana')).not.toMatch(BUTTONS);
    await until(() => told('bruno', 'general')?.includes('Você pode pedir de novo.') ?? false);
    expect(await audit()).toEqual(['approval_asked', 'approval_ran_out']);
    await press('bruno', 'ask_for_more', 'general');
    await until(() => dm('ana').includes('[Allow once]'));
    expect(dm('ana')).toContain('Asked 1 time in the last 90 days: 0 allowed, 0 refused.');
  });
});

describe('a cap of one’s own', () => {
  test('set after asking, it keeps what was allowed from starting, and nobody is asked once more', async () => {
    await askForMore();
    await ask('budget cap 3', 'bruno');
    await press('ana', 'allow_once');
    await until(() => told('bruno', 'general')?.includes('permitiu desta vez.') ?? false);
    await ringTask();
    expect(await imagine.query('select state, came_of from approvals')).toEqual([
      { state: 'allowed', came_of: 'nothing' },
    ]);
    expect(dm('ana')).not.toMatch(BUTTONS);
    expect(imagine.pixapi.submits()).toEqual([]);
  });
});

describe('a model that was barred after asking', () => {
  test('is not drawn by another one: what was allowed starts as it was asked, or not at all', async () => {
    await askForMore();
    await imagine.query(`insert into policies (team_id, models) select team_id, '{gpt-image-1.5}' from teams`);
    await imagine.query(`update teams set policy_version = nextval('policy_versions')`);
    await press('ana', 'allow_once');
    await until(() => told('bruno', 'general')?.includes('permitiu desta vez.') ?? false);
    await imagine.settled();
    expect(await imagine.query('select came_of from approvals')).toEqual([{ came_of: 'nothing' }]);
    expect(imagine.pixapi.submits()).toEqual([]);
    // the app reads the policy anew, for whoever comes next
    await imagine.query('update policies set models = null');
    await ask('policy max 1000', 'ana');
  });
});

describe('from a form', () => {
  test('what a form asked for is what is asked of the managers, and what starts', async () => {
    await ask('budget set 5', 'ana');
    await imagine.slack.command({ user: 'bruno', channel: 'general', text: '' });
    await choose('quality', 'high', 'bruno');
    await submit({ prompt: 'a form fox' }, 'bruno');
    const view = imagine.slack.modals('bruno').at(-1);
    await imagine.slack.clickInView({ user: 'bruno', viewId: view?.id ?? '', actionId: 'ask_for_more' });
    await asked(2);
    expect(read('bruno')).toContain('Estou pedindo 14 créditos para você.');
    expect(dm('ana')).toContain('a form fox');
    expect(dm('ana')).toMatch(/Left for the workspace: 5 of 5 credits/);
    await press('ana', 'allow_once');
    await until(() => imagine.slack.transcript('general').includes('held 14'));
    await imagine.settled();
    expect(imagine.pixapi.submits().map(({ fields }) => fields)).toMatchObject([
      { prompt: 'a form fox', quality: 'high' },
    ]);
  });
});

describe('allowed until a day', () => {
  test('so many credits for who asked, of which the rest stays theirs; less than what is missing is not taken', async () => {
    await askForMore();
    await press('ana', 'allow_until');
    const low = await submit({ grant_credits: '8' }, 'ana').catch((error: Error) => error.message);
    expect(low).toContain('grant_credits: 9 is the least');
    await submit({ grant_credits: '20', grant_until: 'week' }, 'ana');
    await until(() => imagine.slack.transcript('general').includes('held 14'));
    await imagine.settled();
    expect(dm('ana')).toMatch(/@ana allowed 20 credits until .*\./);
    await ask('uma raposa', 'bruno');
    await imagine.settled();
    expect(imagine.slack.transcript('general')).toContain('uma raposa');
    await ask('un zorro', 'carla');
    expect(told('carla', 'general')).toContain('0');
    expect(await imagine.query('select credits, used, user_id from grants')).toEqual([
      { credits: 20, used: 10, user_id: people().bruno.id },
    ]);
  });
});

describe('every press is answered', () => {
  test('by one who is no manager any more: who may answer, audited, and nothing changes', async () => {
    withTwoManagers();
    await askForMore();
    Object.assign(people().carla, { isAdmin: false });
    for (const actionId of ['allow_once', 'allow_until', 'refuse_more']) {
      await press('carla', actionId);
      const words = imagine.slack.modals('carla').length > 0 ? read('carla') : told('carla', 'app');
      expect(words, actionId).toMatch(/Solo estas personas pueden responder: (?:@ana|<@U0ACMEANA1>)/);
    }
    const tried = await imagine.query(`select from audit_entries where action = 'answer_refused' and user_id = $1`, [
      people().carla.id,
    ]);
    expect(tried).toHaveLength(3);
    expect(await imagine.query(`select from approvals where state = 'asked'`)).toHaveLength(1);
  });

  test('too late, on a card or in a form: what happened, and the form changes nothing', async () => {
    withTwoManagers();
    await askForMore();
    await press('carla', 'refuse_more');
    await press('ana', 'allow_once');
    await until(() => dm('bruno').includes('Começa agora'));
    await submit({ reason: 'no' }, 'carla');
    expect(read('carla')).toMatch(/Esto ya tiene respuesta\. @ana lo permitió esta vez\./);
    expect(await audit()).toEqual(['approval_asked', 'approval_allowed', 'approval_started']);
    await imagine.settled();
  });

  test('by a named manager it counts like an owner’s', async () => {
    await ask(`managers add <@${people().carla.id}|carla>`, 'ana');
    await askForMore();
    await asked(3);
    await press('carla', 'allow_once');
    await until(() => dm('ana').includes('@carla allowed this once.'));
    await until(() => imagine.slack.transcript('general').includes('held 14'));
    await imagine.settled();
  });
});

describe('nobody can be reached', () => {
  test('who may raise the budget is told to the asker, and the same may be asked again', async () => {
    const { slack } = imagine;
    slack.fault(
      { method: 'chat.postMessage', where: ({ channel }) => channel === people().ana.id },
      faults.error('messages_tab_disabled'),
    );
    await ask('budget set 5 for <#C0ACMEGENERAL|general>', 'ana');
    await ask('a fox --quality high');
    await press('bruno', 'ask_for_more', 'general');
    await until(() => told('bruno', 'general')?.includes('Não consegui escrever') ?? false);
    expect(told('bruno', 'general')).toMatch(/Quem pode responder: <@U0ACMEANA1>/);
    expect(await audit()).toEqual(['approval_asked', 'approval_unreachable']);
    await press('bruno', 'ask_for_more', 'general');
    await until(() => dm('ana').includes('[Allow once]'));
  });
});

describe('a process dies', () => {
  test('after the question was stored: the cards are posted later', async () => {
    await askForMore();
    await imagine.query(`delete from approval_cards`);
    await imagine.query(`update approvals set asked_at = now() - interval '1 minute'`);
    await ringTask();
    await until(() => imagine.slack.messages('app:ana').length === 2);
    await asked(2);
  });

  test('after the answer was stored: no card keeps its buttons, and what was allowed starts once', async () => {
    await askForMore();
    await imagine.query(
      `update approvals set state = 'allowed', decided_by = $1, decided_at = now() - interval '1 minute', asked_at = now() - interval '2 minutes'`,
      [people().ana.id],
    );
    await ringTask();
    await ringTask();
    await until(() => dm('bruno').includes('Começa agora'));
    await imagine.settled();
    expect(dm('ana')).not.toMatch(BUTTONS);
    expect(imagine.pixapi.submits()).toHaveLength(1);
  });

  test('between posting a card and noting it: Slack’s own news of it tells which one it is, and a second one goes', async () => {
    await askForMore();
    const [posted] = imagine.slack.messages('app:ana');
    await imagine.query(
      `update approval_cards set message_ts = null, channel_id = null, shown = null where reader = 'manager'`,
    );
    const echo = {
      type: 'message',
      channel: imagine.slack.channelId('app:ana'),
      channel_type: 'im',
      bot_id: posted?.bot_id,
    };
    await imagine.slack.event({
      ...echo,
      user: posted?.user,
      ts: posted?.ts,
      text: posted?.text,
      blocks: posted?.blocks,
    });
    await until(
      async () => (await imagine.query(`select from approval_cards where message_ts = $1`, [posted?.ts])).length === 1,
    );
    await press('ana', 'allow_once');
    await until(() => dm('ana').includes('@ana allowed this once.'));
    await until(() => imagine.slack.transcript('general').includes('held 14'));
    await imagine.settled();
  });
});

describe('meanwhile', () => {
  test('the price has risen: it is asked once more at the new one, and nothing runs before that is allowed', async () => {
    await askForMore('a fox --quality medium --n 2');
    // as if it had been cheaper when it was asked
    await imagine.query('update approvals set credits = 6');
    await press('ana', 'allow_once');
    await until(() => dm('ana').includes('what was allowed for 6 credits costs *8 credits* now.'));
    expect(imagine.pixapi.submits()).toEqual([]);
    await until(() => dm('bruno').includes('estou perguntando de novo'));
    await press('ana', 'allow_once');
    await until(() => imagine.slack.transcript('general').includes('held 8'));
    await imagine.settled();
    expect(await audit()).toEqual([
      ...['approval_asked', 'approval_allowed', 'approval_asked', 'approval_allowed', 'approval_started'],
    ]);
  });

  test('the workspace was paused: what was allowed starts with Resume', async () => {
    await askForMore();
    await ask('pause', 'ana');
    await press('ana', 'allow_once');
    await until(() => dm('ana').includes('@ana allowed this once.'));
    await ask('resume', 'ana');
    await imagine.query(`update approvals set decided_at = now() - interval '1 minute'`);
    await ringTask();
    await until(() => imagine.slack.transcript('general').includes('held 14'));
    await imagine.settled();
  });

  test('there is room again: the press says so, and asks nobody', async () => {
    await ask('budget set 5 for <#C0ACMEGENERAL|general>', 'ana');
    await ask('a fox --quality high');
    await ask('budget set 50 for <#C0ACMEGENERAL|general>', 'ana');
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toContain('Já há créditos de novo: custa 14 créditos.');
    expect(await imagine.query('select from approvals')).toEqual([]);
  });
});
