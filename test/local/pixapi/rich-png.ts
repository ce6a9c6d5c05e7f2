import { caption } from './caption.ts';
import { type Palette, paletteFor } from './palette.ts';
import type { Picture } from './pictures.ts';
import { chanceFrom } from './random.ts';
import { details, scene } from './scene.ts';

/** How much of an edit its first input fills. */
const INPUT_SHARE = 0.74;

/** A scene for a new picture; for an edit, its input under a tint, in a frame of the new prompt's colors. */
export async function richPng(picture: Picture): Promise<Uint8Array> {
  const { width, height } = picture.size;
  const chance = chanceFrom(picture.digest);
  const palette = paletteFor(picture.prompt, chance);
  const words = caption(picture);
  const frame = { width, height, palette, chance };
  const background = scene(frame) + (picture.quality === 'high' ? details(frame) : '');
  const [input] = picture.inputs;
  if (!input) return png(await drawn(picture, background), [{ input: svg(picture, words), left: 0, top: 0 }]);

  const { default: sharp } = await import('sharp');
  const inner = { width: Math.round(width * INPUT_SHARE), height: Math.round(height * INPUT_SHARE) };
  const left = Math.round((width - inner.width) / 2);
  const top = Math.round((height - inner.height) / 3);
  const source = await sharp(await input.read())
    .resize({ ...inner, fit: 'cover', kernel: 'linear' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return png(await drawn(picture, background), [
    { input: source, left, top },
    { input: svg(picture, tint(palette, left, top, inner) + words), left: 0, top: 0 },
  ]);
}

/** How finely it is drawn: a draft is soft, as if seen through frosted glass. */
const SHARPNESS: Record<string, number> = { low: 0.09, medium: 0.25, high: 1, auto: 1 };

async function drawn(picture: Picture, content: string): Promise<Buffer> {
  const whole = svg(picture, content);
  const share = SHARPNESS[picture.quality] ?? 1;
  if (share === 1) return whole;
  const { default: sharp } = await import('sharp');
  const { width, height } = picture.size;
  const small = await sharp(whole)
    .resize(Math.ceil(width * share))
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(small).resize(width, height, { fit: 'fill', kernel: 'cubic' }).png({ compressionLevel: 0 }).toBuffer();
}

function tint(palette: Palette, x: number, y: number, { width, height }: { width: number; height: number }): string {
  const stroke = Math.max(4, Math.round(Math.min(width, height) / 90));
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${palette.sky[0]}" fill-opacity="${palette.dark ? 0.55 : 0.28}" stroke="${palette.light}" stroke-width="${stroke}"/>`;
}

function svg({ size: { width, height } }: Picture, content: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
}

async function png(base: Buffer, layers: { input: Buffer; left: number; top: number }[] = []): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(base).composite(layers).removeAlpha().png({ compressionLevel: 3 }).toBuffer();
}
