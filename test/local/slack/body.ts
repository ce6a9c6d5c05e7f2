import type { IncomingMessage } from 'node:http';

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const BEGINNING_BYTES = 65_536;

/** What begins a body, and how long the whole of it was. */
export async function readBeginning(request: IncomingMessage): Promise<{ body: Buffer; length: number }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length < BEGINNING_BYTES) chunks.push(chunk);
    length += chunk.length;
  }
  return { body: Buffer.concat(chunks).subarray(0, BEGINNING_BYTES), length };
}

/** The fields of a form, a multipart form or a JSON object. */
export async function readFields(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  if (contentType.startsWith('application/json')) return readObject(body.toString()) ?? {};
  if (!contentType.startsWith('multipart/form-data')) return Object.fromEntries(new URLSearchParams(body.toString()));
  return Object.fromEntries((await readMultipart(body, contentType)).entries());
}

export function readMultipart(body: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
}

export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
