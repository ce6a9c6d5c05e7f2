import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Receipt } from '../../core/making/chat.ts';
import { isShownByAddress } from '../../core/posting/missing.ts';
import type { ButtonPrices } from '../../core/pricing/button-prices.ts';
import { slackErrorName } from '../api/failures.ts';
import type { Message } from '../kit/message.ts';
import { imageMessage, type Shown } from '../result/image-message.ts';
import { visible } from '../result/looks.ts';

export interface ResultDeps {
  /** In the language of whoever sees the message. */
  readonly copyOf: (generation: Generation) => Promise<Copy>;
  /** What the buttons under a result cost. */
  readonly buttonPricesOf: (generation: Generation) => Promise<ButtonPrices>;
  readonly carousels: {
    /** Whether the team's Slack takes carousels; null: nobody knows yet. */
    readonly taken: (teamId: string) => Promise<boolean | null>;
    readonly remember: (teamId: string, taken: boolean) => Promise<void>;
  };
}

/**
 * Sends the message with the pictures: several as a carousel, or one below the other where the team's Slack takes none.
 * Which of the two is found out with the first such message, and kept (decision 14). Throws what `send` throws.
 */
export async function sendResult<Sent>(
  { copyOf, buttonPricesOf, carousels }: ResultDeps,
  generation: Generation,
  receipt: Receipt,
  send: (message: Message) => Promise<Sent>,
): Promise<Sent> {
  const { teamId } = generation;
  const copy = await copyOf(generation);
  const offers = await buttonPricesOf(generation);
  const message = (layout: Shown['layout']) =>
    imageMessage(generation, receipt, copy, { offers, layout, sourceOf: fileOf(generation) });
  const taken = visible(generation).length > 1 ? await carousels.taken(teamId) : false;
  if (taken === false) return await send(message('list'));
  // Not knowing it costs the next such message a second call, nothing more.
  const learn = async (isTaken: boolean) => {
    if (taken === null) await carousels.remember(teamId, isTaken).catch(() => undefined);
  };
  try {
    const sent = await send(message('carousel'));
    await learn(true);
    return sent;
  } catch (error) {
    if (slackErrorName(error) !== 'invalid_blocks') throw error;
  }
  const sent = await send(message('list'));
  await learn(false);
  return sent;
}

/** What stands there where Slack shows no file in a block: the words, and that the pictures are in the thread. */
export async function filesInThread(
  { copyOf, buttonPricesOf }: ResultDeps,
  generation: Generation,
  receipt: Receipt,
): Promise<Message> {
  const copy = await copyOf(generation);
  return imageMessage(generation, receipt, copy, {
    offers: await buttonPricesOf(generation),
    layout: 'list',
    sourceOf: () => null,
    note: copy.images.filesInThread,
  });
}

function fileOf({ pictures }: Generation): Shown['sourceOf'] {
  return (position) => {
    const picture = pictures.find((one) => one.position === position);
    if (picture?.fileId) return { slack_file: { id: picture.fileId } };
    return picture?.url && isShownByAddress(picture) ? { image_url: picture.url } : null;
  };
}
