import sharp from 'sharp';
import type { LocalPixapi } from '../pixapi/pixapi.ts';

export const GENERATIONS = '/v1/images/generations';
export const EDITS = '/v1/images/edits';
export const ASYNC = '/v1/async/images/generations';
export const fox = { model: 'gpt-image-1.5', prompt: 'a red fox' };

export type Json = Record<string, unknown> & { data: { url: string; b64_json: string }[]; result: Json; id: string };

/** A client without manners, for tests of the simulator itself. */
export function clientOf(pixapi: LocalPixapi) {
  async function call(path: string, body?: unknown, key = pixapi.key) {
    const isForm = body instanceof FormData;
    const response = await fetch(pixapi.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, ...(!isForm && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Json };
  }

  async function finished(id: string) {
    pixapi.advance(60_000);
    return (await call(`/v1/tasks/${id}`)).body;
  }

  return { call, finished };
}

export function form(fields: Record<string, string>, ...files: [string, Blob, string][]) {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  for (const [field, blob, filename] of files) made.append(field, blob, filename);
  return made;
}

export async function pngFile(background = '#c00', size = 64) {
  const bytes = await sharp({ create: { width: size, height: size, channels: 3, background } })
    .png()
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: 'image/png' });
}

export async function download(url: string) {
  const response = await fetch(url, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
