import type { IncomingMessage } from 'node:http';

const SMALLEST_BYTES = 4 * 1024;
/** A piece counts as this much at least: a body in pieces of one byte is a thousand times the work of the same in one. */
const PIECE_BYTES = 256;
/** What is still read after a refusal, so that the answer reaches whoever is sending. */
const DRAINED_BYTES = 1024 * 1024;

export type Body = Buffer | 'too_large' | 'crowded_out';

/** Reads the body of a request; rejects when the sender hangs up. */
export type ReadBody = (request: IncomingMessage, largestBytes: number) => Promise<Body>;

interface Unfinished {
  buffer: Buffer;
  readonly giveUp: () => void;
}

/**
 * Keeps at most `mostBytes` of unfinished bodies, all together. When there is no more room, the largest is given up
 * ('crowded_out'), the oldest among equals: whoever fills the memory is in nobody's way but their own.
 */
export function createBodyReader(mostBytes: number): ReadBody {
  const unfinished = new Set<Unfinished>();
  let held = 0;

  const release = (one: Unfinished) => {
    if (unfinished.delete(one)) held -= one.buffer.length;
  };
  const makeRoom = (one: Unfinished, used: number, needed: number, largestBytes: number) => {
    const wanted = Math.min(largestBytes, Math.max(SMALLEST_BYTES, 2 * one.buffer.length, needed));
    const larger = Buffer.allocUnsafeSlow(wanted);
    one.buffer.copy(larger, 0, 0, used);
    held += larger.length - one.buffer.length;
    one.buffer = larger;
    while (held > mostBytes) largestOf(unfinished).giveUp();
  };

  return (request, largestBytes) =>
    new Promise((resolve, reject) => {
      if (Number(request.headers['content-length']) > largestBytes) return resolve('too_large');
      let used = 0;
      let counted = 0;
      const one: Unfinished = { buffer: Buffer.alloc(0), giveUp: () => end(() => resolve('crowded_out')) };
      const end = (settle: () => void) => {
        request.off('data', take);
        release(one);
        settle();
      };
      const take = (piece: Buffer) => {
        counted += Math.max(piece.length, PIECE_BYTES);
        const needed = used + piece.length;
        if (needed > largestBytes || counted > Math.max(largestBytes, 4 * PIECE_BYTES))
          return end(() => resolve('too_large'));
        if (needed > one.buffer.length) makeRoom(one, used, needed, largestBytes);
        piece.copy(one.buffer, used);
        used = needed;
      };
      unfinished.add(one);
      request.on('data', take);
      request.once('end', () => end(() => resolve(one.buffer.subarray(0, used))));
      request.once('close', () => end(() => reject(new Error('The sender hung up'))));
      request.once('error', (error) => end(() => reject(error)));
    });
}

function largestOf(unfinished: Iterable<Unfinished>): Unfinished {
  return [...unfinished].reduce((largest, one) => (one.buffer.length > largest.buffer.length ? one : largest));
}

/** Reads on and keeps nothing, until the body ends; hangs up on who sends much more. */
export async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  await new Promise<void>((resolve) => {
    let counted = 0;
    request.on('data', (piece: Buffer) => {
      counted += Math.max(piece.length, PIECE_BYTES);
      if (counted > DRAINED_BYTES) request.destroy();
    });
    for (const ending of ['end', 'close', 'error']) request.once(ending, () => resolve());
  });
}
