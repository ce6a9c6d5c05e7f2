import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { pressOldButton } from '../support/old-press.ts';
import { until } from '../support/until.ts';

type Name = 'ana' | 'bruno' | 'carla' | 'gus';

// One picture of the team at a time, which takes a minute: the second one stands in line.
const imagine = journey({
  env: { TEAM_CONCURRENCY: '1' },
  pixapi: { taskMs: 60_000 },
  overrides: { waitScale: 0 },
  slack: { processingMs: 0 },
});

const ask = (text: string, user = 'bruno', channel = 'general') => imagine.slack.command({ user, channel, text });
const cancel = (user: string, prompt = 'a red fox', channel = 'general') => {
  const found = imagine.slack.messages(channel).find(({ text, bot_id }) => bot_id && text.includes(prompt));
  return imagine.slack.click({ user, channel, actionId: 'cancel_image', ...(found && { messageTs: found.ts }) });
};
const read = (channel = 'general') => imagine.slack.transcript(channel);
const says = (words: string) =>
  until(
    () => read().includes(words),
    () => `“${words}” in:\n${read()}`,
  );
const privately = (user: Name) => imagine.slack.ephemerals(user).at(-1)?.text;
const state = async (prompt = 'a red fox') =>
  (
    await imagine.query<{ state: string; failure: string | null; charged: number | null }>(
      'select state, failure, charged_credits as charged from generations where prompt = $1',
      [prompt],
    )
  )[0];

/** A picture that takes the team's one place. */
async function occupy(): Promise<void> {
  await ask('a lighthouse', 'carla');
  await until(() => imagine.pixapi.inFlight() === 1);
}

/** A picture of bruno's that was ordered and is being made. */
async function order(text = 'a red fox', channel = 'general'): Promise<void> {
  await ask(text, 'bruno', channel);
  await until(async () => (await state('a red fox'))?.state === 'submitted');
}

async function finish(): Promise<void> {
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
  await imagine.settled();
}

const LANGUAGES = [
  {
    language: 'en',
    free: 'Canceled. Nothing was charged.',
    ordered:
      'Canceled, but the order had already gone out: 4 credits will be charged if the picture is made. It won’t be shown.',
    charged:
      'Canceled after the order went out: 4 credits were charged. The picture is kept, and the person who asked for it can still show it.',
    button: 'Show it after all · free',
  },
  {
    language: 'pt',
    free: 'Cancelado. Nada foi cobrado.',
    ordered:
      'Cancelado, mas o pedido já tinha sido enviado: serão cobrados 4 créditos se a imagem for feita. Ela não será mostrada.',
    charged:
      'Cancelado depois que o pedido foi enviado: foram cobrados 4 créditos. A imagem fica guardada, e quem a pediu ainda pode mostrá-la.',
    button: 'Mostrar mesmo assim · grátis',
  },
  {
    language: 'es',
    free: 'Cancelada. No se cobró nada.',
    ordered:
      'Cancelada, pero el pedido ya se había enviado: se cobrarán 4 créditos si la imagen llega a hacerse. No se mostrará.',
    charged:
      'Cancelada después de enviarse el pedido: se cobraron 4 créditos. La imagen se conserva, y quien la pidió todavía puede mostrarla.',
    button: 'Mostrarla de todos modos · gratis',
  },
];

describe.each(LANGUAGES)('in $language', ({ language, free, ordered, charged, button }) => {
  test('before the order nothing is charged, and the next in line has the place', async () => {
    const { pixapi } = imagine;
    await ask(`language ${language}`, 'ana');
    await occupy();
    await ask('a red fox --quality medium');
    await until(() => read().includes('a red fox'));
    await cancel('bruno');
    await says(free);
    await ask('a quiet harbour');
    await finish();
    expect(await state()).toEqual({ state: 'canceled', failure: 'canceled', charged: 0 });
    expect(pixapi.submits().map(({ fields }) => fields?.prompt)).toEqual(['a lighthouse', 'a quiet harbour']);
    const [message] = imagine.slack.messages('general').filter(({ text }) => text.includes('a red fox'));
    expect(message?.text).toBe(`a red fox: ${free}`);
    expect(message?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'section', 'context']);
  });

  test('after the order it says so at once; what was made is charged and kept, and shown for nothing to who asks', async () => {
    const { slack, pixapi } = imagine;
    await ask(`language ${language}`, 'ana');
    await order('a red fox --quality medium');
    await cancel('bruno');
    await says(ordered);
    expect(read()).not.toMatch(/\[Cancel/);
    await finish();
    expect(await state()).toEqual({ state: 'made', failure: 'canceled', charged: 4 });
    expect(read()).toContain(charged);
    expect(read()).not.toContain('[picture');
    expect(read()).toContain(`[${button}]`);

    await slack.click({ user: 'bruno', channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    expect(await state()).toEqual({ state: 'posted', failure: null, charged: 4 });
    expect(read()).toMatch(/^imagine: \[picture: /m);
    expect(slack.messages('general')).toHaveLength(1);
    expect(pixapi.billed()).toHaveLength(1);
  });
});

describe('an order that brings no picture', () => {
  test('its task fails: canceled, and nothing charged', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { fails: { message: 'no' } } });
    await order();
    await cancel('bruno');
    await finish();
    expect(await state()).toEqual({ state: 'canceled', failure: 'canceled', charged: 0 });
    expect(read()).toContain('Canceled. Nothing was charged.');
  });

  test('Pixapi is too busy to take it: it is not tried again', async () => {
    const { pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, { all: [{ delayMs: 60_000 }, { answer: { status: 429 } }] });
    await ask('a red fox');
    await until(async () => (await state())?.state === 'submitting');
    await cancel('bruno');
    await says('Canceled, but the order had already gone out: 1 credit will be charged if the picture is made.');
    await finish();
    expect(await state()).toEqual({ state: 'canceled', failure: 'canceled', charged: 0 });
    expect(pixapi.journal.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(read()).toContain('Canceled. Nothing was charged.');
  });

  test('its source’s address is refused: it is not ordered a second time with bytes', async () => {
    const { slack, pixapi } = imagine;
    pixapi.set({ taskMs: 0 });
    await ask('a blue boat');
    await imagine.settled();
    pixapi.set({ taskMs: 60_000 });
    pixapi.fault({ to: 'edits' }, { task: { fails: { message: 'no such image', status: 400 } } });
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: a red fox' });
    await until(async () => (await state())?.state === 'submitted');
    await cancel('bruno');
    await finish();
    expect(await state()).toMatchObject({ state: 'canceled', charged: 0 });
    expect(pixapi.submits()).toHaveLength(2);
  });

  test('nobody knows what became of it: that is said, and the credits stay held', async () => {
    const { pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, { all: [{ delayMs: 60_000 }, { reset: 'after' }] });
    await ask('a red fox');
    await until(async () => (await state())?.state === 'submitting');
    await cancel('bruno');
    await says('had already gone out');
    await finish();
    expect(await state()).toEqual({ state: 'unknown', failure: 'outcome_unknown', charged: null });
    expect(read()).toContain('It may have been charged: 1 credit is held until this is settled.');
    await pressOldButton(imagine, { user: 'bruno', channel: 'general', actionId: 'cancel_image' });
    expect(privately('bruno')).toBe(
      'Não há mais o que cancelar: o pedido foi enviado, e não sei o que aconteceu com ele. Pode ter sido cobrado 1 crédito.',
    );
  });
});

describe('between made and shown', () => {
  test('while Slack takes the upload it can still be kept back', async () => {
    const { slack, pixapi } = imagine;
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    slack.fault({ method: 'upload' }, faults.held(gate));
    pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await until(async () => (await state())?.state === 'made');
    await cancel('bruno');
    await until(
      async () => (await imagine.query('select from generations where canceled_at is not null')).length === 1,
    );
    letGo();
    await imagine.settled();
    expect(await state()).toEqual({ state: 'made', failure: 'canceled', charged: 1 });
    expect(read()).toContain('Canceled after the order went out: 1 credit was charged.');
    expect(read()).not.toContain('[picture');
  });

  test('once it is on its way into the channel, whoever presses is told that it is too late', async () => {
    const { slack, pixapi } = imagine;
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    slack.fault({ method: 'chat.update' }, faults.held(gate));
    pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await until(async () => (await imagine.query('select from generations where showing_at is not null')).length === 1);
    await cancel('bruno');
    await until(() => privately('bruno') !== undefined);
    letGo();
    await imagine.settled();
    expect(await state()).toEqual({ state: 'posted', failure: null, charged: 1 });
    expect(privately('bruno')).toBe(
      'Não dá mais para cancelar: a imagem está pronta e sendo postada, e foi cobrado 1 crédito.',
    );
    expect(read()).toContain('[picture');
  });

  test('weeks later an old button says what became of it', async () => {
    imagine.pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await imagine.settled();
    await imagine.query(`update generations set posted_at = posted_at - interval '30 days'`);
    for (const user of ['bruno', 'ana'] as const)
      await pressOldButton(imagine, { user, channel: 'general', actionId: 'cancel_image' });
    expect(privately('ana')).toBe('Too late to cancel: the picture is done and posted, and 1 credit was charged.');
    expect(privately('bruno')).toContain('Não dá mais para cancelar');
    expect(read()).toContain('[picture');
  });
});

describe('who may', () => {
  test('an admin may, and is named; a second press is told that it was done already', async () => {
    await order();
    await cancel('ana');
    await says('had already gone out');
    await pressOldButton(imagine, { user: 'bruno', channel: 'general', actionId: 'cancel_image' });
    expect(privately('bruno')).toBe(
      'Este pedido já foi cancelado, mas depois de enviado: será cobrado 1 crédito se a imagem for feita.',
    );
    await finish();
    expect(read()).toContain('Canceled by @ana after the order went out: 1 credit was charged.');
    await pressOldButton(imagine, { user: 'ana', channel: 'general', actionId: 'cancel_image' });
    expect(privately('ana')).toBe('This was already canceled, but after the order went out: 1 credit was charged.');
    expect(await imagine.query(`select from ledger_entries where kind = 'capture'`)).toHaveLength(1);
  });

  test.each([
    ['carla', 'Solo <@U0ACMEBRUNO1> o un admin del espacio de trabajo puede hacer esto.'],
    ['gus', 'Only <@U0ACMEBRUNO1> or a workspace admin can do this.'],
  ] as const)('%s, who did not ask for it, may not: neither cancel it nor have it shown', async (user, words) => {
    await order();
    await cancel(user);
    expect(privately(user)).toBe(words);
    await cancel('bruno');
    await finish();
    await imagine.slack.click({ user, channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    expect(privately(user)).toBe(words);
    expect(await state()).toMatchObject({ state: 'made', failure: 'canceled' });
  });

  test.each(BOTH_WAYS)('somebody of another workspace may not (their workspace %s)', async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    await order('a red fox', 'partners');
    await cancel('eve', 'a red fox', 'partners');
    expect(imagine.slack.ephemerals('eve').at(-1)?.text).toContain('Only members of this workspace');
    await finish();
    expect(await state()).toMatchObject({ state: 'posted' });
  });

  test('from another channel not even an admin may', async () => {
    await order();
    for (const user of ['carla', 'ana'] as const)
      await pressOldButton(imagine, { user, channel: 'design', actionId: 'cancel_image' });
    expect(privately('carla')).toBe('Ya no encuentro esta solicitud.');
    expect(privately('ana')).toBe('I can’t find this request anymore.');
    await finish();
    expect(await state()).toMatchObject({ state: 'posted' });
  });
});

test('where the app is no member the asker alone has the button, and the answer', async () => {
  const { slack } = imagine;
  await order('a red fox', 'secret');
  await slack.click({ user: 'bruno', channel: 'secret', actionId: 'cancel_image' });
  await until(() => privately('bruno')?.startsWith('Cancelado, mas o pedido já tinha sido enviado') ?? false);
  await finish();
  expect(privately('bruno')).toContain('Cancelado depois que o pedido foi enviado: foi cobrado 1 crédito.');
  expect(await state()).toMatchObject({ state: 'made', failure: 'canceled' });
});

test('history says what was canceled, and what it cost', async () => {
  const { slack } = imagine;
  await order();
  await ask('a blue boat');
  await until(() => read().includes('a blue boat'));
  await cancel('bruno', 'a blue boat');
  await cancel('bruno');
  await finish();
  await slack.command({ user: 'bruno', channel: 'general', text: 'history' });
  const told = slack.transcript('general', 'acme', 'bruno');
  expect(told).toMatch(/a blue boat · cancelado · 0 crédito /);
  expect(told).toMatch(/a red fox · cancelado · 1 crédito /);
});
