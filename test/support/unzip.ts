import { crc32, inflateRawSync } from 'node:zlib';

/** The files of a zip by name, read as its directory has them; throws where a checksum or a length is not what it says. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [crc, packed, size] = [16, 20, 24].map((from) => zip.readUInt32LE(at + from)) as [number, number, number];
    const name = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = inflateRawSync(zip.subarray(from, from + packed));
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Error('a damaged zip');
    files.set(zip.toString('utf8', at + 46, at + 46 + name), bytes);
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (at !== end) throw new Error('a zip whose directory has another length');
  return files;
}
