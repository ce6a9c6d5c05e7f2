import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { copyFor } from '../../src/copy/copy.ts';
import { blockComplaints } from '../local/slack/block-rules.ts';
import { idsOf, readBuilt } from './read.ts';
import type { Sample } from './sample.ts';
import { SAMPLES } from './samples.ts';

const LANGUAGES = ['en', 'pt-BR', 'es'] as const;
const LOADS = ['usual', 'worst'] as const;

type Built = ReturnType<Sample['build']>;
type Part = { readonly [name: string]: unknown };

const surfaceOf = (built: Built) => ('type' in built ? built.type : 'message');

/** Every object within, itself too. */
function parts(of: unknown): Part[] {
  if (Array.isArray(of)) return of.flatMap(parts);
  if (typeof of !== 'object' || of === null) return [];
  return [of as Part, ...Object.values(of).flatMap(parts)];
}

test.each(LANGUAGES)('%s: all that the app says, as it is read', async (language) => {
  const all = SAMPLES.map(({ name, build }) =>
    [`## ${name}`, ...readBuilt(build(copyFor(language), 'usual'))].join('\n'),
  );
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot(`snapshots/${language}.txt`);
});

const PAPER = ['answer', 'wordsFor'];

test('there is a sample of every builder', () => {
  const folder = 'src/slack';
  const builders = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [
        ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
          /^export function (\w+)\([^{]*?\): (?:Message|types\.ModalView|types\.HomeView|ModalView|HomeView) \{/gm,
        ),
      ].map(([, name]) => name),
    );
  expect(builders.length).toBeGreaterThan(5);
  const known = new Set(SAMPLES.map(({ name }) => name.split(':')[0]));
  // `answer` is the paper that the others are written on; `wordsFor` picks one of the others
  expect(builders.filter((name) => !PAPER.includes(name ?? '') && !known.has(name))).toEqual([]);
});

const cases = SAMPLES.flatMap((sample) =>
  LANGUAGES.flatMap((language) => LOADS.map((load) => ({ ...sample, language, load }))),
);

describe.each(cases)('$name ($language, $load)', ({ build, language, load }) => {
  const built = build(copyFor(language), load);
  const all = parts(built);

  test('Slack takes it', () => {
    expect(blockComplaints(built.blocks, surfaceOf(built))).toEqual([]);
    expect(JSON.stringify(built).length).toBeLessThan(250_000);
    if ('private_metadata' in built) expect((built.private_metadata ?? '').length).toBeLessThanOrEqual(3_000);
    for (const name of ['title', 'submit', 'close'] as const) {
      const text = name in built ? (built as unknown as Record<string, { text: string }>)[name]?.text : undefined;
      if (text) expect(text.length).toBeLessThanOrEqual(24);
    }
    for (const id of idsOf(built.blocks)) expect(id).toMatch(/^[a-z_]+(?::\d)?$/);
  });

  test('it rings nobody, whatever was typed', () => {
    for (const { type, text } of all) if (type === 'mrkdwn') expect(text).not.toMatch(/<!(?:channel|here|everyone)/);
    if ('text' in built) expect(built.text).not.toMatch(/<!(?:channel|here|everyone)/);
  });

  test('somebody who sees no picture, and somebody who sees no block, is told the same', () => {
    for (const part of all) {
      if (part.type === 'image') expect(String(part.alt_text).trim()).not.toBe('');
      if (part.type === 'button') expect(JSON.stringify(part.text)).toMatch(/\p{L}{2}/u);
      if (part.type === 'input') expect(JSON.stringify(part.label)).toMatch(/\p{L}{2}/u);
      if (part.type === 'overflow') for (const { text } of parts(part.options)) expect(text).toBeTruthy();
    }
    if ('text' in built) {
      expect(built.text.trim()).not.toBe('');
      expect(built.text.length).toBeLessThanOrEqual(4_000);
    }
  });

  test('no picture sign stands for a word', () => {
    const said = load === 'worst' ? [] : all.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
    for (const text of said) expect(text).not.toMatch(/\p{Extended_Pictographic}|:[a-z0-9_+-]+:/u);
  });
});
