import type { Readable, Writable } from 'node:stream';

/** A message between the decoder and whoever asks it: words as JSON, and pictures as the bytes they are. */
export interface Frame {
  readonly words: unknown;
  readonly parts: readonly Uint8Array[];
}

/** Its length (4 bytes, big-endian), a JSON text with the parts' lengths, then the parts. */
export function writeFrame(to: Writable, { words, parts }: Frame): void {
  const head = Buffer.from(JSON.stringify({ words, lengths: parts.map(({ byteLength }) => byteLength) }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.byteLength);
  for (const piece of [length, head, ...parts]) to.write(piece);
}

/** Every frame that arrives, till the stream ends. Each part is held once, however it was cut on the way. */
export async function* readFrames(from: Readable): AsyncGenerator<Frame> {
  const read = piecesOf(from);
  for (;;) {
    const length = await read(4);
    if (!length) return;
    const head = await read(length.readUInt32BE());
    if (!head) return;
    const { words, lengths } = JSON.parse(head.toString()) as { words: unknown; lengths: number[] };
    const parts: Buffer[] = [];
    for (const size of lengths) {
      const part = await read(size);
      if (!part) return;
      parts.push(part);
    }
    yield { words, parts };
  }
}

/** Reads exactly so many bytes at a time; null where the stream ends before. */
function piecesOf(from: Readable): (size: number) => Promise<Buffer | null> {
  const chunks = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  return async (size) => {
    const piece = Buffer.allocUnsafe(size);
    for (let filled = 0; filled < size; ) {
      if (rest.byteLength === 0) {
        const { done, value } = await chunks.next();
        if (done) return null;
        rest = value;
      }
      const taken = rest.copy(piece, filled);
      rest = rest.subarray(taken);
      filled += taken;
    }
    return piece;
  };
}
