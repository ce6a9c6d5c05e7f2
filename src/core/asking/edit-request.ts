import { afterSeparator, readAddressed } from './addressed.ts';
import { DASHES, trimUnseen, UNSEEN } from './normalize.ts';

/** "edit this: make it night", read. */
export interface EditRequest {
  /** What to change, as Slack sent it (escaped, flags left in). Empty: they did not say. */
  readonly instruction: string;
  /** Which of several pictures, from 1; null = they did not say. */
  readonly picture: number | null;
  /** From which version, as `2b`; null = the newest. */
  readonly label: string | null;
  /** Whether the app itself was addressed. */
  readonly mention: boolean;
}

const VERB = /^(?:edit|edita|edite|editar)\s+/iu;
const END = '(?![\\p{L}\\p{N}_])';
const THIS = new RegExp(
  `^(?:this(?:\\s+(?:picture|image|photo|one)(?=\\s*[:,–—-]))?|isto|isso|esto|(?:est[ae]|essa)\\s+(?:imagem|imagen|foto))${END}`,
  'iu',
);
const FROM = '(?:from|a\\s+partir\\s+d[ae]|da|desde\\s+la|desde)\\s+';
const VERSION = new RegExp(`^\\s*(${FROM})?v([1-9]\\d{0,3}[a-z]{0,2})${END}`, 'iu');
const PICTURE = new RegExp(`^\\s*(?:(?:the|a|o|la|el)\\s+)?#([1-9]\\d{0,2})${END}`, 'iu');
const CLEAR_SEPARATOR = new RegExp(`^\\s*(?:[:：]|(?:-{1,2}|[${DASHES}]{1,2})(?=\\s|$))`, 'u');
const ONLY_PUNCTUATION = new RegExp(`^[\\p{P}\\s${UNSEEN}]*$`, 'u');

/**
 * The edit that a message in a thread asks for at its beginning, in English, Portuguese or Spanish; null = it asks for
 * none. In direct messages with the app (`isDirect`) whatever is said is one.
 */
export function readEditRequest(text: string, botUserId: string, isDirect = false): EditRequest | null {
  const { mention, text: said } = readAddressed(text, botUserId, isDirect);
  const request = readTarget(said, mention) ?? (mention ? { picture: null, label: null, rest: said } : null);
  if (!request) return null;
  const instruction = trimUnseen(request.rest);
  return {
    instruction: ONLY_PUNCTUATION.test(instruction) ? '' : instruction,
    picture: request.picture,
    label: request.label,
    mention,
  };
}

interface Target {
  readonly picture: number | null;
  readonly label: string | null;
  readonly rest: string;
}

/** What stands before the instruction: "edit this #2:", "edit v1", "from v1:". */
function readTarget(text: string, mention: boolean): Target | null {
  const verb = VERB.exec(text);
  let rest = text.slice(verb?.[0].length ?? 0);
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  };
  const pointed = verb && take(THIS);
  const before = take(PICTURE);
  const version = take(VERSION);
  const picture = before ?? take(PICTURE);

  const from = version?.[1] !== undefined;
  const setApart = CLEAR_SEPARATOR.test(rest);
  // Without the word "edit", only "from v1:" is clear enough; to the app itself one may be shorter.
  const clear = verb
    ? pointed || picture || version
    : (from && setApart) || (mention && (from || (setApart && (picture || version))));
  if (!clear) return null;
  return { picture: toNumber(picture?.[1]), label: version?.[2]?.toLowerCase() ?? null, rest: afterSeparator(rest) };
}

const toNumber = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
