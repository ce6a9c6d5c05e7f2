import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { LogPlace } from '../../core/log/entry.ts';
import { ME, readFilters } from '../../core/log/read-filters.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { inTime } from '../kit/may-spend.ts';
import { answer, type Message } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { quoted } from '../kit/text.ts';
import { isManager } from '../policy/find-manager.ts';
import { onAnswerPress } from './answer-press.ts';
import { logAnswer } from './log-answer.ts';

const ON_A_PAGE = 10;

/** `/imagine log …`: the requests that fit. Managers see everybody's, anybody else their own. */
export async function showLog(
  deps: ListenerDeps,
  by: By,
  { filters }: { readonly filters: string },
  copy: Copy,
): Promise<Message> {
  return await readPage(deps, by, filters, null, copy);
}

const paged = z.object({
  filters: z.string().max(200),
  at: z.iso.datetime({ offset: true }).optional(),
  id: z.uuid().optional(),
});

/** "Older", "Newest": another page, in the place of this one. */
export async function onLogPage(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onAnswerPress(deps, args, async ({ by, value }, copy) => {
    const { filters, at, id } = paged.parse(JSON.parse(value));
    const before = at !== undefined && id !== undefined ? { at, id } : null;
    return { instead: await readPage(deps, by, filters, before, copy) };
  });
}

/** Rights are asked of Slack for each page. */
async function readPage(
  deps: ListenerDeps,
  by: By,
  filters: string,
  before: LogPlace | null,
  copy: Copy,
): Promise<Message> {
  const { filter, unread } = readFilters(filters);
  if (unread.length > 0) return answer(copy.team.log.unread(`\`${quoted(unread.join(' '))}\``));
  const { people, installations, requests } = deps;
  const person = await inTime(people.findNow(await installations.of(by.teamId), by.userId));
  const isManagers = await isManager(deps, by, person);
  const userId = isManagers && filter.userId !== ME ? filter.userId : by.userId;
  const reader = { teamId: by.teamId, sees: by.userId };
  const found = await requests.store.listLog(reader, { ...filter, userId }, ON_A_PAGE + 1, before);
  const entries = found.slice(0, ON_A_PAGE);
  const next = found.length > ON_A_PAGE ? (entries.at(-1)?.place ?? null) : null;
  const { timeZone } = person;
  return logAnswer({ entries, filters, next, isFirst: before === null, isManagers, timeZone }, copy);
}
