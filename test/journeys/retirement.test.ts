import { beforeEach, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

/** The clock by which models retire; gpt-image-1.5 does on December 1. */
let day = '2026-11-30';
beforeEach(() => {
  day = '2026-11-30';
});

const imagine = journey({ env: {}, overrides: { calendar: () => Date.parse(`${day}T12:00:00Z`) } });

async function ask(text: string): Promise<void> {
  await imagine.slack.command({ user: 'bruno', channel: 'general', text });
  await imagine.settled();
}

const orders = () =>
  imagine.pixapi.journal
    .filter(({ method }) => method === 'POST')
    .map(({ status, fields }) => [status, fields?.model, fields?.quality]);

async function answered(text: string): Promise<string> {
  await imagine.slack.command({ user: 'gus', channel: 'general', text });
  return imagine.slack.ephemerals('gus').at(-1)?.text ?? '';
}

async function home(): Promise<string> {
  await imagine.slack.openHome({ user: 'gus' });
  const view = imagine.slack.home('gus');
  return view ? imagine.slack.read(view) : '';
}

test('from its last day on, the default is its successor in low quality, without any refusal and at the same price', async () => {
  const { slack } = imagine;
  await ask('a red fox');
  day = '2026-12-01';
  await ask('an owl');
  const thread = slack.messages('general')[0]?.ts ?? '';
  // What was drawn by the old one is edited by the new one.
  await slack.say({ user: 'bruno', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
  await imagine.settled();
  expect(orders()).toEqual([
    [200, 'gpt-image-1.5', undefined],
    [200, 'gpt-image-2', 'low'],
    [200, 'gpt-image-2', 'low'],
  ]);
  expect(slack.transcript('general')).toMatch(
    /v1 · gpt-image-2 · 1024×1024 PNG · low · by @bruno · held 1 · charged 1 · 498/,
  );
});

test('who names it still gets it as long as Pixapi has it, and its successor once Pixapi has not', async () => {
  day = '2026-12-01';
  await ask('a red fox --model gpt-image-1.5');
  expect(orders()).toEqual([[200, 'gpt-image-1.5', undefined]]);
  imagine.pixapi.retire('gpt-image-1.5');
  await ask('an owl --model gpt-image-1.5');
  await ask('a cat --model gpt-image-1.5');
  expect(orders().slice(1)).toEqual([
    [404, 'gpt-image-1.5', undefined],
    [200, 'gpt-image-2', 'low'],
    [200, 'gpt-image-2', 'low'],
  ]);
});

test('help, settings, the Home tab and complaints say what is there and what will go, and never offer what is gone', async () => {
  const ending = '`gpt-image-1.5`: 1 day left. It ends on December 1; requests then go to `gpt-image-2`.';
  expect(await answered('help')).toContain('`--model` gpt-image-1.5, gpt-image-2');
  expect(await answered('settings')).toContain(
    `Model: \`gpt-image-1.5\` unless a request needs another. Available: \`gpt-image-1.5\`, \`gpt-image-2\`.\n${ending}`,
  );
  expect(await home()).toContain(ending);
  day = '2026-12-01';
  for (const text of ['help', 'settings', 'a fox --model gpt-image-1', 'a fox --model dall-e'])
    expect.soft(await answered(text), text).not.toContain('gpt-image-1.5');
  expect(await answered('settings')).toContain('Model: `gpt-image-2` unless');
  expect(await home()).not.toContain('gpt-image-1.5');
});
