import { read as readFrom } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';

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

/** Reads exactly so many bytes at a time; null where it ends before. */
type Read = (size: number) => Promise<Buffer | null>;

/** The next frame; null: there is none any more. Each part is held once, however it was cut on the way. */
export async function readFrame(read: Read): Promise<Frame | null> {
  const length = await read(4);
  const head = length && (await read(length.readUInt32BE()));
  if (!head) return null;
  const { words, lengths } = JSON.parse(head.toString()) as { words: unknown; lengths: number[] };
  const parts: Buffer[] = [];
  for (const size of lengths) {
    const part = await read(size);
    if (!part) return null;
    parts.push(part);
  }
  return { words, parts };
}

export function fromStream(from: Readable): Read {
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

const readInto = promisify(readFrom);

/** Straight into its place: a stream would leave as much again behind, in chunks, until somebody tidies up. */
export function fromDescriptor(descriptor: number): Read {
  return async (size) => {
    const piece = Buffer.allocUnsafe(size);
    for (let filled = 0; filled < size; ) {
      const { bytesRead } = await readInto(descriptor, piece, filled, size - filled, null);
      if (bytesRead === 0) return null;
      filled += bytesRead;
    }
    return piece;
  };
}
