import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey();

async function ask(text: string) {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1);
}

const kinds = (blocks: readonly { type: string }[] = []) => blocks.map(({ type }) => type);
/** Whether each message with pictures that was sent held a carousel, and what Slack said to it. */
const sent = () =>
  imagine.slack.journal
    .filter(
      ({ method, args }) => /^chat\.(update|postMessage)$/.test(method) && JSON.stringify(args).includes('slack_file'),
    )
    .map(({ args, error }) => [JSON.stringify(args).includes('carousel') ? 'carousel' : 'list', error ?? 'ok']);
const remembered = async () => {
  const [team] = await imagine.query<{ taken: boolean | null }>('select takes_carousels as taken from teams');
  return team?.taken;
};

test('several pictures are cards side by side, each with its own buttons, prices and alt text', async () => {
  const message = await ask('four foxes --n 4');
  expect(kinds(message?.blocks)).toEqual(['carousel', 'rich_text', 'context', 'actions']);
  const cards = message?.blocks[0]?.elements as {
    title: { text: string };
    actions: { action_id: string; accessibility_label: string }[];
  }[];
  expect(cards.map(({ title }) => title.text)).toEqual(['#1', '#2', '#3', '#4']);
  expect(cards[1]?.actions).toMatchObject([
    { action_id: 'edit_image:2', accessibility_label: 'Edit: Say what to change in picture 2' },
    { action_id: 'vary_image:2', accessibility_label: 'Vary ×4 · 4: Four variations of picture 2, 4 credits' },
    { action_id: 'finish_image:2', accessibility_label: 'Finish · 14: Finish picture 2 in high quality, 14 credits' },
  ]);
  expect(picturesIn(message?.blocks).map(({ alt_text }) => alt_text)).toEqual(
    [1, 2, 3, 4].map((n) => `AI-made image: four foxes (v1 #${n})`),
  );
  expect(sent()).toEqual([['carousel', 'ok']]);
  expect(await remembered()).toBe(true);
});

test('one picture alone is no carousel, and tells nothing about them', async () => {
  const message = await ask('a fox');
  expect(kinds(message?.blocks)).toEqual(['image', 'rich_text', 'context', 'actions']);
  expect(await remembered()).toBe(null);
});

test('where Slack takes no carousels the pictures stand one below the other, at once; it is tried a single time', async () => {
  const { slack } = imagine;
  slack.set({ refusedBlocks: ['carousel', 'card'] });
  const message = await ask('two foxes --n 2');
  expect(kinds(message?.blocks)).toEqual(['image', 'actions', 'image', 'actions', 'rich_text', 'context', 'actions']);
  expect(JSON.stringify(message?.blocks)).toMatch(
    /"#1".*vary_image:1.*finish_image:1.*"#2".*vary_image:2.*finish_image:2/,
  );
  await ask('two owls --n 2');
  expect(sent()).toEqual([
    ['carousel', 'invalid_blocks'],
    ['list', 'ok'],
    ['list', 'ok'],
  ]);
  expect(await remembered()).toBe(false);
});

test('the buttons below each other do the same', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ refusedBlocks: ['carousel', 'card'] });
  await ask('two foxes --n 2');
  await slack.click({ user: 'bruno', channel: 'general', actionId: 'finish_image:2' });
  await imagine.settled();
  expect(pixapi.submits().at(-1)?.fields).toMatchObject({ quality: 'high', n: 1 });
  expect(slack.transcript('general')).toContain('v2 from v1 #2');
});

test('files that Slack does not get to process are no verdict on carousels: the files come in the thread', async () => {
  const { slack } = imagine;
  slack.set({ neverProcess: true });
  await ask('two foxes --n 2');
  expect(slack.transcript('general')).toContain('so it’s in the thread');
  expect(await remembered()).toBe(null);
});

test('a team that took one is not judged by a single refusal: that message is a list, the next one cards again', async () => {
  const { slack } = imagine;
  await ask('two foxes --n 2');
  slack.fault(
    { method: 'chat.update', where: ({ blocks }) => JSON.stringify(blocks).includes('carousel') },
    faults.error('invalid_blocks'),
  );
  await ask('two owls --n 2');
  await ask('two cats --n 2');
  expect(sent().map(([layout]) => layout)).toEqual(['carousel', 'carousel', 'list', 'carousel']);
  expect(await remembered()).toBe(true);
});

test('a placeholder that somebody took away: the pictures come as a new message, as a list where Slack wants that', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ refusedBlocks: ['carousel', 'card'] });
  pixapi.fault({ to: 'submit' }, { task: { slowMs: 200 } });
  await slack.command({ user: 'ana', channel: 'general', text: 'two foxes --n 2' });
  await imagine.slack.settled();
  slack.fault({ method: 'chat.update' }, faults.error('message_not_found'));
  await imagine.settled();
  const message = slack.messages('general').at(-1);
  expect(picturesIn(message?.blocks)).toHaveLength(2);
  expect(kinds(message?.blocks)).toContain('image');
});
