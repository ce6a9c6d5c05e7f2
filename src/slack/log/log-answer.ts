import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isDirect } from '../../core/generation.ts';
import type { LogEntry, LogPlace } from '../../core/log/entry.ts';
import { costWords, promptElement } from '../console/entry-lines.ts';
import { button } from '../kit/button.ts';
import { personElement } from '../kit/erased.ts';
import { actions, answer, context, type Message, section } from '../kit/message.ts';
import { escapeMrkdwn } from '../kit/text.ts';
import { readPromptMenu } from '../privacy/read-prompt.ts';

export const LOG_PAGE = 'log_page';
export const EXPORT_CSV = 'export_csv';
export const EXPORT_JSONL = 'export_jsonl';

/** A page of the log, as somebody looks at it. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** As it was said after “log”. */
  readonly filters: string;
  /** From where the next page goes on; null: this is the last. */
  readonly next: LogPlace | null;
  readonly isFirst: boolean;
  /** false: it is the reader's own requests alone. */
  readonly isManagers: boolean;
  /** The reader's clock. */
  readonly timeZone: string | null;
}

/** As a table, or in lines where the workspace's Slack takes none; with the way to the next page and to the files. */
export function logAnswer(page: LogPage, copy: Copy): Message {
  const { log } = copy.team;
  const title = log.title(shownFilters(page.filters));
  const foot = [
    ...(page.isManagers ? [] : [context(log.own)]),
    ...actions(buttonsOf(page, copy)),
    ...actions(menusOf(page, copy)),
  ];
  if (page.entries.length === 0) {
    const nothing = answer(`*${title}*`, log.none);
    return { ...nothing, blocks: [...nothing.blocks, ...foot] };
  }
  const head = section(`*${title}*`);
  const plainer = { text: title, blocks: [head, lines(page, copy), ...foot] };
  return { text: title, blocks: [head, table(page, copy), ...foot], plainer };
}

/** What was typed, with the names that Slack made of it and without anything else that it would act on. */
function shownFilters(filters: string): string {
  return filters
    .split(/(<[#@][A-Z0-9]+(?:\|[^<>]*)?>)/u)
    .map((part) => (/^<[#@]/u.test(part) ? part.replace(/\|[^<>]*>$/u, '>') : escapeMrkdwn(part)))
    .join('');
}

function buttonsOf({ filters, next, isFirst, isManagers }: LogPage, { team: { log } }: Copy): types.Button[] {
  return [
    ...(next ? [button(LOG_PAGE, log.older, JSON.stringify({ filters, ...next }))] : []),
    ...(isFirst ? [] : [button(`${LOG_PAGE}_first`, log.newest, JSON.stringify({ filters }))]),
    ...(isManagers ? [button(EXPORT_CSV, log.csv, 'log'), button(EXPORT_JSONL, log.jsonl, 'log')] : []),
  ];
}

/** Managers may read what is private of others, with a reason. */
function menusOf({ entries, isManagers, timeZone }: LogPage, copy: Copy): types.StaticSelect[] {
  const closed = entries.filter(({ prompt, erasedAt }) => isManagers && prompt === null && erasedAt === null);
  const requests = closed.map((entry) => ({
    id: entry.id,
    text: `${when(entry, timeZone, copy)} · ${costWords(entry, copy)}`,
  }));
  return requests.length > 0 ? [readPromptMenu(requests, copy)] : [];
}

type Element = types.RichTextElement;

function table({ entries, timeZone }: LogPage, copy: Copy): types.DataTableBlock {
  const { columns, title } = copy.team.log;
  const header = Object.values(columns).map((text) => ({ type: 'raw_text' as const, text }));
  const rows = entries.map((entry) => [
    cell({ type: 'text', text: when(entry, timeZone, copy) }),
    cell(personElement(entry.userId, copy)),
    cell(place(entry, copy)),
    cell(promptElement(entry, copy)),
    cell({ type: 'text', text: how(entry) }),
    cell({ type: 'text', text: costWords(entry, copy) }),
    cell({ type: 'text', text: outcome(entry, copy) }),
  ]);
  return { type: 'data_table', caption: title(''), rows: [header, ...rows], page_size: entries.length };
}

function cell(element: Element): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] };
}

function lines({ entries, timeZone }: LogPage, copy: Copy): types.RichTextBlock {
  const dot: Element = { type: 'text', text: ' · ' };
  const items = entries.map((entry) => ({
    type: 'rich_text_section' as const,
    elements: [
      promptElement(entry, copy),
      { type: 'text' as const, text: ` · ${outcome(entry, copy)} · ${costWords(entry, copy)} · ${how(entry)} · ` },
      personElement(entry.userId, copy),
      dot,
      place(entry, copy),
      { type: 'text' as const, text: ` · ${when(entry, timeZone, copy)}` },
    ],
  }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}

function when({ requestedAt }: LogEntry, timeZone: string | null, { locale }: Copy): string {
  const terms = { dateStyle: 'medium', timeStyle: 'short', timeZone: timeZone ?? 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, terms).format(requestedAt);
}

function place({ channelId }: LogEntry, { team: { log } }: Copy): Element {
  return isDirect(channelId) ? { type: 'text', text: log.direct } : { type: 'channel', channel_id: channelId };
}

function how({ model, size, quality, count }: LogEntry): string {
  const many = count !== null && count > 1 ? `×${count}` : null;
  return [model, size, quality, many].filter((part) => part !== null).join(' · ') || '–';
}

/** How it ended, and for what ended badly the code of why. */
function outcome({ outcome: end, failure }: LogEntry, { team: { home } }: Copy): string {
  const said = home.outcomes[end];
  return failure && end !== 'canceled' ? `${said} (${failure})` : said;
}
