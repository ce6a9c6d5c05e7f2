import { caption } from './caption.ts';
import { type Palette, paletteFor } from './palette.ts';
import type { Picture } from './pictures.ts';
import { chanceFrom } from './random.ts';
import { scene } from './scene.ts';

/** How much of an edit its first input fills. */
const INPUT_SHARE = 0.74;

/** A scene for a new picture; for an edit, its input under a tint, in a frame of the new prompt's colours. */
export async function richPng(picture: Picture): Promise<Uint8Array> {
  const { width, height } = picture.size;
  const chance = chanceFrom(picture.digest);
  const palette = paletteFor(picture.prompt, chance);
  const words = caption(picture);
  const background = scene({ width, height, palette, chance });
  const [input] = picture.inputs;
  if (!input) return png(svg(picture, background + words));

  const { default: sharp } = await import('sharp');
  const inner = { width: Math.round(width * INPUT_SHARE), height: Math.round(height * INPUT_SHARE) };
  const left = Math.round((width - inner.width) / 2);
  const top = Math.round((height - inner.height) / 3);
  const source = await sharp(await input.read())
    .resize({ ...inner, fit: 'cover', kernel: 'linear' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return png(svg(picture, background), [
    { input: source, left, top },
    { input: svg(picture, tint(palette, left, top, inner) + words), left: 0, top: 0 },
  ]);
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
