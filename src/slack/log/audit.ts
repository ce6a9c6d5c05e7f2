import type { Copy } from '../../copy/copy.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { personOf } from '../kit/erased.ts';
import { answer, type Message } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from '../policy/find-manager.ts';
import { closeHomes } from '../policy/managers.ts';
import { answerModal, onAnswerPress } from './answer-press.ts';
import { auditAnswer, changeWords } from './audit-answer.ts';

const ON_A_PAGE = 10;

/** The same in a modal. */
export async function onAuditButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    const by = { teamId: opening.at.teamId, userId: opening.userId };
    await openForm(deps, opening, {
      title: ({ team }) => team.audit.name,
      notOpened: ({ presses }) => presses.notOpened,
      fill: async (copy) => ({ view: answerModal(copy.team.audit.name, await readPage(deps, by, null, copy), copy) }),
    });
  });
}

/** `/imagine audit`, for managers; rights are asked of Slack for each page. */
export async function showAudit(deps: ListenerDeps, by: By, _: unknown, copy: Copy): Promise<Message> {
  return await readPage(deps, by, null, copy);
}

/** "Older", "Newest". */
export async function onAuditPage(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onAnswerPress(deps, args, async ({ by, value }, copy) => ({
    instead: await readPage(deps, by, idIn(value), copy),
  }));
}

/** "Undo": the change is taken back, unless it has been changed since. */
export async function onUndo(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onAnswerPress(deps, args, async ({ by, value }, copy) => {
    const { audit } = copy.team;
    const id = idIn(value);
    const manager = await findManager(deps, by, 'undo');
    if (!manager) return { beside: answer(audit.onlyManagers) };
    const { isAdmin } = manager;
    const undone =
      id === null ? ({ outcome: 'gone' } as const) : await deps.requests.store.undoEntry({ ...by, isAdmin }, id);
    switch (undone.outcome) {
      case 'undone':
        await deps.requests.policies.readNow(by.teamId);
        if (undone.entry.action === 'manager_added') await closeHomes(deps, by.teamId, [undone.entry.to ?? '']);
        return { beside: answer(audit.undone(changeWords(undone.entry, copy))) };
      case 'conflict':
        return { beside: answer(audit.conflict(personOf(undone.by, copy))) };
      case 'known':
        return { beside: answer(audit.known) };
      case 'only_admins':
        return { beside: answer(copy.team.managers.onlyAdmins) };
      case 'not_undoable':
        return { beside: answer(audit.notUndoable) };
      default:
        return { beside: answer(audit.gone) };
    }
  });
}

async function readPage(deps: ListenerDeps, by: By, before: number | null, copy: Copy): Promise<Message> {
  if (!(await findManager(deps, by, 'audit'))) return answer(copy.team.audit.onlyManagers);
  const found = await deps.requests.store.listAudit(by.teamId, ON_A_PAGE + 1, before);
  const entries = found.slice(0, ON_A_PAGE);
  const next = found.length > ON_A_PAGE ? (entries.at(-1)?.id ?? null) : null;
  return auditAnswer({ entries, next, isFirst: before === null }, copy);
}

/** Of an entry, as a button carries it. */
function idIn(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}
