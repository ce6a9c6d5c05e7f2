import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import type { Spool } from '../../core/log/export.ts';

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  crc: number;
  packed: number;
  size: number;
}

const deflate = promisify(deflateRaw);
/** The format's numbers have 32 bits: a longer part goes on under another name. */
const MOST_IN_PART = 2_000_000_000;
const LAST_BLOCK = Buffer.from([3, 0]);
/** Version 2.0, names in UTF-8, checksum and sizes after the bytes; deflated; no time (midnight of the first day there is). */
const FLAGS = Buffer.from([20, 0, 8, 8, 8, 0, 0, 0, 0x21, 0]);

/** A zip that is written piece by piece, each packed on its own, so that no more of it than that is in memory. */
export function zipInto(spool: Spool, put: (piece: Uint8Array) => Promise<void>): Spool {
  const entries: Entry[] = [];
  let open: Entry | null = null;
  let nth = 1;

  async function begin(part: string): Promise<void> {
    await finish();
    nth = 1;
    await start(part);
  }

  async function start(part: string): Promise<void> {
    open = { name: Buffer.from(part), at: spool.bytes, crc: 0, packed: 0, size: 0 };
    await put(
      Buffer.concat([le(0x04034b50, 4), FLAGS, Buffer.alloc(12), le(open.name.length, 2), le(0, 2), open.name]),
    );
  }

  async function write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    if (open && open.size + bytes.length > MOST_IN_PART) {
      const name = open.name.toString().replace(/(?:-\d+)?\.jsonl$/, `-${++nth}.jsonl`);
      await finish();
      await start(name);
    }
    if (!open) throw new Error('no part was begun');
    const packed = await deflate(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    open.crc = crc32(bytes, open.crc);
    open.size += bytes.length;
    open.packed += packed.length;
    await put(packed);
  }

  async function finish(): Promise<void> {
    if (!open) return;
    open.packed += LAST_BLOCK.length;
    await put(Buffer.concat([LAST_BLOCK, le(0x08074b50, 4), sizesOf(open)]));
    entries.push(open);
    open = null;
  }

  async function end(): Promise<void> {
    await finish();
    const from = spool.bytes;
    for (const entry of entries)
      await put(
        Buffer.concat([
          ...[le(0x02014b50, 4), le(20, 2), FLAGS, sizesOf(entry), le(entry.name.length, 2)],
          ...[Buffer.alloc(12), le(entry.at, 4), entry.name],
        ]),
      );
    const many = le(entries.length, 2);
    const directory = [le(spool.bytes - from, 4), le(from, 4)];
    await put(Buffer.concat([le(0x06054b50, 4), Buffer.alloc(4), many, many, ...directory, le(0, 2)]));
  }

  return {
    get bytes() {
      return spool.bytes;
    },
    ...{ begin, write, end, read: spool.read, close: spool.close },
  };
}

const sizesOf = ({ crc, packed, size }: Entry) => Buffer.concat([le(crc, 4), le(packed, 4), le(size, 4)]);

function le(value: number, length: 2 | 4): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}
