import { describe, expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

// What a budget has no room for is put to the managers, and what they allow starts by itself.

const imagine = journey();

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const people = () => imagine.slack.teams.acme.people;
const ask = (text: string, user: Name = 'bruno', channel = 'general') => imagine.slack.command({ user, channel, text });
const told = (user: Name, channel?: string) => imagine.slack.ephemerals(user, channel).at(-1)?.text;
/** What stands in somebody's direct messages with the app. */
const dm = (user: Name) => imagine.slack.transcript('app', undefined, user);
const press = (user: Name, actionId: string, channel = 'app') => imagine.slack.click({ user, channel, actionId });
const { read, submit } = formsOf(() => imagine);
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
    await press('ana', 'allow_once');
    await imagine.settled();
    await until(() => dm('bruno').includes('Começa agora'));
    expect(dm('ana')).toContain('@ana allowed this once.');
    expect(dm('carla')).toContain('@ana lo permitió esta vez.');
    expect(`${dm('ana')}${dm('carla')}`).not.toContain('[');
    expect(imagine.slack.transcript('general')).toMatch(
      /a fox[\s\S]*gpt-image-2 · 1024×1024 PNG · high · by @bruno · held 14 · charged 14/,
    );
    await until(() => told('bruno', 'general')?.includes('permitiu desta vez.') ?? false);
    expect(await audit()).toEqual(['approval_asked', 'approval_allowed', 'approval_started']);
    const calls = imagine.slack.journal.map(({ method, args }) => `${method} ${args.channel}`);
    const placeholder = calls.lastIndexOf(`chat.postMessage ${imagine.slack.channelId('general')}`);
    expect(calls.slice(0, placeholder).filter((call) => /^chat\.update D/.test(call)).length).toBeGreaterThanOrEqual(2);
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
    expect(`${dm('ana')}${dm('carla')}`).not.toContain('[');
    await until(() => told('bruno', 'general')?.includes('Nada foi cobrado.') ?? false);
    await press('bruno', 'ask_for_more', 'general');
    expect(told('bruno', 'general')).toContain('disse não.');
    expect(await audit()).toEqual(['approval_asked', 'approval_refused']);
    expect(imagine.pixapi.journal).toEqual([]);
  });
});

describe('nobody answers', () => {
  test('it runs out by itself, and the cards and the asker’s message say so then', async () => {
    await askForMore();
    await imagine.query(`update approvals set runs_out_at = now()`);
    await ringTask();
    await until(() => dm('bruno').includes('Ninguém respondeu a tempo'));
    await until(() => dm('ana').includes('Nobody answered in time, so this ran out.'));
    expect(dm('ana')).not.toContain('[');
    await until(() => told('bruno', 'general')?.includes('Você pode pedir de novo.') ?? false);
    expect(await audit()).toEqual(['approval_asked', 'approval_ran_out']);
    await press('bruno', 'ask_for_more', 'general');
    await until(() => dm('ana').includes('[Allow once]'));
    expect(dm('ana')).toContain('Asked 1 time in the last 90 days: 0 allowed, 0 refused.');
  });
});
