import { randomBytes } from 'node:crypto';
import { Failure } from '../core/failure.ts';
import type { ImageOrder, SourceImage } from '../core/image-model.ts';
import { looksLike } from '../core/picture-head.ts';

/** One POST, whole: path below the base, headers and body. */
export interface OrderRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export type Mode = 'async' | 'sync';

type BytesSource = Extract<SourceImage, { bytes: Uint8Array }>;

// OpenAI's limits, which nobody documents for Pixapi: more is refused here, for nothing.
const MAX_COUNT = 10;
const MAX_SOURCES = 16;

/** The request that orders this, with documented fields only. */
export function orderRequest(order: ImageOrder, mode: Mode): OrderRequest {
  checkOrder(order);
  const kind = order.sources.length === 0 ? 'generations' : 'edits';
  const path = `${mode === 'async' ? '/v1/async/images/' : '/v1/images/'}${kind}`;
  const files = order.sources.filter((source) => 'bytes' in source);
  if (files.length > 0) return { path, ...multipart(fieldsOf(order), files) };
  const urls = order.sources.flatMap((source) => ('url' in source ? [source.url] : []));
  const image = urls.length === 0 ? {} : { image: urls.length === 1 ? urls[0] : urls };
  return {
    path,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ ...fieldsOf(order), ...image })),
  };
}

function checkOrder({ model, prompt, count, sources }: ImageOrder): void {
  if (model === '' || prompt === '') throw rejected('empty model or prompt');
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) throw rejected('count out of range');
  if (sources.length > MAX_SOURCES) throw rejected('too many source pictures');
  if (new Set(sources.map((source) => 'bytes' in source)).size > 1) throw rejected('URLs and bytes mixed');
  for (const source of sources) {
    if ('url' in source && !/^https?:\/\//i.test(source.url)) throw rejected('a source is no http(s) URL');
    if ('bytes' in source && !looksLike(source.bytes, source.mimetype)) {
      throw new Failure('image_unreadable', { detail: `submit: a source does not begin like ${source.mimetype}` });
    }
  }
}

function rejected(why: string): Failure {
  return new Failure('request_rejected', { detail: `submit: not sent, ${why}` });
}

function fieldsOf({ model, prompt, count, size, quality }: ImageOrder) {
  return { model, prompt, n: count, size, ...(quality === null ? {} : { quality }) };
}

/** Built whole, so that its length is known and nothing streams; by hand, since `FormData` writes every line end of a prompt as CRLF. */
function multipart(fields: Record<string, string | number>, files: readonly BytesSource[]) {
  const boundary = `imagine-${randomBytes(18).toString('hex')}`;
  const part = (disposition: string, bytes: Uint8Array, type?: string) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`),
    Buffer.from(type ? `content-type: ${type}\r\n\r\n` : '\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ];
  const name = files.length === 1 ? 'image' : 'image[]';
  const body = Buffer.concat([
    ...Object.entries(fields).flatMap(([field, value]) => part(`name="${field}"`, Buffer.from(String(value)))),
    ...files.flatMap(({ bytes, mimetype }, index) =>
      part(
        `name="${name}"; filename="image-${index + 1}.${mimetype === 'image/png' ? 'png' : 'jpg'}"`,
        bytes,
        mimetype,
      ),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body };
}
