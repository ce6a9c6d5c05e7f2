import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

interface JournalFile {
  field: string;
  filename: string;
  mimetype: string;
  bytes: number;
  /** The bytes themselves, where the setting `keepsUploads` asks for them. */
  content?: Uint8Array;
}

export interface JournalEntry {
  at: number;
  server: 'api' | 'cdn';
  method: string;
  path: string;
  query: Record<string, string>;
  /** The authorization header's value is never kept, only that there was one. */
  headers: Record<string, string>;
  /** The JSON body, or the text parts of a form. */
  fields?: Record<string, unknown>;
  files?: JournalFile[];
  /** 0 until answered, and for ever when the line was cut instead. */
  status: number;
  /** From its arrival to the end of the answer, or of the line. */
  ms?: number;
  /** The answer's body, where the setting `keepsAnswers` asks for it. */
  answer?: string;
  /** The work this request created. */
  taskId?: string;
}

export interface Arrival {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
}

export function entryOf(server: 'api' | 'cdn', { method, url, headers }: Arrival, at: number): JournalEntry {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) kept[name] = String(value);
  if ('authorization' in kept) kept.authorization = '[redacted]';
  return {
    at,
    server,
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: kept,
    status: 0,
  };
}

export function timed(entry: JournalEntry, response: ServerResponse): void {
  const began = performance.now();
  response.once('close', () => {
    entry.ms = performance.now() - began;
  });
}

export function isSubmit(entry: JournalEntry): boolean {
  if (entry.method !== 'POST' || !/\/images\/(generations|edits)$/.test(entry.path)) return false;
  return entry.taskId !== undefined || (entry.status >= 200 && entry.status < 300);
}

/** A key at the CDN, in its header or anywhere else, is a leak. */
export function carriesKey(entry: JournalEntry): boolean {
  const everything = JSON.stringify([entry.query, entry.headers, entry.path]);
  return 'authorization' in entry.headers || everything.includes('sk_sim_');
}
