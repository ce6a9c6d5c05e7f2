import sharp from 'sharp';
import type { FileUpload } from './upload.ts';

/** The longest edges of the JPEGs that Slack keeps of a photo, in px. */
const EDGES = [360, 720, 1_024];
const HEAD = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

/** The picture as an iPhone would send it: HEIC, which nothing here can read, beside the JPEGs that Slack keeps of it. */
export async function asPhonePhoto({ name, bytes, ...file }: FileUpload): Promise<FileUpload> {
  const kept = await Promise.all(
    EDGES.map(async (edge) => {
      const inside = { width: edge, height: edge, fit: 'inside', withoutEnlargement: true } as const;
      return [edge, await sharp(bytes).resize(inside).jpeg().toBuffer()];
    }),
  );
  const renditions = Object.fromEntries(kept);
  return { ...file, name: name.replace(/\.\w+$|$/, '.heic'), bytes: Buffer.concat([HEAD, bytes]), renditions };
}
