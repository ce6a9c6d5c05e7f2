import sharp from 'sharp';
import type { SourceBytes } from '../core/chat.ts';
import { Failure } from '../core/failure.ts';

const LARGEST_UPLOAD_BYTES = 20 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;
const LONGEST_EDGE_PX = 4_096;
const FORMATS = new Set(['png', 'jpeg', 'webp']);

/**
 * A picture as Pixapi may have it: decoded, turned as its EXIF says, all metadata gone, PNG (with transparency) or
 * JPEG, at most 4,096 px long. `image_too_large` over 20 MB or 50 megapixels; `image_unreadable` for anything but
 * PNG, JPEG or WebP.
 */
export async function normalizePicture({ bytes }: { readonly bytes: Uint8Array }): Promise<SourceBytes> {
  if (bytes.length > LARGEST_UPLOAD_BYTES) throw new Failure('image_too_large', { detail: `${bytes.length} bytes` });
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false });
    const { format, hasAlpha } = await picture.metadata();
    if (!FORMATS.has(format)) throw new Failure('image_unreadable', { detail: format });
    const turned = picture
      .rotate()
      .resize(LONGEST_EDGE_PX, LONGEST_EDGE_PX, { fit: 'inside', withoutEnlargement: true });
    if (hasAlpha || format === 'png') return { bytes: await turned.png().toBuffer(), mimetype: 'image/png' };
    return { bytes: await turned.jpeg({ quality: 95 }).toBuffer(), mimetype: 'image/jpeg' };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new Failure(tooLarge ? 'image_too_large' : 'image_unreadable', { cause: error });
  }
}
