/** Sees a picture pass piece by piece. */
export interface PassingEnd {
  see(piece: Uint8Array): void;
  /** Whether its end was among what passed, as `readHead` tells it of a whole picture. */
  isWhole(): boolean;
}

const HEADER_BYTES = 8;
const CHUNK_BYTES = 12;

/** From chunk to chunk, each of which says how long it is. */
export function watchPng(): PassingEnd {
  let rest: Buffer = Buffer.alloc(0);
  let seen = 0;
  let next = 8;
  let end = Number.POSITIVE_INFINITY;
  return {
    see(piece) {
      const start = seen - rest.length;
      const joined = Buffer.concat([rest, piece]);
      seen += piece.length;
      while (end === Number.POSITIVE_INFINITY && next + HEADER_BYTES <= seen) {
        const at = next - start;
        next += CHUNK_BYTES + joined.readUInt32BE(at);
        if (joined.toString('latin1', at + 4, at + 8) === 'IEND') end = next;
      }
      rest = Buffer.from(joined.subarray(-HEADER_BYTES));
    },
    isWhole: () => seen >= end,
  };
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/** What follows the first piece, in which the thumbnails end: the next end mark is the picture's own. `isWhole`: of that piece. */
export function watchJpeg(isWhole: boolean): PassingEnd {
  let wasMark = false;
  let whole = isWhole;
  return {
    see(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      whole ||= (wasMark && bytes[0] === 0xd9) || bytes.includes(END_OF_JPEG);
      wasMark = bytes.at(-1) === 0xff;
    },
    isWhole: () => whole,
  };
}
