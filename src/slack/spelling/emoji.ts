import names from './emoji.json' with { type: 'json' };

/**
 * Slack's short names, its aliases too: made from the `iamcal` short codes of emojibase-data 17.0.0, whose source is
 * iamcal/emoji-data (both MIT, see THIRD-PARTY-NOTICES.md), and Slack's own `simple_smile`. Without the variation
 * selector where a character is an emoji anyway.
 */
const EMOJI: ReadonlyMap<string, string> = new Map(Object.entries(names));

const NAME = "[\\p{Ll}\\p{Lo}\\p{N}_+'’-]{1,100}";
const SPELLED = new RegExp(`:(${NAME}):(?::skin-tone-([2-6])(?:-([2-6]))?:)?`, 'gu');
/** One name after the other, and nothing beside them that a name could go on with: `10:30:45` is a time. */
const APART = new RegExp(`(?<![\\p{L}\\p{N}_+'’:-])(?::${NAME}:)+(?![\\p{L}\\p{N}_+'’:-])`, 'gu');
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/u;

/** The emoji themselves in place of the names that Slack sends for them, the workspace's own by name. Code is shown as it is. */
export function readEmoji(text: string): string {
  if (!text.includes(':')) return text;
  return text
    .split(CODE)
    .map((part, i) => (i % 2 === 1 ? part : readNames(part)))
    .join('');
}

function readNames(text: string): string {
  const clear = text.replace(SPELLED, (whole, ...found) => emojiOf(whole, found, false));
  return clear.replace(APART, (run) => run.replace(SPELLED, (whole, ...found) => emojiOf(whole, found, true)));
}

/** Short names and figures stand between colons in many a text: within words only clear names are emoji. */
function emojiOf(whole: string, [name, one, other]: (string | undefined)[], isApart: boolean): string {
  if (!name) return whole;
  const emoji = EMOJI.get(name);
  if (emoji === undefined) return isApart && /\p{L}/u.test(name) ? name : whole;
  if (!isApart && (name.length < 3 || !/\p{L}/u.test(name))) return whole;
  return one ? toned(emoji, one, other ?? one) : emoji;
}

const BASE = /\p{Emoji_Modifier_Base}\ufe0f?/u;
const LAST_BASE = /(\u200d)(\p{Emoji_Modifier_Base})\ufe0f?$/u;

/** With the skin's color: of its first person and, where two stand side by side, of the second. */
function toned(emoji: string, one: string, other: string): string {
  const second = emoji.replace(LAST_BASE, (_, joiner, base) => joiner + base + toneOf(other));
  return second.replace(BASE, (base) => base.replace('\ufe0f', '') + toneOf(one));
}

const toneOf = (digit: string) => String.fromCodePoint(0x1f3fb + Number(digit) - 2);
