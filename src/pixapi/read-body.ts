import type { Readable } from 'node:stream';

class TooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

/** Reads at most `cap` bytes. `problem`: why the body is not whole (it broke off, or was larger). */
export async function readBody(body: Readable, cap: number): Promise<{ bytes: Buffer; problem?: Error }> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the stream, which then speaks up once more.
  body.on('error', () => undefined);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > cap) return { bytes: Buffer.concat(chunks), problem: new TooLarge('BODY_TOO_LARGE') };
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), problem: error instanceof Error ? error : new Error('unreadable') };
  }
}

export function isTooLarge(problem: Error): boolean {
  return problem instanceof TooLarge;
}
