import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import { isStart, standsForShown } from '../../core/acts.ts';
import type { Generation } from '../../core/generation.ts';
import type { Terms } from '../../core/ordering/request-image.ts';
import { readFileType } from '../api/files.ts';
import type { Installation } from '../api/installations.ts';
import { mayBePicture } from '../ask/read-talk.ts';
import { LIMITS } from '../kit/limits.ts';
import { altText } from '../result/image-message.ts';
import { type EditablePicture, type EditOrigin, MOST_TO_CHOOSE_FROM } from './edit-modal.ts';

const message = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  bot_id: z.string().nullish(),
  files: z
    .array(
      z.object({
        id: z.string(),
        mode: z.string().nullish(),
        mimetype: z.string().nullish(),
        file_access: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** A message as the shortcut brings it, as far as we look at it. */
export interface PointedMessage {
  readonly ts: string;
  readonly threadTs: string;
  readonly botId: string | null;
  readonly fileIds: readonly string[];
  /** It had pictures that are deleted now. */
  readonly hadFiles: boolean;
}

export function readPointedMessage(sent: unknown): PointedMessage {
  const { ts, thread_ts, bot_id, files } = message.parse(sent);
  const there = (files ?? []).filter(({ mode }) => mode !== 'tombstone');
  return {
    ts,
    threadTs: thread_ts ?? ts,
    botId: bot_id ?? null,
    fileIds: there.filter(mayBePicture).map(({ id }) => id),
    hadFiles: there.length < (files ?? []).length,
  };
}

/** What a form edits, and on which terms if nothing else is chosen. */
export interface EditTarget {
  readonly origin: EditOrigin;
  readonly pictures: readonly EditablePicture[];
  readonly terms: Terms;
}

/** Why there is nothing to edit; the word in `copy.compose` for it. */
export type NoTarget = 'noPicture' | 'pictureGone' | 'pictureUnseen';

/** The pictures of one of our messages. An undo stands for the version that it shows again. */
export function generationTarget(generation: Generation, copy: Copy, attempt = 0): EditTarget | NoTarget {
  const { id, act, other, deleted, pictures, channelId, replyTs, messageTs, model, size, quality } = generation;
  const threadTs = replyTs ?? messageTs;
  if (deleted) return 'pictureGone';
  if (pictures.length === 0 || threadTs === null || !isStart({ act })) return 'noPicture';
  return {
    origin: {
      channelId,
      threadTs,
      generationId: standsForShown({ act }) && other ? other.id : id,
      fileIds: [],
      attempt,
    },
    pictures: pictures.map(({ position, fileId }) => ({
      value: String(position),
      fileId,
      altText: altText(generation, position, copy, LIMITS.altText),
    })),
    terms: { model, size, ...(quality ? { quality } : {}) },
  };
}

/** What Slack shows in blocks, of what we can start from. */
const SHOWABLE = new Set(['image/png', 'image/jpeg', 'image/jpg']);

/** Uploaded pictures. Slack is asked about each: what the app can't see can't be edited, and what Slack can't show is not shown. */
export async function uploadTarget(
  at: Installation,
  place: { readonly channelId: string; readonly threadTs: string },
  fileIds: readonly string[],
  copy: Copy,
): Promise<EditTarget | NoTarget> {
  const asked = await Promise.all(
    fileIds.slice(0, MOST_TO_CHOOSE_FROM).map(async (id) => ({ id, mimetype: await readFileType(at, id) })),
  );
  const seen = asked.flatMap(({ id, mimetype }) => (mimetype === null ? [] : [{ id, mimetype }])).filter(mayBePicture);
  if (seen.length === 0) return asked.some(({ mimetype }) => mimetype !== null) ? 'noPicture' : 'pictureUnseen';
  const origin = { ...place, generationId: null, fileIds: seen.map(({ id }) => id), attempt: 0 };
  const values = seen.filter(({ mimetype }) => SHOWABLE.has(mimetype)).map(({ id }) => id);
  return uploadsOf(origin, values, copy);
}

/** The same, of which is known already what can be shown. */
export function uploadsOf(origin: EditOrigin, shown: readonly string[], copy: Copy): EditTarget {
  return {
    origin,
    pictures: origin.fileIds.map((id, i) => ({
      value: id,
      fileId: shown.includes(id) ? id : null,
      altText: copy.compose.upload(i + 1),
    })),
    terms: { size: 'auto' },
  };
}
