import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { packed } from '../packed.ts';
import type { DownloadFault } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { sendPart } from './send.ts';
import type { World } from './world.ts';

export interface Download {
  world: World;
  response: ServerResponse;
  url: URL;
  entry: JournalEntry;
}

const MEGABYTE = 1024 * 1024;
const DRIPS = 16;
/** Signature and IHDR: enough to pass for a PNG. */
const HEADER_BYTES = 33;

export function serve(download: Download, status: number, contentType: string, body: Uint8Array | string): void {
  const { bytes, headers } = packed(body, download.world.settings.encoding);
  writeHead(download, status, { 'content-type': contentType, 'content-length': bytes.length, ...headers });
  download.response.end(bytes);
}

export async function serveFault(download: Download, bytes: Uint8Array, fault: DownloadFault): Promise<void> {
  if ('status' in fault) return serve(download, fault.status, 'text/plain', `Error ${fault.status}`);
  if ('redirect' in fault) return redirect(download, fault.redirect);
  if ('hops' in fault) return hop(download, bytes, fault.hops);
  if ('html' in fault) return serve(download, 200, 'text/html', '<!doctype html><title>Sign in</title>');
  if ('empty' in fault) return serve(download, 200, 'image/png', '');
  if ('cutPicture' in fault) return serve(download, 200, 'image/png', part(bytes, fault.cutPicture));
  if ('serves' in fault) return serve(download, 200, 'image/png', fault.serves);
  if ('contentType' in fault) return serve(download, 200, fault.contentType, bytes);
  if ('hugeMb' in fault) return sendHuge(download, bytes, fault.hugeMb, fault.declared === true);
  if ('dripMs' in fault) return drip(download, bytes, fault.dripMs);
  if ('reset' in fault) {
    download.response.destroy();
    return;
  }
  writeHead(download, 200, { 'content-type': 'image/png', 'content-length': bytes.length });
  return sendPart(download.response, part(bytes, fault.truncate));
}

function writeHead({ response, entry }: Download, status: number, headers: OutgoingHttpHeaders): void {
  entry.status = status;
  response.writeHead(status, headers);
}

function hop(download: Download, bytes: Uint8Array, hops: number): void {
  const url = new URL(download.url);
  const taken = Number(url.searchParams.get('hop') ?? 0);
  url.searchParams.set('hop', String(taken + 1));
  if (taken < hops) redirect(download, url.href);
  else serve(download, 200, 'image/png', bytes);
}

function redirect(download: Download, location: string): void {
  writeHead(download, 302, { location, 'content-length': 0 });
  download.response.end();
}

function part(bytes: Uint8Array, share: number): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

async function sendHuge(download: Download, bytes: Uint8Array, megabytes: number, declared: boolean): Promise<void> {
  const { response } = download;
  const zeros = new Uint8Array(MEGABYTE);
  const length = declared && Number.isFinite(megabytes) ? { 'content-length': megabytes * MEGABYTE } : {};
  writeHead(download, 200, { 'content-type': 'image/png', ...length });
  for (let sent = 0; sent < megabytes && !response.destroyed; sent++) {
    const piece = sent === 0 ? Buffer.concat([bytes.subarray(0, HEADER_BYTES), zeros.subarray(HEADER_BYTES)]) : zeros;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Until more may be written, or nobody listens any more. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  over.abort();
}

async function drip(download: Download, bytes: Uint8Array, pauseMs: number): Promise<void> {
  const { world, response } = download;
  writeHead(download, 200, { 'content-type': 'image/png', 'content-length': bytes.length });
  response.flushHeaders();
  const size = Math.ceil(bytes.length / DRIPS);
  for (let at = 0; at < bytes.length; at += size) {
    await world.clock.sleep(pauseMs);
    if (response.destroyed) return;
    response.write(bytes.subarray(at, at + size));
  }
  response.end();
}
