import { Failure } from '../../core/failure.ts';
import { slackFailure } from '../api/failures.ts';
import type { Installation } from '../api/installations.ts';

const UPLOAD_MS = 60_000;

export interface TextFile {
  /** With its ending, by which Slack and spreadsheets know what it is. */
  readonly name: string;
  readonly text: string;
}

/** Shares a text as a file under a message. What is unclear is not repeated: it may be there. */
export async function shareText(
  { client }: Installation,
  { name, text }: TextFile,
  place: { readonly channelId: string; readonly threadTs: string },
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  try {
    const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
      filename: name,
      length: bytes.length,
    });
    if (!url || !id) throw new Failure('chat_busy', { detail: 'no upload address' });
    const signal = AbortSignal.timeout(UPLOAD_MS);
    const sent = await fetch(url, { method: 'POST', redirect: 'error', body: bytes, signal });
    await sent.body?.cancel();
    if (!sent.ok) throw new Failure('chat_busy', { detail: `upload ${sent.status}` });
    await client.files.completeUploadExternal({
      files: [{ id, title: name }],
      channel_id: place.channelId,
      thread_ts: place.threadTs,
    });
  } catch (error) {
    throw slackFailure(error, 'message');
  }
}
