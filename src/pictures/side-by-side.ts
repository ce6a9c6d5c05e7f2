import sharp from 'sharp';

const HEIGHT_PX = 1_024;
const GAP_PX = 16;
const MOST_PIXELS = 50_000_000;

/** Two pictures beside each other on white, the first one left, both 1,024 px high; a PNG. */
export async function sideBySide(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const [one, other] = await Promise.all([atHeight(left), atHeight(right)]);
  return await sharp({
    create: {
      width: one.info.width + GAP_PX + other.info.width,
      height: HEIGHT_PX,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite([
      { input: one.data, left: 0, top: 0 },
      { input: other.data, left: one.info.width + GAP_PX, top: 0 },
    ])
    .png()
    .toBuffer();
}

async function atHeight(bytes: Uint8Array) {
  return await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .resize({ height: HEIGHT_PX })
    .png()
    .toBuffer({ resolveWithObject: true });
}
