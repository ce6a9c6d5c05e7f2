import { DASHES } from '../../core/asking/normalize.ts';
import { readEmoji } from './emoji.ts';

/** What Slack writes between angle brackets; what people type there comes as `&lt;`. */
const BRACKETED = /<([^<>\n]+)>/gu;

/**
 * A text that Slack has escaped, with links, emoji and groups as the person saw them. People and channels stay tokens
 * (`<@U…>`, `<#C…>`) and entities stay entities, so that no typed text becomes a mention: what the grammars read.
 * The same once more changes nothing.
 */
export function readSpelling(wire: string): string {
  return readEmoji(wire.replace(BRACKETED, (whole, inner: string) => linkOrGroup(inner) ?? whole));
}

function linkOrGroup(inner: string): string | null {
  const [target, label] = parted(inner);
  if (/^!date\^/u.test(target)) return label;
  if (/^!subteam\^/u.test(target)) return label ? withSign('@', label) : null;
  if (/^![\w^]+$/u.test(target)) return withSign('@', label || target.slice(1));
  if (/^(?:mailto|tel):/iu.test(target)) return label || target.slice(target.indexOf(':') + 1);
  return /^[a-z][a-z0-9+.-]*:/iu.test(target) ? label || target : null;
}

/** What is said in place of a name that nobody tells. */
export interface Nameless {
  readonly person: string;
  readonly channel: string;
  readonly group: string;
}

/** A text out of `readSpelling` to the letter as it was seen: names in place of ids, never an id, entities decoded once. */
export function shownText(spelled: string, people: ReadonlyMap<string, string>, nameless: Nameless): string {
  return spelled.replace(/<([^<>\n]+)>|&(?:amp|lt|gt);/gu, (whole, inner: string | undefined) =>
    inner === undefined ? decode(whole) : (nameOf(inner, people, nameless) ?? whole),
  );
}

function nameOf(inner: string, people: ReadonlyMap<string, string>, nameless: Nameless): string | null {
  const [target, label] = parted(inner);
  const id = target.slice(1);
  const named = (sign: string, name: string | undefined, otherwise: string) =>
    name ? withSign(sign, withoutFlags(name)) : otherwise;
  if (/^@[A-Z0-9]+$/u.test(target)) return named('@', decode(label) || people.get(id), nameless.person);
  if (/^#[A-Z0-9]+$/u.test(target)) return named('#', decode(label), nameless.channel);
  return /^!subteam\^/u.test(target) ? nameless.group : null;
}

/** The ids of people whose names Slack has not told with the text, each once. */
export function unnamedIn(spelled: string): string[] {
  return [...new Set([...spelled.matchAll(/<@([A-Z0-9]+)\|?>/gu)].map(([, id = '']) => id))];
}

function parted(inner: string): [target: string, label: string] {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

const FLAG_DASHES = new RegExp(`(?<![\\p{L}\\p{N}])(?:[-${DASHES}]{2,}|[${DASHES}])(?=\\p{L})`, 'gu');

/** People choose their names, and others pay for what they say: none holds a flag. */
const withoutFlags = (name: string) => name.replace(FLAG_DASHES, '');

const withSign = (sign: string, name: string) => sign + name.replace(/^[@#]/u, '');

const ENTITIES = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

const decode = (text: string) => text.replace(/&(?:amp|lt|gt);/gu, (entity) => ENTITIES.get(entity) ?? entity);
