import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { journey } from '../../support/journey.ts';
import { openProcesses } from '../../support/processes.ts';
import { tracesOf } from '../../support/traces.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['web'], after: () => processes.close() });
const processes = openProcesses(imagine);

test('a process that is killed while it erases leaves the rest to another one, and nothing is left in the end', async () => {
  const { slack, query } = imagine;
  const worker = await processes.start('worker');
  for (const bird of ['a bluethroat', 'a bluethroat asleep', 'a bluethroat singing'])
    await slack.command({ user: 'ana', channel: 'general', text: bird });
  await imagine.settled();
  const files = await query<{ id: string }>('select file_id as id from pictures');
  await query(`update generations set requested_at = now() - interval '31 days'`);
  await slack.command({ user: 'ana', channel: 'general', text: 'retention 30 days' });

  const gate = Promise.withResolvers<void>();
  let isAsked = false;
  const where = () => {
    isAsked = true;
    return true;
  };
  slack.fault({ method: 'files.delete', where }, faults.held(gate.promise));
  await query(`select pg_notify('imagine_jobs', 'task:erase')`);
  // the journal has it only when it has ended
  await until(() => isAsked);
  await processes.kill(worker);
  gate.resolve();
  expect(await query(`select from generations where prompt <> ''`)).toEqual([]);

  const next = await processes.startHere();
  await until(async () => (await query('select from erased_files')).length === 0);
  await until(async () => (await query('select from generations where erased_shown_at is null')).length === 0);
  await imagine.settled();
  expect(await tracesOf(imagine, 'bluethroat')).toEqual([]);
  expect(files.map(({ id }) => slack.file(id).deleted)).toEqual([true, true, true]);
  await next.close();
});
