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

const PAPER = ['answer', 'pressRefusal'];

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
  // `answer` is the paper that the others are written on; `pressRefusal` picks one of the others
  expect(builders.filter((name) => !PAPER.includes(name ?? '') && !known.has(name))).toEqual([]);
});

const WAYS = LANGUAGES.flatMap((language) => LOADS.map((load) => ({ language, load })));

describe.each(SAMPLES)('$name', ({ build }) => {
  const ways = WAYS.map((way) => {
    const built = build(copyFor(way.language), way.load);
    return { ...way, built, all: parts(built), is: (what: string) => `${what} (${way.language}, ${way.load})` };
  });

  test('Slack takes it, in every language and with the most that it may hold', () => {
    for (const { built, is } of ways) {
      expect.soft(blockComplaints(built.blocks, surfaceOf(built)), is('what Slack would not take')).toEqual([]);
      expect.soft(JSON.stringify(built).length, is('its length')).toBeLessThan(250_000);
      if ('private_metadata' in built)
        expect.soft((built.private_metadata ?? '').length, is('its private metadata')).toBeLessThanOrEqual(3_000);
      for (const name of ['title', 'submit', 'close'] as const) {
        const text = name in built ? (built as unknown as Record<string, { text: string }>)[name]?.text : undefined;
        if (text) expect.soft(text.length, is(name)).toBeLessThanOrEqual(24);
      }
      for (const id of idsOf(built.blocks)) expect.soft(id, is('an id')).toMatch(/^[a-z_]+(?::\d{1,2})?$/);
    }
  });

  test('it rings nobody, whatever was typed', () => {
    for (const { built, all, is } of ways) {
      for (const { type, text } of all)
        if (type === 'mrkdwn') expect.soft(text, is('its markup')).not.toMatch(/<!(?:channel|here|everyone)/);
      if ('text' in built) expect.soft(built.text, is('its text')).not.toMatch(/<!(?:channel|here|everyone)/);
    }
  });

  test('somebody who sees no picture, and somebody who sees no block, is told the same', () => {
    for (const { built, all, is } of ways) {
      for (const part of all) {
        if (part.type === 'image') expect.soft(String(part.alt_text).trim(), is('alt text')).not.toBe('');
        if (part.type === 'button') expect.soft(JSON.stringify(part.text), is('a button')).toMatch(/\p{L}{2}/u);
        if (part.type === 'input') expect.soft(JSON.stringify(part.label), is('a label')).toMatch(/\p{L}{2}/u);
        if (part.type === 'overflow')
          for (const { text } of parts(part.options)) expect.soft(text, is('a choice')).toBeTruthy();
      }
      if ('text' in built) {
        expect.soft(built.text.trim(), is('its text')).not.toBe('');
        expect.soft(built.text.length, is('the length of its text')).toBeLessThanOrEqual(4_000);
      }
    }
  });

  test('no picture sign stands for a word', () => {
    for (const { load, all, is } of ways) {
      const said = load === 'worst' ? [] : all.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
      for (const text of said) expect.soft(text, is('a text')).not.toMatch(/\p{Extended_Pictographic}|:[a-z0-9_+-]+:/u);
    }
  });
});
