import type { Copy } from '../../copy/copy.ts';
import { nearestWord } from '../../core/asking/prompt.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import type { Calendar } from '../../core/team/budget.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { readersDate } from '../kit/date.ts';
import { answer, type Message } from '../kit/message.ts';
import { quoted } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';

/** `budget zone`: for managers. What is under way goes on, and that is said. */
export async function setZone(
  deps: ListenerDeps,
  asker: Asker,
  { zone }: Extract<TeamCommand, { kind: 'budget_zone' }>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  const { budgets } = copy.team;
  const { store, defaultCredits } = deps.requests;
  const named = zoneNamed(zone);
  const set = named ? await store.setZone(asker, named, defaultCredits) : ({ outcome: 'unknown_zone' } as const);
  if (set.outcome === 'unknown_zone') return answer(unknownZone(zone, copy));
  if (set.before.timeZone === set.now.timeZone) return answer(budgets.zoneSame(set.now.timeZone));
  return answer(budgets.zoneSet(set.now.timeZone), runsOn(set.now, copy));
}

/** A zone as the clocks of the world name it, however its letters were typed; null: there is none. Fixed offsets are no places. */
function zoneNamed(typed: string): string | null {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const named = known.find((zone) => zone.toLowerCase() === typed.toLowerCase());
  if (named) return named;
  try {
    return /[a-z]\/[a-z]/iu.test(typed)
      ? new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone
      : null;
  } catch {
    return null;
  }
}

function unknownZone(typed: string, { team: { budgets } }: Copy): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const place = typed.split('/').at(-1)?.toLowerCase() ?? '';
  const nearest =
    zones.find((zone) => zone.split('/').at(-1)?.toLowerCase() === place) ?? nearestWord(typed, zones) ?? null;
  return [budgets.zoneUnknown(quoted(typed)), ...(nearest ? [budgets.meant(nearest)] : [])].join(' ');
}

/** `budget first day`: the same for the day of the month on which budgets renew. */
export async function setFirstDay(
  deps: ListenerDeps,
  asker: Asker,
  { day }: Extract<TeamCommand, { kind: 'budget_first_day' }>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  const { budgets } = copy.team;
  const { store, defaultCredits } = deps.requests;
  if (day < 1 || day > 28) return answer(budgets.firstDayWrong);
  const set = await store.setFirstDay(asker, day, defaultCredits);
  if (set.outcome !== 'set') throw new Error('a zone was asked for and none was given');
  if (set.before.firstDay === set.now.firstDay) return answer(budgets.firstDaySame(day));
  return answer(budgets.firstDaySet(day), runsOn(set.now, copy));
}

const runsOn = ({ monthEnds, dayEnds }: Calendar, { locale, team: { budgets } }: Copy) =>
  budgets.runsOn(readersDate(monthEnds, locale), readersDate(dayEnds, locale));
