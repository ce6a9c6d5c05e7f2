import type { Picture } from './pictures.ts';
import { plainPng } from './plain-png.ts';
import { richPng } from './rich-png.ts';

export async function drawPicture(drawing: 'rich' | 'plain', picture: Picture): Promise<Uint8Array> {
  const { size, digest } = picture;
  const plain = () => plainPng(size.width, size.height, digest);
  if (drawing === 'plain') return plain();
  try {
    return await richPng(picture);
  } catch {
    // No fonts, an input that can't be decoded: a picture comes out all the same.
    return plain();
  }
}
