import { type Copy, copyFor } from '../../copy/copy.ts';
import { FAILURES, Failure } from '../../core/failure.ts';
import { type Generation, isDirect, isPersonal } from '../../core/generation.ts';
import type { Chat } from '../../core/making/chat.ts';
import { readHead } from '../../core/picture-head.ts';
import { slackErrorName, slackFailure } from '../api/failures.ts';
import { isProcessed } from '../api/files.ts';
import type { Installation } from '../api/installations.ts';
import { removeMessage, tellAlone } from '../api/messages.ts';
import { createPacedMessages } from '../api/paced-messages.ts';
import type { People } from '../api/people.ts';
import { respond } from '../api/response-url.ts';
import { sharePictures, uploadPicture } from '../api/upload.ts';
import { LIMITS } from '../kit/limits.ts';
import { escapeMrkdwn, oneLine } from '../kit/text.ts';
import { createPrivacyChat } from '../privacy/chat.ts';
import { altText, imageMessage } from '../result/image-message.ts';
import { canceledMessage } from './canceled-message.ts';
import { failureMessage } from './failure-message.ts';
import { AS_FILES, createPictures, IN_BLOCKS, type PicturesDeps } from './pictures.ts';
import { placeholder } from './placeholder.ts';
import { createPosted } from './posted.ts';
import { filesInThread, type ResultDeps, sendResult } from './send-result.ts';
import { createTelling } from './tell.ts';

export interface ChatDeps extends Omit<ResultDeps, 'copyOf'>, PicturesDeps {
  /** The language of what all of a team see. */
  readonly languageOf: (teamId: string) => Promise<string>;
  readonly people: People;
}

/** Failures that are the asker's alone to read: nobody else is told what was refused. */
const PRIVATE = new Set([
  'prompt_refused',
  'request_rejected',
  'image_missing',
  'image_unreadable',
  'image_too_large',
  'request_too_large',
  'prompt_too_long',
]);
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found']);

/** After so many failed tries to say an ending in place it is said to the asker alone, too: it may never be taken there. */
const LAST_BEFORE_ALONE = FAILURES.chat_busy.tries - 1;

/** The Chat on Slack. */
export function createChat(deps: ChatDeps): Chat {
  const { installations, people, apiUrl, languageOf, buttonPricesOf, carousels, bytes, waitScale } = deps;
  const { postMessage, updateMessage, sharedIn } = createPacedMessages(waitScale);
  const privateCopy = async (at: Installation, userId: string) => copyFor(await people.localeOf(at, userId));
  /** What all read is in the team's language, what only the asker reads in theirs. */
  const copyOf = async (generation: Generation) =>
    isPersonal(generation)
      ? await privateCopy(await installations.of(generation.teamId), generation.userId)
      : copyFor(await languageOf(generation.teamId));
  const results = { copyOf, buttonPricesOf, carousels };
  const { showable, ...pictures } = createPictures(deps);

  return {
    async announce(generation, waiting) {
      const at = await installations.of(generation.teamId);
      const message = placeholder(generation, waiting, await copyOf(generation));
      try {
        const { ts, channelId } = await postMessage(at, placeOf(generation), message);
        const place = waiting.kind === 'in_line' ? waiting.place : null;
        return { delivery: 'message', messageTs: ts, channelId, place };
      } catch (error) {
        const failure = slackFailure(error, 'message');
        if (failure.code !== 'channel_unreachable' || !generation.responseUrl) throw failure;
        const copy = await privateCopy(at, generation.userId);
        // Its place in line would stay as it is now: this message can't be changed.
        const lasting = waiting.kind === 'making' ? waiting : { kind: 'making' as const, figures: null };
        const more = wordsFor(generation, copy.images.cannotPostHereYet);
        await respond(generation.responseUrl, apiUrl, placeholder(generation, lasting, copy, more));
        return { delivery: 'response_url', messageTs: null, channelId: null, place: null };
      }
    },

    async upload(generation, position, picture) {
      const at = await installations.of(generation.teamId);
      const copy = await copyOf(generation);
      const shown = await showable(generation, picture, IN_BLOCKS);
      const fileId = await uploadPicture(at, bytes, {
        picture: shown,
        title: oneLine(generation.prompt, 100),
        altText: altText(generation, position, copy, LIMITS.fileAltText),
      });
      const { width = 0, height = 0 } = 'bytes' in shown ? (readHead(shown.bytes) ?? {}) : shown;
      return { fileId, look: { width, height, came: picture.mimetype, posted: shown.mimetype } };
    },

    awaitFile: async (teamId, fileId) => await isProcessed(await installations.of(teamId), fileId, waitScale),

    async showPictures(generation, receipt) {
      const at = await installations.of(generation.teamId);
      const processed = await Promise.all(filesOf(generation).map((fileId) => isProcessed(at, fileId, waitScale)));
      if (processed.includes(false)) return 'files_unprocessed';
      try {
        await sendResult(results, generation, receipt, (message) => updateMessage(at, generation, message));
        return 'shown';
      } catch (error) {
        const name = slackErrorName(error) ?? '';
        if (GONE.has(name)) return 'placeholder_gone';
        if (name === 'invalid_blocks') return 'files_unprocessed';
        throw error;
      }
    },

    async postPictures(generation, receipt) {
      const at = await installations.of(generation.teamId);
      for (const fileId of filesOf(generation)) await isProcessed(at, fileId, waitScale);
      const { ts, channelId } = await sendResult(results, generation, receipt, (message) =>
        postMessage(at, placeOf(generation), message),
      );
      return { messageTs: ts, channelId };
    },

    async shareFiles(generation, receipt, shared, read, keep) {
      const at = await installations.of(generation.teamId);
      const copy = await copyOf(generation);
      // The harmless part comes first: once the files are shared, nothing more can go wrong that would repeat it. Of late ones
      // the message that stands is brought up to date when they are there.
      if (generation.state !== 'posted')
        await updateMessage(at, generation, await filesInThread(results, generation, receipt));
      const named = shared.map((picture) => ({
        position: picture.position,
        read: async () => await showable(generation, await read(picture), AS_FILES),
        title: oneLine(generation.prompt, 100),
        altText: altText(generation, picture.position, copy, LIMITS.fileAltText),
      }));
      return await sharedIn(generation, () =>
        sharePictures(at, bytes, named, keep, {
          channelId: generation.channelId,
          threadTs: generation.replyTs ?? generation.messageTs,
          isPatient: generation.attempts === 0,
          comment: escapeMrkdwn(copy.images.readyText(oneLine(generation.prompt, LIMITS.promptShown))),
        }),
      );
    },

    async answerPictures(generation, receipt) {
      const at = await installations.of(generation.teamId);
      const copy = await privateCopy(at, generation.userId);
      const address = (position: number) => {
        const url = generation.pictures.find((picture) => picture.position === position)?.url;
        if (!url || url.length > LIMITS.imageUrl)
          throw new Failure('channel_unreachable', { detail: 'no address to show' });
        return { image_url: url };
      };
      const message = imageMessage(generation, receipt, copy, {
        // What a button makes would have to be posted where the app can't be.
        offers: null,
        layout: 'list',
        sourceOf: address,
        note: wordsFor(generation, copy.images.cannotPostHere),
      });
      if (!generation.responseUrl) throw new Failure('channel_unreachable');
      await respond(generation.responseUrl, apiUrl, message);
    },

    ...createPosted({ installations, results, privateCopy, updateMessage }),

    async explain(generation, code, receipt) {
      const at = await installations.of(generation.teamId);
      const ownCopy = await privateCopy(at, generation.userId);
      const ending = (copy: Copy) =>
        code === 'canceled'
          ? canceledMessage(generation, receipt, copy)
          : failureMessage(generation, code, receipt, copy);
      const alone = ending(ownCopy);
      if (generation.delivery === 'response_url' && generation.responseUrl) {
        await respond(generation.responseUrl, apiUrl, alone).catch(() => tellAlone(at, generation, alone));
        return;
      }
      if (!generation.messageTs) return await tellAlone(at, generation, alone);
      if (PRIVATE.has(code) && !isPersonal(generation)) {
        await tellAlone(at, generation, alone);
        return await removeMessage(at, generation);
      }
      const inPlace = ending(await copyOf(generation));
      await updateMessage(at, generation, inPlace).catch(async (error) => {
        const { code } = slackFailure(error, 'harmless');
        if (code !== 'chat_busy' && code !== 'chat_paced') return await tellAlone(at, generation, alone);
        if (code === 'chat_busy' && generation.attempts === LAST_BEFORE_ALONE)
          await tellAlone(at, generation, alone).catch(() => undefined);
        throw error;
      });
    },

    async showWaiting(generation, waiting) {
      if (!generation.messageTs) return;
      const at = await installations.of(generation.teamId);
      const message = placeholder(generation, waiting, await copyOf(generation));
      await updateMessage(at, generation, message, { courtesy: waiting.kind !== 'canceling' });
    },

    async showStatus(generation, status) {
      const { teamId, channelId, replyTs } = generation;
      if (!replyTs) return;
      try {
        const { client } = await installations.of(teamId);
        const words = status === 'making' ? (await copyOf(generation)).waiting.status : '';
        await client.assistant.threads.setStatus({ channel_id: channelId, thread_ts: replyTs, status: words });
      } catch {
        // The placeholder says the same.
      }
    },

    ...pictures,

    ...createTelling(deps),

    ...createPrivacyChat(deps),
  };
}

function filesOf({ pictures }: Generation): string[] {
  return pictures.flatMap(({ fileId }) => fileId ?? []);
}

/** Private pictures go to the asker's direct messages with the app, whose id is known once something stands there. */
function placeOf(generation: Generation): Generation {
  const { isPrivate, channelId, askedChannelId, userId } = generation;
  return isPrivate && channelId === askedChannelId ? { ...generation, channelId: userId } : generation;
}

/** Nobody can invite an app to a conversation of two people, nor let it write to them; anywhere else they can. */
function wordsFor(
  { channelId, isPrivate }: Generation,
  words: { readonly channel: string; readonly direct: string; readonly closed: string },
): string {
  if (isPrivate) return words.closed;
  return isDirect(channelId) ? words.direct : words.channel;
}
