import type { Copy } from '../../copy/copy.ts';
import type { CommandHead } from '../../core/asking/mistyped.ts';
import { answer, type Message } from '../kit/message.ts';
import { quoted } from '../kit/text.ts';
import { shownText } from '../spelling/spelling.ts';

/** What was meant for a command and is none: how those are typed that begin like it. */
export function mistypedAnswer(
  { head, text }: { readonly head: CommandHead; readonly text: string },
  { team, talk }: Copy,
): Message {
  const typed = quoted(shownText(text, new Map(), talk.nameless));
  return answer(team.mistyped.words(typed, FORMS[head]));
}

/** How commands are typed, by their first word: the same in every language, and their words in others are understood, too. */
const FORMS: Readonly<Record<CommandHead, string>> = {
  budget:
    '`/imagine budget set 500`, `budget set 50 for @ana`, `budget set 5 a day for @ana`, `budget top up 100 for #launch until Friday`, `budget each 50 for @designers`, `budget pot 500 for @designers`, `budget zone America/Sao_Paulo`',
  managers: '`/imagine managers`, `managers add @ana`, `managers remove @ana`',
  pause: '`/imagine pause`',
  resume: '`/imagine resume`',
  policy:
    '`/imagine policy`, `policy off for #channel` (or `on`, `private`, `drafts`), `policy block WORD`, `policy unblock WORD`, `policy max 20`',
  retention: '`/imagine retention 90 days`, `retention off`',
  export: '`/imagine export`, `export json`',
  confirm: '`/imagine confirm above 20`, `confirm always`, `confirm never`',
  guests: '`/imagine guests look`, `guests spend`',
};
