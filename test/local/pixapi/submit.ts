import type { Account } from './accounts.ts';
import type { SubmitBody } from './body.ts';
import { json, type Reply } from './errors.ts';
import type { SingleFault } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { readOrder } from './order.ts';
import { addCost, resultOf } from './result.ts';
import type { Call } from './script.ts';
import { submittedReply } from './tasks.ts';
import type { World } from './world.ts';

export interface Submit {
  to: 'generations' | 'edits';
  mode: 'sync' | 'async';
  url: URL;
  account: Account;
  body: SubmitBody;
  faults: SingleFault[];
  entry: JournalEntry;
}

/** POST to generations and edits, in all four forms. */
export async function submitReply(world: World, submit: Submit): Promise<Reply> {
  const { to, mode, url, account, body, faults, entry } = submit;
  const order = await readOrder(world, to, url, body);
  const lastId = world.works.lastId;
  const work = world.works.start(mode, order, account, faults);
  entry.taskId = work.id;
  if (mode === 'async') {
    world.works.lastId = work.id;
    return submittedReply(world, work, lastId);
  }

  await world.clock.sleep(work.dueAt - world.clock.now());
  world.works.finish(work);
  const result = await resultOf(world, work);
  addCost(world, work, result, result);
  return json(200, result);
}

export function describeSubmit(to: 'generations' | 'edits', mode: 'sync' | 'async', body: SubmitBody): Call {
  const { model, prompt } = body.fields;
  return {
    to,
    mode,
    form: body.form,
    ...(typeof model === 'string' && { model }),
    ...(typeof prompt === 'string' && { prompt }),
  };
}
