import sharp from 'sharp';
import { Failure } from '../core/failure.ts';
import type { SourceBytes } from '../core/making/chat.ts';

const LARGEST_UPLOAD_BYTES = 20 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;
const LONGEST_EDGE_PX = 4_096;
/** How PNG, JPEG and WebP begin. Nothing else reaches a decoder: some of the other kinds can name files to be read in. */
const BEGINNINGS = [/^\x89PNG\r\n/, /^\xff\xd8\xff/, /^RIFF.{4}WEBP/s];

/**
 * A picture as Pixapi may have it: decoded, turned as its EXIF says, all metadata gone, PNG (with transparency) or
 * JPEG, at most 4,096 px long. `image_too_large` over 20 MB or 50 megapixels; `image_unreadable` for anything but
 * PNG, JPEG or WebP.
 */
export async function normalizePicture({ bytes }: { readonly bytes: Uint8Array }): Promise<SourceBytes> {
  if (bytes.length > LARGEST_UPLOAD_BYTES) throw new Failure('image_too_large', { detail: `${bytes.length} bytes` });
  const beginning = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (!BEGINNINGS.some((known) => known.test(beginning))) throw new Failure('image_unreadable', { detail: 'kind' });
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false });
    const { format, hasAlpha } = await picture.metadata();
    const turned = picture
      .rotate()
      .resize(LONGEST_EDGE_PX, LONGEST_EDGE_PX, { fit: 'inside', withoutEnlargement: true });
    if (hasAlpha || format === 'png') return { bytes: await turned.png().toBuffer(), mimetype: 'image/png' };
    return { bytes: await turned.jpeg({ quality: 95 }).toBuffer(), mimetype: 'image/jpeg' };
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new Failure(tooLarge ? 'image_too_large' : 'image_unreadable', { cause: error });
  }
}
