import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Figures, Ranking, Span } from '../../core/console/figures.ts';
import { DIRECT } from '../../core/log/entry.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import { button } from '../kit/button.ts';
import { personOf } from '../kit/erased.ts';
import { context, section } from '../kit/message.ts';
import { oneLine } from '../kit/text.ts';
import { ALL, type ListFilter, writeFilter } from './list-filter.ts';

/** Buttons that lead to a list: `list_` and what of, with a place where there are several. */
export const LISTS = /^list_(?:all|spent|held|failed|month|channel:\d|person:\d|model:\d)$/;

/** The figures of the running month, as buttons that lead to what they count, and what is left of it in words. */
export function figureStrip(
  figures: Figures,
  month: BudgetMonth,
  span: Pick<Span, 'since'>,
  copy: Copy,
): types.KnownBlock[] {
  const { home: words, letter } = copy.team;
  const { total } = figures;
  const since: ListFilter = { ...ALL, from: span.since };
  const left = month.budget === null ? words.unlimited : words.left(month.left ?? 0, month.budget);
  const saved = total.savedByDrafts > 0 ? [letter.saved(total.savedByDrafts)] : [];
  return [
    section(
      [copy.budget.title(month.month), `*${left}* · ${copy.budget.renews(month.renews, month.timeZone)}`].join('\n'),
    ),
    {
      type: 'actions',
      elements: [
        listButton('list_spent', words.spent(month.spent), { ...since, outcome: 'made' }),
        listButton('list_held', words.held(month.held), { ...ALL, outcome: 'open' }),
        listButton('list_month', words.requests(total.requests), since),
        listButton('list_failed', words.failed(total.failed), { ...since, outcome: 'not_made' }),
      ],
    },
    ...saved.map(context),
  ];
}

/** Who, where and what spent most, each with its list. */
export function rankings(
  { channels, people, models }: Figures,
  { since }: Pick<Span, 'since'>,
  copy: Copy,
): types.KnownBlock[] {
  const { home: words, letter } = copy.team;
  const from: ListFilter = { ...ALL, from: since };
  const channelName = (id: string) => (id === DIRECT ? letter.direct : `<#${id}>`);
  return [
    ...ranking('channel', letter.byChannel, channels, channelName, (channelId) => ({ ...from, channelId }), copy),
    ...ranking(
      'person',
      words.byPerson,
      people,
      (id) => personOf(id, copy),
      (userId) => ({ ...from, userId }),
      copy,
    ),
    ...ranking(
      'model',
      words.byModel,
      models,
      (id) => `\`${oneLine(id, 100)}\``,
      (model) => ({ ...from, model }),
      copy,
    ),
  ];
}

function ranking(
  kind: 'channel' | 'person' | 'model',
  title: string,
  { first, more }: Ranking,
  nameOf: (name: string) => string,
  filterOf: (name: string) => ListFilter,
  { team: { home: words } }: Copy,
): types.KnownBlock[] {
  if (first.length === 0) return [];
  const rows = first.map(
    ({ name, credits }, i): types.SectionBlock => ({
      ...section(words.share(nameOf(name), credits)),
      accessory: listButton(`list_${kind}:${i}`, words.show, filterOf(name)),
    }),
  );
  return [section(`*${title}*`), ...rows, ...(more > 0 ? [context(words.more(more))] : [])];
}

export function listButton(actionId: string, label: string, filter: ListFilter): types.Button {
  return button(actionId, label, writeFilter(filter));
}
