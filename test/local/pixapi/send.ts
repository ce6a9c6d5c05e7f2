import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { packed } from '../packed.ts';
import type { Reply } from './errors.ts';
import { pick, type SingleFault } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { token } from './random.ts';
import type { World } from './world.ts';

/** Writes the reply as its faults would have it. */
export async function send(
  world: World,
  response: ServerResponse,
  reply: Reply,
  faults: SingleFault[],
  entry: JournalEntry,
): Promise<void> {
  const delay = pick(faults, 'delayMs');
  if (delay) await world.clock.sleep(delay.delayMs);
  const reset = pick(faults, 'reset')?.reset;
  if (response.destroyed || reset === 'before' || reset === 'after') {
    response.destroy();
    return;
  }

  entry.status = pick(faults, 'status')?.status ?? reply.status;
  const swollen = pick(faults, 'swollen')?.swollen;
  if (swollen) return sendSwollen(response, entry.status, swollen);
  const text = pick(faults, 'badJson') ? reply.body.slice(0, -Math.ceil(reply.body.length / 3)) : reply.body;
  const { bom, encoding, keepsAnswers } = world.settings;
  if (keepsAnswers) entry.answer = text;
  const { bytes: body, headers } = packed(bom ? `\uFEFF${text}` : text, encoding);
  response.writeHead(entry.status, {
    ...reply.headers,
    'content-type': pick(faults, 'contentType')?.contentType ?? reply.contentType,
    'content-length': body.length,
    ...headers,
    ...(world.settings.requestIds && { 'x-request-id': `req_${token(12)}` }),
  });
  const share = reset === 'headers' ? 0 : pick(faults, 'truncate')?.truncate;
  if (share === undefined) response.end(body);
  else await sendPart(response, body.subarray(0, Math.floor(body.length * share)));
}

/** As long as somebody reads it. */
function sendSwollen(
  response: ServerResponse,
  status: number,
  { begins = '', repeats, bytes }: { begins?: string; repeats: string; bytes: number },
): void {
  const piece = repeats.repeat(Math.ceil(65_536 / repeats.length));
  let left = bytes - begins.length;
  response.writeHead(status, { 'content-type': 'application/json' });
  const more = Readable.from(
    (function* () {
      yield begins;
      for (; left > 0; left -= piece.length) yield piece.slice(0, left);
    })(),
  );
  pipeline(more, response, () => undefined);
}

/** Sends what there is and cuts the line once it has left. */
export async function sendPart(response: ServerResponse, part: Uint8Array): Promise<void> {
  response.flushHeaders();
  await new Promise<void>((resolve) => (part.length ? response.write(part, () => resolve()) : setImmediate(resolve)));
  response.destroy();
}
