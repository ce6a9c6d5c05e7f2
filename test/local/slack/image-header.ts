export interface ImageKind {
  mimetype: string;
  filetype: string;
  width: number;
  height: number;
}

/** Reads kind and size out of a picture's first bytes; undefined when they are no picture's. */
export function readImageHeader(bytes: Buffer): ImageKind | undefined {
  const start = bytes.toString('latin1', 0, 16);
  if (start.startsWith('\x89PNG\r\n\x1a\n') && bytes.length >= 24) {
    return { mimetype: 'image/png', filetype: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (/^GIF8[79]a/.test(start) && bytes.length >= 10) {
    return { mimetype: 'image/gif', filetype: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (start.startsWith('\xff\xd8\xff')) return { mimetype: 'image/jpeg', filetype: 'jpg', ...jpegSize(bytes) };
  if (/^.{4}ftyp(heic|heix|mif1)/s.test(start)) {
    return { mimetype: 'image/heic', filetype: 'heic', width: 0, height: 0 };
  }
  if (/^RIFF.{4}WEBP/s.test(start)) return { mimetype: 'image/webp', filetype: 'webp', width: 0, height: 0 };
  return undefined;
}

/** Walks from marker to marker to the frame header (SOF0 to SOF15, without the tables that share the range). */
function jpegSize(bytes: Buffer): { width: number; height: number } {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { width: 0, height: 0 };
}
