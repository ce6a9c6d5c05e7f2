import { Readable } from 'node:stream';
import { Agent, type Dispatcher, Pool } from 'undici';
import { called } from '../calls/calls.ts';
import type { BytesInFlight } from '../core/bytes-in-flight.ts';
import { Failure, type FailureCode } from '../core/failure.ts';
import type { DownloadedPicture, PassingPicture } from '../core/image-model.ts';
import { type PassingEnd, watchJpeg, watchPng } from '../core/picture-end.ts';
import { type PictureHead, readHead, sizeProblem } from '../core/picture-head.ts';
import { codeOf } from './api.ts';
import { AddressRefused, createGuard, type Resolve } from './download-guard.ts';
import { withLimit } from './limit.ts';
import { clocked, isTooLarge, joined, type NextPiece, readBeginning, readBody, readExactly } from './read-body.ts';
import { isPacked, unpack } from './unpack.ts';

const MAX_BYTES = 50 * 1024 * 1024;
/** Room for a picture whose size is not known yet: so most wait before they ask, and not with a connection open. */
const TYPICAL_BYTES = 2 * 1024 * 1024;
/** In which the head of nearly every picture stands; also the most that is read whole for being small. */
const BEGINNING_BYTES = 128 * 1024;
const MAX_REDIRECTS = 3;
const HEADERS = { accept: 'image/png, image/jpeg, image/webp, image/*;q=0.5', 'accept-encoding': 'identity' };

/** Fetches pictures from the allowed hosts. It is never told the key. */
export function openDownloads(options: {
  imageHosts: readonly string[];
  connectMs: number;
  downloadMs: number;
  connections: number;
  bytes: BytesInFlight;
  resolve?: Resolve | undefined;
}) {
  const guard = createGuard(options.imageHosts, options.resolve);
  const agent = new Agent({
    factory: (origin, settings) =>
      new Pool(origin, {
        ...settings,
        connect: { timeout: options.connectMs, lookup: guard.lookupFor(new URL(origin)) },
      }),
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const download = (address: string, signal: AbortSignal) =>
    inWords(async () => {
      const asked = await open(address, signal);
      return await readWhole(asked, asked.response.body, signal);
    });

  const pass = (address: string, signal: AbortSignal) =>
    inWords(async () => {
      const asked = await open(address, signal);
      const { response, length } = asked;
      if (length === null || length <= BEGINNING_BYTES) return await readWhole(asked, response.body, signal);
      const pieces = response.body.on('error', () => undefined)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      const next = clocked(pieces, signal, options.downloadMs, () => drop(response));
      const beginning = await readBeginning(next, BEGINNING_BYTES).catch((error) => {
        throw failure('download_failed', `HTTP 200, then ${codeOf(error)}`);
      });
      const head = readHead(beginning);
      if (head) refuseLarge(head, response);
      // Other kinds are to be decoded; where the head is not found, only the whole of it tells what it is.
      if (head?.mimetype !== 'image/png' && head?.mimetype !== 'image/jpeg')
        return await readWhole(asked, Readable.from(joined(beginning, next)), signal);
      const end = head.mimetype === 'image/png' ? watchPng() : watchJpeg(head.whole);
      if (head.mimetype === 'image/png') end.see(beginning);
      const passing: PassingPicture = {
        mimetype: head.mimetype,
        width: head.width,
        height: head.height,
        length,
        pieces: oneBehind(beginning, next, end, length),
        drop: () => drop(response),
      };
      return passing;
    });

  /** The answer to the request, and room for what is usual. */
  async function open(address: string, signal: AbortSignal): Promise<Asked> {
    await options.bytes.take(TYPICAL_BYTES);
    return await withLimit(signal, options.downloadMs, (limit) => ask(guard.check(address), limit));
  }

  async function readWhole({ response, length }: Asked, body: Readable, signal: AbortSignal) {
    // Waiting for room is nobody's fault, and no part of the limits.
    await options.bytes.take(Math.max(0, (length ?? MAX_BYTES) - TYPICAL_BYTES));
    return await withLimit(signal, options.downloadMs, (limit) => {
      limit.addEventListener('abort', () => drop(response), { once: true });
      return readPicture(body, response.headers, length);
    });
  }

  async function inWords<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await options.bytes.passage(work);
    } catch (error) {
      if (error instanceof Failure) throw error;
      const refused = error instanceof AddressRefused;
      throw failure(refused ? 'download_refused' : 'download_failed', refused ? error.message : codeOf(error));
    }
  }

  async function ask(start: URL, signal: AbortSignal): Promise<Asked> {
    let url = start;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { origin, pathname, search } = url;
      const response = await called('pictures', async (answered) => {
        const head = await agent.request({
          origin,
          path: pathname + search,
          method: 'GET',
          headers: HEADERS,
          signal,
        });
        answered(head.statusCode);
        return head;
      });
      if (!isRedirect(response)) return { response, length: lengthOf(response) };
      drop(response);
      url = guard.check(locationOf(response), url);
    }
    throw failure('download_refused', `more than ${MAX_REDIRECTS} redirects`);
  }

  return { download, pass, close: () => agent.destroy() };
}

function isRedirect({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
}

function locationOf({ headers: { location } }: Dispatcher.ResponseData): string {
  return Array.isArray(location) ? location.join() : (location ?? '');
}

/** Reads nothing of it and gives its socket up. */
function drop({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined).destroy();
}

interface Asked {
  readonly response: Dispatcher.ResponseData;
  /** Of the picture, in bytes, as the head says; null where it says none. */
  readonly length: number | null;
}

/** Throws for what is no picture or too large by its head alone. */
function lengthOf(response: Dispatcher.ResponseData): number | null {
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    drop(response);
    throw failure('download_failed', `HTTP ${statusCode}`);
  }
  const length = Number(headers['content-length'] ?? Number.NaN);
  // However well it was packed.
  if (length > MAX_BYTES) {
    drop(response);
    throw failure('download_refused', `more than ${MAX_BYTES} bytes`);
  }
  return Number.isSafeInteger(length) && length >= 0 && !isPacked(headers) ? length : null;
}

/** The last piece is held back until the whole is known to be whole: what breaks off is never complete for whoever takes it. */
async function* oneBehind(
  beginning: Buffer,
  next: NextPiece,
  end: PassingEnd,
  length: number,
): AsyncGenerator<Uint8Array> {
  let [held, passed] = [beginning, beginning.length];
  try {
    for (let piece = await next(); piece !== null; piece = await next()) {
      passed += piece.length;
      end.see(piece);
      yield held;
      held = piece;
    }
  } catch (error) {
    throw failure('download_failed', `HTTP 200, then ${codeOf(error)}`);
  }
  if (passed !== length) throw failure('download_failed', 'HTTP 200, then cut');
  if (!end.isWhole()) throw failure('download_failed', 'HTTP 200, but the picture has no end');
  yield held;
}

function refuseLarge(head: PictureHead, response: Dispatcher.ResponseData): void {
  const problem = sizeProblem(head);
  if (!problem) return;
  drop(response);
  throw failure('download_refused', problem);
}

async function readPicture(
  packed: Readable,
  headers: Dispatcher.ResponseData['headers'],
  length: number | null,
): Promise<DownloadedPicture> {
  const body = await unpack(packed, headers);
  const { bytes, problem: broken } = await (length === null ? readBody(body, MAX_BYTES) : readExactly(body, length));
  if (broken && isTooLarge(broken)) throw failure('download_refused', `more than ${MAX_BYTES} bytes`);
  if (broken) throw failure('download_failed', `HTTP 200, then ${codeOf(broken)}`);
  const head = readHead(bytes);
  if (!head) throw failure('download_failed', 'HTTP 200, but no PNG, JPEG, WebP, GIF or AVIF');
  const problem = sizeProblem(head);
  if (problem) throw failure('download_refused', problem);
  return { bytes, mimetype: head.mimetype };
}

function failure(code: FailureCode, detail: string): Failure {
  return new Failure(code, { detail: `download: ${detail}` });
}
