import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from './errors.ts';

export interface Upload {
  field: string;
  filename: string;
  mimetype: string;
  bytes: Uint8Array;
}

export interface SubmitBody {
  form: 'json' | 'multipart';
  fields: Record<string, unknown>;
  uploads: Upload[];
}

export async function readBody(headers: IncomingHttpHeaders, bytes: Buffer): Promise<SubmitBody> {
  const contentType = headers['content-type'] ?? '';
  if (/^application\/json\s*(;|$)/i.test(contentType)) return readJson(bytes);
  if (/^multipart\/form-data\s*;/i.test(contentType)) return readForm(contentType, bytes);
  throw badRequest(`Content-Type must be application/json or multipart/form-data, not "${contentType}"`);
}

function readJson(bytes: Buffer): SubmitBody {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('The body must be a JSON object');
  return { form: 'json', fields: { ...value }, uploads: [] };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest('The body is not valid JSON');
  }
}

async function readForm(contentType: string, bytes: Buffer): Promise<SubmitBody> {
  const body: SubmitBody = { form: 'multipart', fields: {}, uploads: [] };
  for (const [field, value] of await parseForm(contentType, bytes)) {
    if (typeof value !== 'string') {
      const { name: filename, type: mimetype } = value;
      body.uploads.push({ field, filename, mimetype, bytes: new Uint8Array(await value.arrayBuffer()) });
    } else if (field in body.fields) {
      throw badRequest(`${field}: sent twice`, { param: field });
    } else {
      body.fields[field] = field === 'n' && /^\d+$/.test(value) ? Number(value) : value;
    }
  }
  return body;
}

async function parseForm(contentType: string, bytes: Buffer) {
  try {
    const form = new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } });
    return [...(await form.formData())];
  } catch {
    throw badRequest('The multipart body could not be read');
  }
}
