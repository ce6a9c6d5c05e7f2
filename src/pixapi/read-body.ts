import type { Readable } from 'node:stream';
import { withLimit } from './limit.ts';

/** More of it than makes sense. */
export class TooMuch extends Error {
  readonly code: 'BODY_TOO_LARGE' | 'BODY_TOO_DEEP';
  constructor(code: 'BODY_TOO_LARGE' | 'BODY_TOO_DEEP') {
    super(code);
    this.code = code;
  }
}

/** What is given of a body that was too large: enough to read what an error says of itself, and no copy of it all. */
const BEGINNING = 64 * 1024;

/**
 * Reads at most `cap` bytes; one that is longer may be read on to what `grownCap` says of its first bytes. `problem`: why
 * the body is not whole (it broke off, or was larger, and then only its beginning is given).
 */
export async function readBody(
  body: Readable,
  cap: number,
  grownCap: (head: Buffer) => number | Promise<number> = () => cap,
): Promise<{ bytes: Buffer; problem?: Error }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let most = cap;
  // Leaving the loop early destroys the stream, which then speaks up once more.
  body.on('error', () => undefined);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size > most && most === cap) most = await grownCap(Buffer.concat(chunks));
      if (size > most)
        return { bytes: Buffer.concat(chunks, Math.min(cap, BEGINNING)), problem: new TooMuch('BODY_TOO_LARGE') };
    }
    return { bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), problem: error instanceof Error ? error : new Error('unreadable') };
  }
}

export function isTooLarge(problem: Error): boolean {
  return problem instanceof TooMuch;
}

/** Reads a body whose length was said before into one piece of that size. */
export async function readExactly(body: Readable, length: number): Promise<{ bytes: Buffer; problem?: Error }> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  body.on('error', () => undefined);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) filled += chunk.copy(bytes, filled);
    return filled === length ? { bytes } : { bytes: bytes.subarray(0, filled), problem: new Error('cut') };
  } catch (error) {
    return { bytes: bytes.subarray(0, filled), problem: error instanceof Error ? error : new Error('unreadable') };
  }
}

export type NextPiece = () => Promise<Buffer | null>;

/** The next piece, null after the last; `onEnd` where the limit or the signal ends it. Only waiting for pieces counts against the limit, not what becomes of them. */
export function clocked(
  pieces: AsyncIterator<Buffer>,
  signal: AbortSignal,
  limitMs: number,
  onEnd: () => void,
): NextPiece {
  let leftMs = limitMs;
  return async () => {
    const began = performance.now();
    const { done, value } = await withLimit(signal, leftMs, (limit) => {
      limit.addEventListener('abort', onEnd, { once: true });
      return pieces.next();
    });
    leftMs -= performance.now() - began;
    return done ? null : value;
  };
}

/** At least so many bytes, where there are so many. */
export async function readBeginning(next: NextPiece, least: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let size = 0; size < least; ) {
    const piece = await next();
    if (piece === null) break;
    pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces);
}

/** What was read of it before, and the rest. */
export async function* joined(beginning: Buffer, next: NextPiece): AsyncGenerator<Buffer> {
  yield beginning;
  for (let piece = await next(); piece !== null; piece = await next()) yield piece;
}
