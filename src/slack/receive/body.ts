import type { IncomingMessage } from 'node:http';

/** A piece counts as this much at least: a body in pieces of one byte is a thousand times the work of the same in one. */
const PIECE_BYTES = 256;
/** What is still read after a refusal, so that the answer reaches whoever is sending. */
const DRAINED_BYTES = 1024 * 1024;

export type Body = Buffer | 'too_large' | 'crowded_out';

/** Reads the body of a request; rejects when the sender hangs up. */
export type ReadBody = (request: IncomingMessage, largestBytes: number) => Promise<Body>;

interface Unfinished {
  pieces: Buffer[];
  /** What its pieces count as, in bytes. */
  counted: number;
  readonly giveUp: () => void;
}

/**
 * Keeps at most `mostBytes` of unfinished bodies, all together. When there is no more room, the oldest that holds some is
 * given up ('crowded_out'): Slack's bodies are whole within milliseconds, and whoever fills the memory takes their time.
 */
export function createBodyReader(mostBytes: number): ReadBody {
  const unfinished = new Set<Unfinished>();
  let held = 0;

  return (request, largestBytes) =>
    new Promise((resolve, reject) => {
      if (Number(request.headers['content-length']) > largestBytes) return resolve('too_large');
      const one: Unfinished = { pieces: [], counted: 0, giveUp: () => end(() => resolve('crowded_out')) };
      let used = 0;
      const end = (settle: () => void) => {
        request.off('data', take);
        if (unfinished.delete(one)) held -= one.counted;
        settle();
        one.pieces = [];
      };
      const take = (piece: Buffer) => {
        const counts = Math.max(piece.length, PIECE_BYTES);
        used += piece.length;
        one.counted += counts;
        held += counts;
        one.pieces.push(piece);
        if (used > largestBytes || one.counted > Math.max(largestBytes, 4 * PIECE_BYTES))
          return end(() => resolve('too_large'));
        while (held > mostBytes && unfinished.size > 0) oldestOf(unfinished)?.giveUp();
      };
      unfinished.add(one);
      request.on('data', take);
      request.once('end', () => end(() => resolve(Buffer.concat(one.pieces))));
      request.once('close', () => end(() => reject(new Error('The sender hung up'))));
      request.once('error', (error) => end(() => reject(error)));
    });
}

function oldestOf(unfinished: Iterable<Unfinished>): Unfinished | undefined {
  for (const one of unfinished) if (one.counted > 0) return one;
  return undefined;
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
