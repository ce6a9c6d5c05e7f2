import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { number } from '../../copy/format.ts';
import type { BudgetScope } from '../../core/team/budget.ts';
import type { Share, Spike, Warning } from '../../core/warnings/warning.ts';
import { button } from '../kit/button.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { answer, type Message } from '../kit/message.ts';
import { forecastWords } from './forecast-words.ts';
import { whoseWords } from './whose.ts';

export const WARNING_RAISE = 'warning_raise';
export const WARNING_PAUSE = 'warning_pause';
export const WARNING_DETAILS = 'warning_details';

/** A budget has come to a threshold: which, by whom, what is left until when, and what can be done about it. */
export function warningMessage(warning: Warning, copy: Copy): Message {
  const { whose, period, percent, credits, used, left, renewsAt, forecast, isLow } = warning;
  const { warnings } = copy.team;
  const when = readersDate(renewsAt, copy.locale);
  return withWays(
    whose,
    answer(
      warnings.used(percent, whoseWords(whose, copy), period, used, credits),
      ...mostLines(warning, copy),
      left > 0 ? warnings.left(left, when) : warnings.nothingLeft(when),
      ...forecastWords(forecast, copy),
      ...(isLow ? [warnings.low] : []),
    ),
    copy,
  );
}

/** An hour has cost more than a usual day does. */
export function spikeMessage(spike: Spike, copy: Copy): Message {
  const line = copy.team.warnings.spike(spike.credits, spike.usualDay);
  return withWays({ kind: 'team' }, answer(line, ...mostLines(spike, copy)), copy);
}

function mostLines({ person, channel }: { person: Share | null; channel: Share | null }, copy: Copy): string[] {
  if (!person && !channel) return [];
  const named = (share: Share | null, name: (id: string) => string) =>
    share && `${name(share.id)} (${number(copy.locale, share.credits)})`;
  return [
    copy.team.warnings.most(
      named(person, (id) => personOf(id, copy)),
      named(channel, placeName),
    ),
  ];
}

/** Direct messages have no name that others could read. */
const placeName = (id: string) => `<#${id}>`;

function withWays(whose: BudgetScope, { text, blocks }: Message, { team: { warnings } }: Copy): Message {
  const value = scopeValue(whose);
  const ways: types.Button[] = [
    button(WARNING_RAISE, warnings.raise, value),
    button(WARNING_PAUSE, warnings.pause, value),
    button(WARNING_DETAILS, warnings.details, value),
  ];
  return { text, blocks: [...blocks, { type: 'actions', elements: ways }] };
}

/** Which budget a button is about: `team`, `channel:C123`, `group:S123:pot`. */
function scopeValue(whose: BudgetScope): string {
  if (whose.kind === 'team') return 'team';
  return whose.kind === 'group' ? `group:${whose.id}:${whose.rule}` : `${whose.kind}:${whose.id}`;
}
