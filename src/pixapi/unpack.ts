import { PassThrough, pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { AnswerHeaders } from './answer-headers.ts';

/** A body came in a form that nobody asked for and we can't read. */
class UnknownEncoding extends Error {
  readonly code = 'UNKNOWN_ENCODING';
}

const UNPACK: Readonly<Record<string, (body: Readable) => Readable | Promise<Readable>>> = {
  gzip: (body) => through(body, createGunzip()),
  'x-gzip': (body) => through(body, createGunzip()),
  deflate: inflated,
  br: (body) => through(body, createBrotliDecompress()),
  zstd: (body) => through(body, createZstdDecompress()),
};
/** More than one is unheard of. */
const MOST_ENCODINGS = 2;

/** Whether the body's length is not the length of what it holds. */
export function isPacked(headers: AnswerHeaders): boolean {
  return encodingsOf(headers).length > 0;
}

/**
 * What the body holds, unpacked as it is read and no further: whoever bounds what they read bounds what a bomb can cost.
 * Proxies pack bodies though `identity` was asked for.
 */
export async function unpack(body: Readable, headers: AnswerHeaders): Promise<Readable> {
  const encodings = encodingsOf(headers);
  if (encodings.length > MOST_ENCODINGS) return refuse(body);
  let unpacked = body;
  // The last one named was the last one applied.
  for (const encoding of encodings.reverse()) {
    const open = UNPACK[encoding];
    if (!open) return refuse(body);
    unpacked = await open(unpacked);
  }
  return unpacked;
}

function encodingsOf({ 'content-encoding': value = '' }: AnswerHeaders): string[] {
  return [value]
    .flat()
    .join()
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
}

function refuse(body: Readable): Readable {
  body.on('error', () => undefined).destroy();
  return new PassThrough().destroy(new UnknownEncoding('encoding'));
}

function through(body: Readable, transform: Transform): Readable {
  // What goes wrong is heard by whoever reads.
  return pipeline(body, transform, () => undefined);
}

/** Some send "deflate" without the zlib wrapping that it should have: its first byte tells. */
async function inflated(body: Readable): Promise<Readable> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next().catch((error) => ({ done: true, value: undefined, error }));
  async function* whole() {
    if ('error' in first) throw first.error;
    if (first.value) yield first.value;
    yield* chunks;
  }
  const [byte = 0x78] = (first.value as Buffer | undefined) ?? [];
  return through(Readable.from(whole()), (byte & 0x0f) === 0x08 ? createInflate() : createInflateRaw());
}
