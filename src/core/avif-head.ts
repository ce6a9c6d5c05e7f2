/** Room for the kinds a file says it is of, before anything else is read. */
const MOST_BRANDS = 32;
const MOST_BOXES = 1_000;
/** Decoded whole, in several copies. */
const BYTES_OF_PIXEL = 19;

export function isAvif(bytes: Buffer): boolean {
  return brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis');
}

/** What iPhones make of a photograph; nothing of ours decodes it. */
export function isHeic(bytes: Buffer): boolean {
  return !isAvif(bytes) && brandsOf(bytes).some((brand) => HEIC.includes(brand));
}

const HEIC = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

function brandsOf(bytes: Buffer): string[] {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 16 + 4 * MOST_BRANDS);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}

/** The largest of the pictures that an AVIF says it is put together of: no tile is larger than the whole. */
export function readAvif(bytes: Buffer) {
  const top = boxesOf(bytes, 0, bytes.length);
  const inside = (box: Box | undefined, name: string, skip = 0) =>
    box && boxesOf(bytes, box.start + skip, Math.min(box.end, bytes.length)).find((one) => one.name === name);
  // `meta` has four bytes of its own before its boxes.
  const properties = inside(
    inside(
      top.find(({ name }) => name === 'meta'),
      'iprp',
      4,
    ),
    'ipco',
  );
  if (!properties) return null;
  let size: { width: number; height: number } | null = null;
  for (const { name, start } of boxesOf(bytes, properties.start, Math.min(properties.end, bytes.length))) {
    if (name !== 'ispe' || start + 12 > bytes.length) continue;
    const [width, height] = [bytes.readUInt32BE(start + 4), bytes.readUInt32BE(start + 8)];
    if (!size || width * height > size.width * size.height) size = { width, height };
  }
  const whole = (top.at(-1)?.end ?? 0) <= bytes.length;
  return size && { ...size, whole, heldBytes: BYTES_OF_PIXEL * size.width * size.height };
}

/** What is inside of a box stands from `start` to `end`; a box that is cut off ends behind the bytes. */
interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function boxesOf(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < MOST_BOXES; ) {
    const said = bytes.readUInt32BE(at);
    const isLong = said === 1 && at + 16 <= to;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : said === 0 ? to - at : said;
    const header = isLong ? 16 : 8;
    // One that is smaller than its own head would be read for ever.
    if (size < header) break;
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), start: at + header, end: at + size });
    at += size;
  }
  return boxes;
}
