import { expect, test } from 'vitest';
import { BUTTON_ROW } from '../support/button-row.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });

test('a picture that was asked for stands in the channel, with its receipt', async () => {
  const { slack, pixapi } = imagine;
  const answered = await ask('a red fox reading a newspaper');
  expect(answered).toMatchObject({ status: 200, body: '' });

  await imagine.settled();
  expect(slack.transcript('general')).toMatch(
    new RegExp(
      String.raw`^imagine: \[picture: AI-made image: a red fox reading a newspaper \(v1\) \(1024x1024\)\]\n {2}a red fox reading a newspaper\n {2}\(v1 · gpt-image-1\.5 · 1024×1024 PNG · by @ana · held 1 · charged 1 · 499 left in \w+\)\n {2}${BUTTON_ROW}$`,
    ),
  );
  expect(slack.messages('general')).toHaveLength(1);
  expect(pixapi.submits()).toHaveLength(1);
});

test('while Pixapi has not even answered, the channel reads what is being made, for whom and for how much', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { all: [{ delayMs: 60_000 }, { task: { slowMs: 60_000 } }] });
  await ask('a red fox reading a newspaper --n 2');
  await until(() => slack.messages('general').length > 0);
  expect(pixapi.inFlight()).toBe(0);
  expect(slack.transcript('general')).toBe(
    'imagine: a red fox reading a newspaper · for @ana · 2 pictures, 2 credits\n  [Cancel]',
  );
  const [placeholder] = slack.messages('general');
  expect(placeholder?.text).toBe('Making a picture: a red fox reading a newspaper');

  // Pixapi comes to: the very same message becomes the pictures.
  await until(() => pixapi.inFlight() === 1);
  pixapi.advance(60_000);
  await imagine.settled();
  const [message, ...others] = slack.messages('general');
  expect(others).toEqual([]);
  expect(message?.ts).toBe(placeholder?.ts);
  expect(message?.text).toBe('Your picture is ready: a red fox reading a newspaper');
  expect(slack.transcript('general')).toContain('[picture: AI-made image: a red fox reading a newspaper (v1 #2)');
});

test('four pictures come in one message, numbered, from one order, each with its alt text in the message and on the file', async () => {
  const { slack, pixapi } = imagine;
  await ask('four foxes --n 4');
  await imagine.settled();
  const pictures = [1, 2, 3, 4].flatMap((n) => [
    `(${n} of 4) [picture: AI-made image: four foxes (v1 #${n}) (1024x1024)]`,
    `#${n}`,
    '[Edit] [Vary ×4 · 4] [Finish · 14]',
  ]);
  const [first, ...lines] = slack.transcript('general').split('\n');
  expect([first, ...lines.map((line) => line.trim())]).toEqual([
    `imagine: ${pictures[0]}`,
    ...pictures.slice(1),
    'four foxes',
    expect.stringMatching(
      /^\(v1 · gpt-image-2 · 1024×1024 PNG · low · by @ana · 4 pictures · held 4 · charged 4 · 496 left in [A-Z]\w+\)$/,
    ),
    '[… Again · 4 / Original prompt / Make private / Alt text… / Delete…]',
  ]);
  expect(slack.messages('general')).toHaveLength(1);
  expect(pixapi.submits().map(({ fields }) => fields)).toMatchObject([{ prompt: 'four foxes', n: 4 }]);
  expect(pixapi.billed().map(({ credits }) => credits)).toEqual([4]);

  const files = await shownFiles();
  expect(files.map(({ altTxt }) => altTxt)).toEqual([1, 2, 3, 4].map((n) => `AI-made image: four foxes (v1 #${n})`));
  expect(files.map(({ title }) => title)).toEqual(Array(4).fill('four foxes'));
  expect(new Set(files.map(({ bytes }) => bytes.toString('base64'))).size).toBe(4);
});

test.each([
  ['Arabic', 'ثعلب أحمر يقرأ جريدة '],
  ['Chinese', '一只红狐狸在看报纸，'],
  ['emoji', '🦊📰👩🏽‍🎨'],
  ['words', 'a red fox reads '],
])('a prompt of 4,000 characters in %s reaches Pixapi whole; the message shows its beginning', async (_, piece) => {
  const { slack, pixapi } = imagine;
  const prompt = `${[...piece.repeat(4_000)].slice(0, 3_999).join('')}.`;
  await ask(prompt);
  await imagine.settled();
  expect(pixapi.submits()[0]?.fields?.prompt).toBe(prompt);
  const shown = slack.transcript('general').split('\n')[1]?.trim() ?? '';
  expect(shown.endsWith('…')).toBe(true);
  expect(prompt.startsWith(shown.slice(0, -1))).toBe(true);
  expect(shown.length).toBeGreaterThan(250);
  const [row] = await imagine.query<{ prompt: string }>('select prompt from generations order by requested_at');
  expect(row?.prompt).toBe(prompt);
});

test('one character more than 4,000 is refused to its author alone, and costs nothing', async () => {
  const { slack, pixapi } = imagine;
  await ask('🦊'.repeat(4_001));
  expect(slack.transcript('general')).toBe(
    'imagine (only ana): The prompt is 4,001 characters long; the limit is 4,000. Nothing was charged.\n  [Edit prompt]',
  );
  expect(pixapi.journal).toEqual([]);
  await ask('🦊'.repeat(4_000));
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(1);
});

test('where Slack has not joined us to a public channel yet, we join it and the picture stands there all the same', async () => {
  const { slack } = imagine;
  await ask('a red fox', 'bruno', 'random');
  await imagine.settled();
  expect(slack.transcript('random')).toContain('[picture: AI-made image: a red fox (v1) (1024x1024)]');
});

test('a retired model is replaced by one that is no dearer: the picture comes, and the admins are told once', async () => {
  const { slack, pixapi } = imagine;
  pixapi.retire('gpt-image-1.5');
  await ask('a fox --n 2');
  await imagine.settled();
  await ask('another fox');
  await imagine.settled();
  expect(slack.transcript('general')).toMatch(
    /gpt-image-2 · 1024×1024 PNG · low · by @ana · 2 pictures · held 2 · charged 2 · 498 left/,
  );
  expect(slack.transcript('app', 'acme', 'ana')).toBe(
    'imagine: Pixapi no longer offers `gpt-image-1.5`. From now on, requests go to `gpt-image-2` in low quality and cost no more than before.',
  );
});

async function shownFiles() {
  const rows = await imagine.query<{ file: string }>('select file_id as file from pictures order by position');
  return rows.map(({ file }) => imagine.slack.file(file));
}
