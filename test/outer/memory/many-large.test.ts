import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bulky } from '../../support/bulky.ts';
import { environment } from '../../support/environment.ts';
import { startImagine } from '../../support/imagine.ts';
import { startProcess } from '../../support/processes.ts';
import { openRooms } from '../../support/rooms.ts';
import { until } from '../../support/until.ts';

const REQUESTS = 16;
const PICTURES = 4;
const PICTURE_MB = 50;
const MEMORY_MB = 512;

/** The most memory that a process has had so far, in MB. */
function peakMb(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

test.runIf(process.platform === 'linux')(
  `${REQUESTS} requests for ${PICTURES} pictures of ${PICTURE_MB} MB at once: one worker posts them all in ${MEMORY_MB} MB`,
  { timeout: 600_000 },
  async ({ annotate, onTestFinished }) => {
    const imagine = await startImagine({ roles: ['web'] });
    const { slack, pixapi, query } = imagine;
    slack.set({ keepsUploads: false });
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c40' } })
      .png()
      .toBuffer();
    const picture = bulky(png, PICTURE_MB * 1_000_000);
    const cdn = createServer((_, response) =>
      response.writeHead(200, { 'content-length': picture.length }).end(picture),
    );
    await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void cdn.close());
    const host = `127.0.0.1:${(cdn.address() as AddressInfo).port}`;
    pixapi.fault({ to: 'submit' }, { forever: { result: { url: `http://${host}/large.png` } } });

    const rooms = openRooms(slack.teams.acme, REQUESTS);
    for (let n = 0; n < REQUESTS; n++) {
      await slack.command({ user: 'ana', channel: rooms.of(n), text: `a red fox, ${n} --n ${PICTURES}` });
    }
    const worker = startProcess(
      'worker',
      environment(imagine.databaseUrl, slack, pixapi, { PIXAPI_IMAGE_HOSTS: host, TEAM_CONCURRENCY: String(REQUESTS) }),
    );
    onTestFinished(() => worker.kill());
    await worker.ready;
    const idle = peakMb(worker.pid);
    let peak = idle;
    await until(
      async () => {
        peak = Math.max(peak, peakMb(worker.pid));
        const [row] = await query<{ posted: string }>(
          `select count(*) as posted from generations where state = 'posted'`,
        );
        return Number(row?.posted) === REQUESTS;
      },
      () => `${REQUESTS} requests; the worker has had ${peak.toFixed(0)} MB`,
      500_000,
    );
    peak = Math.max(peak, peakMb(worker.pid));
    await annotate(
      `${REQUESTS * PICTURES} pictures of ${PICTURE_MB} MB: at most ${peak.toFixed(0)} MB, idle ${idle.toFixed(0)} MB`,
    );
    expect(peak).toBeLessThan(MEMORY_MB);
    await worker.kill();
    await imagine.close();
  },
);
