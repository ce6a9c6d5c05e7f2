import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { startImagine } from '../../support/imagine.ts';
import { startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const ROWS = 200_000;
/** What the rows are as text is more than this. */
const MEMORY_MB = 512;

/** The most memory that a process has had so far, in MB. */
function peakMb(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

test.runIf(process.platform === 'linux')(
  `an export of ${ROWS} requests whose worker is killed is written by another in ${MEMORY_MB} MB, and comes once`,
  { timeout: 300_000 },
  async ({ annotate, onTestFinished }) => {
    const imagine = await startImagine({ roles: ['web'] });
    const { slack, pixapi, query } = imagine;
    slack.set({ keepsUploads: false });
    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 600' });
    const { id: team, people } = slack.teams.acme;
    await query(
      `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, state, failure, told_at, ended_at, requested_at)
       select $1, gen_random_uuid(), 'C1', 'C1', $2, 'make', 'generation', repeat('a red fox, ', 270) || n, 'failed', 'prompt_refused', now(), now(),
         now() - n * interval '1 second'
       from generate_series(1, $3::int) n`,
      [team, people.ana.id, ROWS],
    );
    const start = async () => {
      const worker = startProcess('worker', environment(imagine.databaseUrl, slack, pixapi));
      onTestFinished(() => worker.kill());
      await worker.ready;
      return worker;
    };
    const held = Promise.withResolvers<void>();
    slack.fault({ method: 'files.getUploadURLExternal' }, faults.held(held.promise));
    const first = await start();
    await slack.command({ user: 'ana', channel: 'general', text: 'export' });
    await until(
      async () => (await query('select from exports where row_count = $1', [ROWS])).length === 1,
      undefined,
      120_000,
    );
    await first.kill();
    held.resolve();

    const second = await start();
    const idle = peakMb(second.pid);
    let peak = idle;
    await until(
      async () => {
        peak = Math.max(peak, peakMb(second.pid));
        return (await query("select from exports where state = 'done'")).length === 1;
      },
      () => `the worker has had ${peak.toFixed(0)} MB`,
      120_000,
    );
    const files = slack.messages('app:ana').flatMap((message) => message.files);
    const length = slack.file(files[0] ?? '').length / 1_000_000;
    await annotate(`a file of ${length.toFixed(0)} MB: at most ${peak.toFixed(0)} MB, idle ${idle.toFixed(0)} MB`);
    expect(files).toHaveLength(1);
    expect(length).toBeGreaterThan(MEMORY_MB);
    expect(peak).toBeLessThan(MEMORY_MB);
    expect(await query("select to_value from audit_entries where action = 'exported'")).toEqual([
      { to_value: `csv, ${ROWS}` },
    ]);
    await second.kill();
    await imagine.close();
  },
);
