import type { SubmitBody, Upload } from './body.ts';
import { badRequest, Refusal } from './errors.ts';
import { pick } from './faults.ts';
import type { Input } from './pictures.ts';
import { digest } from './random.ts';
import type { World } from './world.ts';

const MOST_IMAGES = 16;
const MOST_IMAGE_BYTES = 50 * 1024 * 1024;
const MOST_MASK_BYTES = 4 * 1024 * 1024;

/** The pictures an edit starts from, uploaded or named by URL. */
export async function readInputs(world: World, body: SubmitBody): Promise<Input[]> {
  const inputs = body.form === 'json' ? readUrls(world, body.fields.image) : await readUploads(world, body.uploads);
  if (inputs.length === 0) throw badRequest('image: required', { param: 'image' });
  if (inputs.length > MOST_IMAGES) throw badRequest(`image: more than ${MOST_IMAGES}`, { param: 'image' });
  return inputs;
}

async function readUploads(world: World, uploads: Upload[]): Promise<Input[]> {
  const names = new Set(uploads.map(({ field }) => field));
  const masks = uploads.filter(({ field }) => field === 'mask');
  if (names.has('image') && names.has('image[]')) throw badRequest('image: named both image and image[]');
  for (const name of names) {
    const isKnown = name === 'image' || name === 'image[]' || (name === 'mask' && world.settings.masks);
    if (!isKnown && world.settings.strictFields) throw badRequest(`${name}: unknown part`, { param: name });
  }
  const images = uploads.filter(({ field }) => field === 'image' || field === 'image[]');
  for (const image of images) refuseBadFile(image, MOST_IMAGE_BYTES);
  if (world.settings.masks && images[0]) for (const mask of masks) await refuseBadMask(mask, images[0]);
  return images.map(({ bytes }) => ({ digest: digest(bytes), read: keep(world, bytes) }));
}

/** Plain pictures don't show their input, and a benchmark must not keep what nobody will draw. */
function keep(world: World, bytes: Uint8Array): Input['read'] {
  const kept = world.settings.drawing === 'rich' ? bytes : new Uint8Array();
  return async () => kept;
}

function refuseBadFile({ field, filename, mimetype, bytes }: Upload, most: number): void {
  if (bytes.length > most) throw new Refusal({ status: 413, message: `${field}: larger than ${most} bytes` });
  const found = typeOf(bytes);
  if (!found) throw badRequest(`${field}: ${filename} is not a PNG, JPEG or WebP file`, { param: field });
  if (found !== mimetype) throw badRequest(`${field}: ${filename} is ${found}, not ${mimetype}`, { param: field });
}

function typeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return undefined;
}

async function refuseBadMask(mask: Upload, image: Upload): Promise<void> {
  refuseBadFile(mask, MOST_MASK_BYTES);
  const { default: sharp } = await import('sharp');
  const [of, over] = await Promise.all([sharp(mask.bytes).metadata(), sharp(image.bytes).metadata()]);
  const fits = of.format === 'png' && of.width === over.width && of.height === over.height;
  if (!fits) throw badRequest('mask: must be a PNG of the size of the first image', { param: 'mask' });
}

function readUrls(world: World, image: unknown): Input[] {
  if (!world.settings.jsonEdits) throw badRequest('Edits must be sent as multipart/form-data');
  const urls = Array.isArray(image) ? image : image === undefined ? [] : [image];
  return urls.map((url) => readUrl(world, url));
}

/** Pixapi's servers fetch the URL themselves; these reach nothing but their own CDN. */
function readUrl(world: World, text: unknown): Input {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw unreachable('image: must be a public http(s) URL');
  if (url.origin !== world.urls.cdn) throw unreachable(`image: could not fetch from ${url.host}`);
  const picture = world.pictures.lookUp(url);
  if (typeof picture === 'number') throw unreachable(`image: could not fetch the URL, it answered ${picture}`);
  const broken = (['status', 'html', 'empty', 'reset', 'redirect'] as const).find((key) => pick(picture.download, key));
  if (broken) throw unreachable('image: could not fetch the URL');
  return { digest: picture.digest, read: () => world.pictures.bytes(picture) };
}

function unreachable(message: string): Refusal {
  return badRequest(message, { shape: 'guide', code: 'invalid_request', param: 'image' });
}
