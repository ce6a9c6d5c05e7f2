import type { webApi } from '@slack/bolt';
import { fetched } from '../../calls/calls.ts';
import type { BytesInFlight } from '../../core/bytes-in-flight.ts';
import { Failure, toFailure } from '../../core/failure.ts';
import type { DownloadedPicture, PassingPicture, PictureType } from '../../core/image-model.ts';
import type { SharedFile } from '../../core/making/chat.ts';
import { isOfOne } from '../../core/posting/missing.ts';
import type { Lost } from '../../core/posting/upload-each.ts';
import { slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

const EXTENSIONS: Record<PictureType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

export interface NamedPicture {
  readonly picture: DownloadedPicture | PassingPicture;
  readonly title: string;
  readonly altText: string;
}

/** A picture that is read only when it is its turn. */
export interface FileToShare extends Omit<NamedPicture, 'picture'> {
  readonly position: number;
  readonly read: () => Promise<DownloadedPicture>;
}

/** Where files are to be shown as a message of their own. */
export interface Share {
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly comment: string;
  /** Where Slack is busy, it is asked again for all of them rather than that one stays away. */
  readonly isPatient: boolean;
}

type UploadPlace = webApi.WebAPICallResult & { upload_url?: unknown; file_id?: unknown };

/** Uploads one picture. Nobody sees it until a message shows it, so a second upload after a lost answer does no harm. `keep` is given its id before Slack has it whole. */
export async function uploadPicture(
  at: Installation,
  bytes: BytesInFlight,
  named: NamedPicture,
  keep: (fileId: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const id = await sendBytes(at, bytes, named);
  await keep(id);
  await completeUpload(at, [{ id, title: named.title }]).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
  return id;
}

/**
 * Uploads pictures and posts them as one message; those that can't be had stay away, as long as there is another. Only its
 * last call can be seen, and is never repeated when unclear; `keep` is given the ids before it.
 */
export async function sharePictures(
  at: Installation,
  bytes: BytesInFlight,
  pictures: readonly FileToShare[],
  keep: (files: readonly SharedFile[]) => Promise<void>,
  share: Share,
): Promise<readonly Lost[]> {
  const sent: (SharedFile & { readonly title: string })[] = [];
  const lost: Lost[] = [];
  for (const { position, read, title, altText } of pictures) {
    const send = async () => await sendBytes(at, bytes, { picture: await read(), title, altText });
    try {
      sent.push({ position, title, fileId: await bytes.passage(send) });
    } catch (error) {
      const failure = toFailure(error);
      if (!isOfOne(failure.code) || (share.isPatient && failure.code === 'chat_busy')) throw failure;
      lost.push({ position, failure });
    }
  }
  if (sent.length === 0 && lost[0]) throw lost[0].failure;
  await keep(sent.map(({ position, fileId }) => ({ position, fileId })));
  const files = sent.map(({ fileId, title }) => ({ id: fileId, title }));
  await completeUpload(at, files, share).catch((error) => {
    throw slackFailure(error, 'message');
  });
  return lost;
}

/** Raw bytes, no token to the upload host, `alt_txt` as Slack itself names it (its Node client says `alt_text`). */
async function sendBytes(
  { client }: Installation,
  bytes: BytesInFlight,
  { picture, altText }: NamedPicture,
): Promise<string> {
  const outgoing = 'bytes' in picture ? ofBytes(picture) : inPieces(picture);
  await bytes.take(outgoing.copied);
  try {
    const place: UploadPlace = await client.apiCall('files.getUploadURLExternal', {
      filename: `picture.${EXTENSIONS[picture.mimetype]}`,
      length: outgoing.length,
      alt_txt: altText,
    });
    const { upload_url: url, file_id: id } = place;
    if (typeof url !== 'string' || typeof id !== 'string')
      throw new Failure('chat_busy', { detail: 'no upload address' });
    const sent = await fetched('slack', () =>
      fetch(url, {
        method: 'POST',
        redirect: 'error',
        ...outgoing.body(),
      }),
    );
    await sent.body?.cancel();
    if (!sent.ok) throw new Failure('chat_busy', { detail: `upload ${sent.status}` });
    return id;
  } catch (error) {
    throw slackFailure(outgoing.brokeOff() ?? error, 'harmless');
  }
}

const UPLOAD_MS = 60_000;

/** What is uploaded. `copied`: bytes that sending holds besides; `brokeOff`: why the picture never came to its end. */
interface Outgoing {
  readonly length: number;
  readonly copied: number;
  body(): RequestInit;
  brokeOff(): unknown;
}

/** `fetch` sends a copy. */
function ofBytes({ bytes }: DownloadedPicture): Outgoing {
  return {
    length: bytes.length,
    copied: bytes.length,
    body: () => ({ body: bytes as Uint8Array<ArrayBuffer>, signal: AbortSignal.timeout(UPLOAD_MS) }),
    brokeOff: () => undefined,
  };
}

/** Of the time that it takes, half is the download's, which has a limit of its own. */
function inPieces({ length, pieces }: PassingPicture): Outgoing {
  let problem: unknown;
  async function* noting() {
    try {
      yield* pieces;
    } catch (error) {
      problem = error;
      throw error;
    }
  }
  return {
    length,
    copied: 0,
    body: () => ({
      body: ReadableStream.from(noting()),
      duplex: 'half',
      headers: { 'content-length': String(length) },
      signal: AbortSignal.timeout(2 * UPLOAD_MS),
    }),
    brokeOff: () => problem,
  };
}

async function completeUpload(
  { client }: Installation,
  files: readonly { id: string; title: string }[],
  share?: Share,
): Promise<void> {
  await client.files.completeUploadExternal({
    files,
    ...(share ? { channel_id: share.channelId, initial_comment: share.comment } : {}),
    ...(share?.threadTs ? { thread_ts: share.threadTs } : {}),
  } as Parameters<typeof client.files.completeUploadExternal>[0]);
}
