import { crc32 } from 'node:zlib';

/** The same picture with so many bytes of nothing in it, in a chunk that no reader looks at. */
export function bulky(png: Uint8Array, extraBytes: number): Buffer {
  const end = png.length - 12;
  const chunk = Buffer.alloc(12 + extraBytes);
  chunk.writeUInt32BE(extraBytes, 0);
  chunk.write('noTh', 4, 'latin1');
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + extraBytes)), 8 + extraBytes);
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
}
