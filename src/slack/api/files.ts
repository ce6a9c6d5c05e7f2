import { slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

const PROCESSING_DEADLINE_MS = 15_000;

/** Waits until Slack has processed a file, so that a block may show it. False: not within 15 s. */
export async function isProcessed({ client }: Installation, fileId: string, scale = 1): Promise<boolean> {
  const deadline = Date.now() + PROCESSING_DEADLINE_MS * scale;
  for (let delayMs = 200; ; delayMs = Math.min(delayMs * 2, 3_000)) {
    const { file } = await client.files.info({ file: fileId }).catch((error) => {
      throw slackFailure(error, 'harmless');
    });
    if (file?.mimetype) return true;
    if (Date.now() + delayMs * scale > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, delayMs * scale));
  }
}

/** The type of a file that people shared, empty where Slack does not know it yet; null: gone, or nothing the app may see. */
export async function readFileType({ client }: Installation, fileId: string): Promise<string | null> {
  try {
    const { file } = await client.files.info({ file: fileId });
    return file && file.mode !== 'tombstone' ? (file.mimetype ?? '') : null;
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    if (failure.code === 'chat_refused') return null;
    throw failure;
  }
}

/**
 * Whether a person may start from a file: one that they uploaded themselves, or that stands in the channel where it is
 * used. Slack is asked; what it does not say is no.
 */
export async function mayUseFile(
  { client }: Installation,
  fileId: string,
  { userId, channelId }: { readonly userId: string; readonly channelId: string },
): Promise<boolean> {
  try {
    const { file } = await client.files.info({ file: fileId });
    const places = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])];
    const shares = [file?.shares?.public, file?.shares?.private].flatMap((shared) => Object.keys(shared ?? {}));
    return file?.user === userId || [...places, ...shares].includes(channelId);
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    if (failure.code === 'chat_refused') return false;
    throw failure;
  }
}

/** The `ts` of the messages in a channel that a file of ours was shared in; none where it is gone. */
export async function listShares({ client }: Installation, fileId: string, channelId: string): Promise<string[]> {
  try {
    const { file } = await client.files.info({ file: fileId });
    const shares = [file?.shares?.public, file?.shares?.private].flatMap((places) => places?.[channelId] ?? []);
    return shares.flatMap(({ ts }) => ts ?? []);
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    if (failure.code === 'chat_refused') return [];
    throw failure;
  }
}

/** Deletes a file of ours. One that is gone, or that may not be deleted, is left: nobody is shown it any more. */
export async function deleteFile({ client }: Installation, fileId: string): Promise<void> {
  await client.files.delete({ file: fileId }).catch((error) => {
    const failure = slackFailure(error, 'harmless');
    if (failure.code !== 'chat_refused') throw failure;
  });
}
