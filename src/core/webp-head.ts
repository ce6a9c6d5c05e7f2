/** null: one whose kind nobody knows. */
export function readWebp(bytes: Buffer) {
  if (bytes.length < 30) return null;
  const whole = bytes.readUInt32LE(4) + 8 <= bytes.length;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, whole, heldBytes: 0 };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      return { width, height, whole, heldBytes: 4 * width * height };
    }
    case 'VP8X': {
      const [width, height] = [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
      return { width, height, whole, heldBytes: bytesOfExtended(bytes) * width * height };
    }
    default:
      return null;
  }
}

const ANIMATED = 0x02;
const MOST_CHUNKS = 1_000;

/** Of one pixel: frames are painted on a canvas in full size; what is inside may be without loss, or have a layer of alpha. */
function bytesOfExtended(bytes: Buffer): number {
  const isAnimated = ((bytes[20] ?? 0) & ANIMATED) !== 0;
  if (isAnimated) return 8;
  // Chunks come before the picture: a color profile, alpha.
  for (let at = 30, chunks = 0; at + 8 <= bytes.length && chunks < MOST_CHUNKS; chunks++) {
    const name = bytes.toString('latin1', at, at + 4);
    if (name === 'VP8L') return 4;
    if (name === 'ALPH') return 2;
    if (name === 'VP8 ') return 0;
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return 4;
}
