import { setTimeout as delay } from 'node:timers/promises';
import { fetch } from 'undici';
import { until } from '../support/until.ts';
import type { Figure } from './figures.ts';
import { median, ms } from './figures.ts';
import type { OnGround, Sandbox } from './ground.ts';
import { createSender } from './load.ts';

const PICTURES = 20;
const WARM_UP = 3;

/** From the ack to the picture in the channel, one at a time, when Pixapi and Slack answer at once. */
export const through = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async (ground) => {
    const { sandbox } = ground;
    const web = await ground.startWeb();
    await ground.startWorker({ PIXAPI_MODE: 'sync' });
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    const took: number[] = [];
    const calls: number[] = [];
    for (let i = 0; i < WARM_UP + PICTURES; i++) {
      const before = (await sandbox.slackCalls()).length;
      const { ackedAt } = await sender.send();
      await until(async () => (await sandbox.slackCalls()).slice(before).some(({ shows }) => shows));
      // a call after the picture would count as well
      await delay(50);
      const made = (await sandbox.slackCalls()).slice(before);
      if (i < WARM_UP) continue;
      took.push((made.find(({ shows }) => shows)?.at ?? Number.NaN) - ackedAt);
      calls.push(made.length);
    }
    await sender.close();
    const direct = await directly(sandbox);
    return [
      {
        figure: 'through: ack to picture, median',
        value: ms(median(took)),
        baseline: `${(median(took) / direct).toFixed(1)} x the bare calls' ${ms(direct)}`,
        target: '< 150 ms',
        ok: median(took) < 150,
      },
      {
        figure: 'through: Slack calls for one picture',
        value: `${Math.max(...calls)}`,
        baseline: '',
        target: '<= 7',
        ok: Math.max(...calls) <= 7,
      },
    ];
  });

/** The same calls in the same order, with nothing remembered between them; the median of their sum. */
async function directly({ env }: Sandbox): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < PICTURES; i++) {
    const began = performance.now();
    const placeholder = await slack(env, 'chat.postMessage', { channel: 'C0ACMEGENERAL', text: 'soon' });
    const made = await json(`${env.PIXAPI_BASE_URL}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.PIXAPI_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-1.5', prompt: `a blue fox, ${i}`, n: 1, size: '1024x1024' }),
    });
    const picture = new Uint8Array(await (await fetch(made.data[0].url)).arrayBuffer());
    const place = await slack(env, 'files.getUploadURLExternal', { filename: 'fox.png', length: picture.length });
    await (await fetch(place.upload_url, { method: 'POST', body: picture })).text();
    await slack(env, 'files.completeUploadExternal', { files: [{ id: place.file_id, title: 'fox' }] });
    await slack(env, 'files.info', { file: place.file_id });
    await slack(env, 'chat.update', {
      channel: placeholder.channel,
      ts: placeholder.ts,
      text: 'here',
      blocks: [{ type: 'image', alt_text: 'a fox', slack_file: { id: place.file_id } }],
    });
    took.push(performance.now() - began);
  }
  return median(took);
}

async function slack(env: Record<string, string>, method: string, args: Record<string, unknown>) {
  const form = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const answered = await json(`${env.SLACK_API_URL}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${env.SLACK_BOT_TOKEN}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  });
  if (!answered.ok) throw new Error(`${method}: ${answered.error}`);
  return answered;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of our own sandbox, read field by field
async function json(url: string, init: Parameters<typeof fetch>[1]): Promise<any> {
  return await (await fetch(url, init)).json();
}
