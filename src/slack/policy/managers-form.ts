import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import { MOST_MANAGERS } from '../../core/policy/managers.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { type Filled, type Opening, onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { inTime } from '../kit/may-spend.ts';
import type { PressArgs } from '../kit/press.ts';
import { findAdmin, isFullMember } from './find-manager.ts';
import { closeHomes } from './managers.ts';
import { managersModal, NAMED } from './managers-modal.ts';

/** "Managers…" in Home: for owners and admins, who alone name people. */
export async function onManagersButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.managers.form.title,
      notOpened: ({ team }) => team.managers.form.notOpened,
      fill: (copy) => fillIn(deps, opening, copy),
    });
  });
}

async function fillIn(deps: ListenerDeps, { at: { teamId }, userId }: Opening, copy: Copy): Promise<Filled> {
  const { managers } = copy.team;
  if (!(await findAdmin(deps, { teamId, userId }, 'manager')))
    return { view: noticeModal(managers.form.title, managers.onlyAdmins, copy) };
  return { view: managersModal(await deps.requests.store.listManagers(teamId), copy) };
}

/** The form is sent: who is named from now on, all at once, or nobody new where somebody else was quicker. */
export async function onManagersSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: NAMED, cost: 'free' }, (submission, copy) =>
    setManagers(deps, submission, copy),
  );
}

async function setManagers(
  deps: ListenerDeps,
  { at, userId, view, complain }: Submission,
  copy: Copy,
): Promise<SubmitOutcome> {
  const { form, onlyAdmins, tooMany } = copy.team.managers;
  const by = { teamId: at.teamId, userId };
  if (!(await findAdmin(deps, by, 'manager'))) return complain(onlyAdmins);
  const { store, defaultCredits } = deps.requests;
  const from = ids.parse(view.private_metadata.split(' ').filter(Boolean));
  const picked = readNamed(view);
  if (picked.length > MOST_MANAGERS) return complain(tooMany(MOST_MANAGERS));
  const { to, unfit } = await sorted(deps, at, picked);
  if (unfit.length > 0) return complain(form.noMembers(unfit.join(', ')));
  const outcome = await store.setManagers({ ...by, from, to }, defaultCredits);
  if (outcome === 'too_many') return complain(tooMany(MOST_MANAGERS));
  if (outcome === 'set') {
    const gone = from.filter((id) => !to.includes(id));
    await closeHomes(deps, at.teamId, gone);
    return noticeModal(form.title, form.done, copy);
  }
  const named = await store.listManagers(at.teamId);
  return managersModal(named, copy, form.conflict(form.somebody));
}

/** Owners and admins are managers anyway, and need not be named. */
async function sorted({ people }: ListenerDeps, at: Installation, picked: readonly string[]) {
  const known = await Promise.all(picked.map(async (id) => ({ id, person: await inTime(people.find(at, id)) })));
  return {
    to: known.filter(({ person }) => !person.isAdmin).map(({ id }) => id),
    unfit: known.filter(({ person }) => !isFullMember(person)).map(({ id, person }) => person.name ?? id),
  };
}

const ids = z.array(z.string().regex(/^[UW][A-Z0-9]{1,30}$/)).max(100);
const held = z.record(z.string(), z.record(z.string(), z.object({ selected_users: ids.nullish() })));

function readNamed({ state }: Submission['view']): string[] {
  const fields = Object.values(held.parse(state.values)).map((block) => block[NAMED]?.selected_users ?? []);
  return [...new Set(fields.flat())];
}
