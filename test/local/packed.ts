import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export type Encoding = 'identity' | 'gzip' | 'deflate' | 'raw deflate' | 'br';

const PACK = {
  gzip: gzipSync,
  deflate: deflateSync,
  'raw deflate': deflateRawSync,
  br: (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** The body as proxies send it though nobody asked them to, with the header that says so. */
export function packed(body: Uint8Array | string, encoding: Encoding) {
  const bytes = Buffer.from(body);
  if (encoding === 'identity') return { bytes, headers: {} };
  return { bytes: PACK[encoding](bytes), headers: { 'content-encoding': encoding.replace('raw ', '') } };
}
