import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { pressOldButton } from '../support/old-press.ts';

/** gpt-image-1.5 has become dearer than what follows it, and there is a model with words of its own. */
const MODELS = [
  {
    id: 'gpt-image-1.5',
    sizes: ['1024x1024', '1536x1024'],
    prices: [{ credits: 3 }],
    retires: { on: '2026-12-01', successor: 'gpt-image-3', quality: 'sketch' },
  },
  {
    id: 'gpt-image-3',
    sizes: ['1024x1024', '1536x1024'],
    qualities: ['sketch', 'hd'],
    prices: [{ sizes: ['1024x1024'], credits: { sketch: 2, hd: 9 } }, { credits: { sketch: 3, hd: 12 } }],
  },
];
const file = join(mkdtempSync(join(tmpdir(), 'imagine-models-')), 'models.json');
writeFileSync(file, JSON.stringify({ models: MODELS }));

let day = '2026-11-01';
beforeEach(() => {
  day = '2026-11-01';
});

const imagine = journey({
  env: { MODELS_FILE: file },
  overrides: { calendar: () => Date.parse(day) },
  pixapi: {
    models: {
      'gpt-image-1.5': { sizes: 'presets', quality: false },
      'gpt-image-2': { sizes: 'custom', quality: true },
      'gpt-image-3': { sizes: 'presets', quality: ['sketch', 'hd'] },
    },
    reportCost: { field: 'absent' },
  },
});
const { choose, read } = formsOf(() => imagine);

async function ask(text: string): Promise<void> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
}

async function press(actionId: string, value?: string): Promise<void> {
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId, ...(value ? { value } : {}) });
  await imagine.settled();
}

const ordered = () => imagine.pixapi.submits().map(({ fields }) => [fields?.model, fields?.quality, fields?.n]);
const privately = () => imagine.slack.ephemerals('ana').map(({ text }) => text);

test('a model of the operator’s is drawn with, in its own words and at its own prices', async () => {
  await ask('a red fox --model gpt-image-3 --quality hd');
  expect(imagine.slack.transcript('general')).toContain(
    'v1 · gpt-image-3 · 1024×1024 PNG · hd · by @ana · held 9 · charged about 9',
  );
  await press('vary_image');
  await ask('an owl --draft --model gpt-image-3 --size landscape');
  expect(ordered()).toEqual([
    ['gpt-image-3', 'hd', 1],
    ['gpt-image-3', 'sketch', 4],
    ['gpt-image-3', 'sketch', 1],
  ]);
  expect(imagine.slack.transcript('general')).toMatch(/sketch · by @ana · held 3 · charged about 3/);
});

test('its qualities are in help, in complaints and in the form, with their prices', async () => {
  await ask('help');
  await ask('a fox --quality ultra');
  expect(privately()[0]).toContain('`--quality` low, medium, high, sketch, hd');
  expect(privately()[0]).toContain('`--model` gpt-image-1.5, gpt-image-2, gpt-image-3');
  expect(privately()[1]).toContain('the choices are `low`, `medium`, `high`, `sketch`, `hd`.');
  await imagine.slack.command({ user: 'ana', channel: 'general', text: '' });
  await choose('quality', 'hd', 'ana');
  expect(read('ana')).toMatch(/1 picture · 9 credits/);
  expect(read('ana')).toMatch(/By quality: low 1 credit · .*sketch 2 credits · hd 9 credits/);
});

test('a button whose price is no longer true orders nothing, says the new one, and orders at that when it is pressed', async () => {
  await ask('a red fox');
  expect(imagine.slack.transcript('general')).toContain('held 3');
  day = '2026-12-01';
  const [row] = await imagine.query<{ id: string }>('select id from generations');
  await press('image_menu', `again:${row?.id}=3`);
  expect(privately()).toEqual(['This costs 2 credits now. Nothing has been ordered yet.']);
  expect(ordered()).toHaveLength(1);
  await press('image_menu');
  expect(ordered().slice(1)).toEqual([['gpt-image-3', 'sketch', 1]]);
  expect(imagine.slack.transcript('general')).toContain(
    'gpt-image-3 · 1024×1024 PNG · sketch · by @ana · held 2 · charged about 2',
  );
});

test.each([
  ['another price stands on it', (id: string) => `${id}:1=3`],
  ['none does, as on those of older messages', (id: string) => `${id}:1`],
])('so it is with Vary where %s', async (_, carrying) => {
  await ask('a red fox');
  await pressOldButton(imagine, { user: 'ana', channel: 'general', actionId: 'vary_image', carrying });
  expect(privately().at(-1)).toBe('This costs 4 credits now. Nothing has been ordered yet.');
  expect(JSON.stringify(imagine.slack.ephemerals('ana').at(-1)?.blocks)).toContain('Order it · 4');
  expect(ordered()).toHaveLength(1);
  await press('vary_image', undefined);
  expect(ordered().slice(1)).toEqual([['gpt-image-2', 'low', 4]]);
});
