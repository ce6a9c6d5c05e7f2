import { setTimeout as delay } from 'node:timers/promises';
import { fetched } from '../../calls/calls.ts';
import type { BytesInFlight } from '../../core/bytes-in-flight.ts';
import { Failure } from '../../core/failure.ts';
import { slackFailure } from '../api/failures.ts';
import type { Installation } from '../api/installations.ts';

const LARGEST_BYTES = 20 * 1024 * 1024;
/** Of 1,024 px, in whatever kind. */
const LARGEST_RENDITION = 5 * 1024 * 1024;
/** After each look at a file that Slack is still busy with: about 15 s in all. */
const LOOK_AGAIN_MS = [200, 400, 800, 1_600, 3_000, 3_000, 3_000, 3_000];
const MOST_REDIRECTS = 3;
const DOWNLOAD_MS = 60_000;

export interface ReadOptions {
  readonly apiUrl: string;
  readonly bytes: BytesInFlight;
  /** Multiplies the waits for Slack to process the file; 1 in production. */
  readonly scale: number;
}

export interface ReadFile {
  readonly bytes: Uint8Array;
  /** They are those of a smaller copy that Slack keeps of it. */
  readonly isRendition: boolean;
}

/** `rendition`: the largest copy that Slack keeps of a picture, whatever it is; of a HEIC photo, which only phones read, it is taken anyway. */
export type Wanted = 'file' | 'rendition';

/**
 * The bytes of a file that people shared. The token goes to Slack's hosts or the Web API's own origin and nowhere else;
 * remote files are refused (any app may set their address). `image_missing`; `image_unreadable`, also where Slack keeps no
 * rendition; `image_too_large`; `source_failed` where Slack has it and does not hand it out.
 */
export async function downloadFile(
  at: Installation,
  fileId: string,
  wanted: Wanted,
  options: ReadOptions,
): Promise<ReadFile> {
  const { address, size, isRendition } = addressOf(await lookAgain(at, fileId, options.scale), wanted);
  const most = isRendition ? LARGEST_RENDITION : LARGEST_BYTES;
  if (size !== null && size > most) throw new Failure('image_too_large', { detail: `${size} bytes` });
  // Its pieces, and the whole.
  await options.bytes.take(2 * (size ?? most));
  const signal = AbortSignal.timeout(DOWNLOAD_MS);
  try {
    const answer = await ask(address, at.token, options.apiUrl, signal);
    if (answer.status === 429) throw new Failure('chat_busy', { detail: 'file 429' });
    if (answer.status >= 500) throw new Failure('source_failed', { detail: `file ${answer.status}` });
    // A token without the right scope, or for a file that isn't shared with us, gets a sign-in page with status 200.
    if (!answer.ok || answer.headers.get('content-type')?.startsWith('text/html'))
      throw new Failure('image_missing', { detail: `file ${answer.status}` });
    return { bytes: await readAtMost(answer, most), isRendition };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('source_failed', { cause: error });
  }
}

type SlackFile = NonNullable<Awaited<ReturnType<Installation['client']['files']['info']>>['file']>;

/** What Slack says of a file, once it knows: right after an upload it has neither addresses nor a type. */
async function lookAgain({ client }: Installation, fileId: string, scale: number): Promise<SlackFile> {
  for (let look = 0; ; look++) {
    const { file } = await client.files.info({ file: fileId }).catch((error) => {
      const failure = slackFailure(error, 'harmless');
      throw failure.code === 'chat_refused' ? new Failure('image_missing', { cause: error }) : failure;
    });
    if (!file || file.is_external || file.mode === 'external' || file.mode === 'tombstone')
      throw new Failure('image_missing');
    const hasAddress = Boolean(file.url_private_download ?? file.url_private);
    if (hasAddress && file.mimetype && (!isHeic(file) || renditionOf(file))) return file;
    const wait = LOOK_AGAIN_MS[look];
    if (wait === undefined) {
      if (hasAddress) return file;
      throw new Failure('source_failed', { detail: 'a file without an address' });
    }
    await delay(wait * scale);
  }
}

function addressOf(
  file: SlackFile,
  wanted: Wanted,
): { readonly address: string; readonly size: number | null; isRendition: boolean } {
  if (wanted === 'rendition' || isHeic(file)) {
    const address = renditionOf(file);
    if (!address) throw new Failure('image_unreadable', { detail: 'Slack keeps no rendition' });
    return { address, size: null, isRendition: true };
  }
  const address = file.url_private_download ?? file.url_private ?? '';
  return { address, size: file.size ?? null, isRendition: false };
}

const HEIC: ReadonlySet<string | undefined> = new Set(['image/heic', 'image/heif', 'heic', 'heif']);

function isHeic({ mimetype, filetype }: SlackFile): boolean {
  return HEIC.has(mimetype?.toLowerCase()) || HEIC.has(filetype?.toLowerCase());
}

/** Smaller ones are squares, cut out of the middle. */
const SMALLEST_WHOLE_PX = 360;

/** The largest of the copies that Slack keeps: `thumb_360` and so on, by their longest edge in px. */
function renditionOf(file: SlackFile): string | null {
  const edges = Object.entries(file).flatMap(([name, value]) => {
    const [, edge] = /^thumb_(\d{2,5})$/.exec(name) ?? [];
    return Number(edge) >= SMALLEST_WHOLE_PX && typeof value === 'string' ? [{ edge: Number(edge), value }] : [];
  });
  return edges.sort((one, other) => other.edge - one.edge)[0]?.value ?? null;
}

/** Follows redirects as long as they stay with Slack; each goes there with the token. */
async function ask(address: string, token: string, apiUrl: string, signal: AbortSignal): Promise<Response> {
  let url = URL.parse(address);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    if (!url || !isSlacks(url, apiUrl)) throw new Failure('image_missing', { detail: 'not on a host of Slack' });
    const at = url;
    const answer = await fetched('slack', () =>
      fetch(at, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
        signal,
      }),
    );
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) return answer;
    await answer.body?.cancel();
    url = URL.parse(location, at.href);
  }
  throw new Failure('image_missing', { detail: `more than ${MOST_REDIRECTS} redirects` });
}

const HOSTS = ['slack.com', 'slack-gov.com'];

function isSlacks(url: URL, apiUrl: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  const isHost = HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  return url.protocol === 'https:' && url.port === '' && isHost;
}

async function readAtMost(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > most) throw new Failure('image_too_large', { detail: `over ${most} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
