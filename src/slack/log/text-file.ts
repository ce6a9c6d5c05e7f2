import type { webApi } from '@slack/bolt';
import { fetched } from '../../calls/calls.ts';
import { Failure } from '../../core/failure.ts';
import { slackFailure } from '../api/failures.ts';
import type { Installation } from '../api/installations.ts';

/** A text that Slack shows as a file; its name ends in what it is. Its bytes come in pieces, as many as `length` says. */
export interface TextFile {
  readonly name: string;
  readonly length: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

const UPLOAD_MS = 15 * 60_000;

type UploadPlace = webApi.WebAPICallResult & { upload_url?: unknown; file_id?: unknown };

/** Gives Slack a file that nobody sees until it is shared; in pieces, so that its size is nothing to our memory. */
export async function uploadText({ client }: Installation, { name, length, pieces }: TextFile): Promise<string> {
  try {
    const place: UploadPlace = await client.apiCall('files.getUploadURLExternal', { filename: name, length });
    const { upload_url: url, file_id: id } = place;
    if (typeof url !== 'string' || typeof id !== 'string')
      throw new Failure('chat_busy', { detail: 'no upload address' });
    const sent = await fetched('slack', () =>
      fetch(url, {
        method: 'POST',
        redirect: 'error',
        body: ReadableStream.from(pieces),
        duplex: 'half',
        headers: { 'content-length': String(length) },
        signal: AbortSignal.timeout(UPLOAD_MS),
      }),
    );
    await sent.body?.cancel();
    if (!sent.ok) throw new Failure('chat_busy', { detail: `upload ${sent.status}` });
    return id;
  } catch (error) {
    throw slackFailure(error, 'harmless');
  }
}

export interface TextPlace {
  readonly channelId: string;
  readonly comment?: string;
  readonly threadTs?: string;
}

/** Shows an uploaded file in a channel, or in somebody's conversation with the app by its own id (`D…`). A lost answer is `chat_unclear`. */
export async function shareText(
  { client }: Installation,
  file: { readonly id: string; readonly title: string },
  { channelId, comment, threadTs }: TextPlace,
): Promise<void> {
  await client.files
    .completeUploadExternal({
      files: [file],
      channel_id: channelId,
      ...(comment !== undefined && { initial_comment: comment }),
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    })
    .catch((error) => {
      throw slackFailure(error, 'message');
    });
}
