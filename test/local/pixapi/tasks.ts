import type { Account } from './accounts.ts';
import { json, Refusal, type Reply } from './errors.ts';
import { pick } from './faults.ts';
import { addCost, failureValue, resultOf } from './result.ts';
import type { Work } from './works.ts';
import type { World } from './world.ts';

type Body = Record<string, unknown>;

/** The answer to an asynchronous submit. */
export function submittedReply(world: World, work: Work, lastId: string | undefined): Reply {
  const { order, startedAt } = work;
  const created_at = Math.floor(startedAt / 1000);
  const body = { ...submittedId(work, lastId), status: 'submitted', progress: 0, created_at, model: order.model };
  return json(world.settings.submitStatus, body);
}

function submittedId({ id, faults }: Work, lastId: string | undefined): Body {
  const form = pick(faults, 'submitId')?.submitId;
  switch (form) {
    case undefined:
      return { id };
    case 'absent':
      return {};
    case 'empty':
      return { id: '' };
    case 'task_id':
      return { task_id: id };
    case 'data.id':
      return { data: { id } };
    case 'same-as-last':
      return { id: lastId ?? id };
    default:
      return form satisfies never;
  }
}

/** The answer to GET /v1/tasks/{id}. */
export async function taskReply(world: World, account: Account, id: string): Promise<Reply> {
  const work = world.works.findTask(id, account);
  if (!work) throw unknownTask(id);
  work.polls += 1;
  const missing = pick(work.task, 'missingPolls')?.missingPolls ?? 0;
  if (pick(work.task, 'vanished') || work.polls <= missing) throw unknownTask(id);

  const body: Body = {
    id,
    ...statusOf(world, work),
    created_at: Math.floor(work.startedAt / 1000),
    model: work.order.model,
  };
  if (work.state === 'failed') addFailure(work, body);
  if (work.state === 'done') await addResult(world, work, body);
  return json(200, body);
}

function unknownTask(id: string): Refusal {
  return new Refusal({ status: 404, code: 'task_not_found', message: `Unknown task: ${id}` });
}

function statusOf(world: World, work: Work): Body {
  const words = pick(work.task, 'words')?.words;
  if (work.state === 'done') return { status: words?.done ?? 'completed', progress: 100 };
  const share = (world.clock.now() - work.startedAt) / (work.dueAt - work.startedAt);
  const progress = Number.isFinite(work.dueAt) ? Math.min(99, Math.floor(share * 100)) : 50;
  if (work.state === 'failed') return { status: words?.failed ?? 'failed', progress };
  const usual = share < 0.1 && Number.isFinite(work.dueAt) ? 'submitted' : 'processing';
  const scripted = pick(work.task, 'progress')?.progress;
  return {
    status: atPoll(words?.active ?? [usual], work.polls),
    progress: scripted ? atPoll(scripted, work.polls) : progress,
  };
}

/** Poll by poll through the list; its last item stays. */
function atPoll<T>(list: T[], poll: number): T | undefined {
  return list[Math.min(poll, list.length) - 1];
}

function addFailure({ task }: Work, body: Body): void {
  const failure = pick(task, 'fails');
  if (!failure) return;
  const { where = 'error', fails } = failure;
  const value =
    where === 'message' || where === 'fail_reason' ? failureValue({ ...fails, shape: 'string' }) : failureValue(fails);
  if (where === 'result.error') body.result = { error: value };
  else body[where] = value;
}

async function addResult(world: World, work: Work, body: Body): Promise<void> {
  const result = await resultOf(world, work);
  addCost(world, work, body, result);
  const isLost = pick(work.result, 'data')?.data === 'absent';
  if (!isLost) body.result = result;
}
