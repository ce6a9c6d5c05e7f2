import type { Generation, Picture } from '../../src/core/generation.ts';
import type { Receipt } from '../../src/core/making/chat.ts';
import type { ButtonPrices } from '../../src/core/pricing/button-prices.ts';

/** Which data a message or view is shown with: what is usual, and the longest and oddest that may come. */
export type Load = 'usual' | 'worst';

/** Every character that is markup to somebody, over and over; no sentence of it is shorter when escaped. */
const HOSTILE = '<!channel> & <@U0ACMEANA1> `*_~ "‮ 🦊';

export const PROMPT: Record<Load, string> = {
  usual: 'a red fox reading a newspaper',
  worst: HOSTILE.repeat(Math.ceil(4_000 / HOSTILE.length))
    .slice(0, 4_000)
    .toWellFormed(),
};

/** Builds with this text wherever the worst was typed. */
export function withTyped<T>(text: string, build: () => T): T {
  const { worst } = PROMPT;
  PROMPT.worst = text;
  try {
    return build();
  } finally {
    PROMPT.worst = worst;
  }
}

/** A number of credits. */
export const CREDITS: Record<Load, number> = { usual: 4, worst: 1_000_000_000 };

export const MONTH = '2026-11-01';
export const RENEWS = '2026-12-01';
export const SOME_DAY = new Date('2026-11-24T12:00:00Z');

export function receiptOf(load: Load, about: Partial<Receipt> = {}): Receipt {
  return {
    held: CREDITS[load],
    charged: CREDITS[load],
    estimated: load === 'worst',
    left: 212,
    month: MONTH,
    saving: null,
    period: 'month',
    reached: null,
    ...about,
  };
}

const LOOK = {
  look: { width: 1024, height: 1024, came: 'image/png', posted: 'image/png' },
  trouble: null,
  isGivenUp: false,
  isShared: false,
} as const;

function pictureOf(position: number, about: Partial<Picture> = {}): Picture {
  return { position, url: null, bytes: null, fileId: `F0PICTURE${position}`, altText: null, ...LOOK, ...about };
}

export const ID = '0198b0a4-0000-7000-8000-000000000001';
const OTHER_ID = '0198b0a4-0000-7000-8000-000000000002';

/** A request of ana's in #general, posted, with as many pictures as it asked for. */
export function generationOf(load: Load, about: Partial<Generation> = {}): Generation {
  const count = about.count ?? (load === 'worst' ? 4 : 1);
  return {
    teamId: 'T0ACME',
    id: ID,
    channelId: 'C0ACMEGENERAL',
    askedChannelId: 'C0ACMEGENERAL',
    userId: 'U0ACMEANA1',
    act: 'make',
    kind: 'generation',
    prompt: PROMPT[load],
    style: load === 'worst' ? 'isometric' : null,
    isPrivate: false,
    model: load === 'worst' ? 'gpt-image-2' : 'gpt-image-1.5',
    size: load === 'worst' ? '3840x2160' : '1024x1024',
    quality: load === 'worst' ? 'low' : null,
    count,
    state: 'posted',
    failure: null,
    refusal: null,
    month: MONTH,
    heldCredits: CREDITS[load],
    chargedCredits: CREDITS[load],
    chargeEstimated: load === 'worst',
    parent: null,
    other: null,
    lineage: [],
    publishedIn: null,
    sendBytes: false,
    version: 1,
    label: load === 'worst' ? '1000zz' : '1',
    deleted: false,
    erasedAt: null,
    revision: 0,
    shownRevision: 0,
    refusedRevision: 0,
    redrawFailure: null,
    changedBy: null,
    replyTs: null,
    messageTs: '1.1',
    responseUrl: null,
    delivery: 'message',
    taskId: 'task_1',
    attempts: 0,
    canceledAt: null,
    canceledBy: null,
    showing: false,
    placeShown: null,
    turnAt: null,
    announced: true,
    requestedAt: SOME_DAY,
    taskAgeMs: 0,
    ownKeyId: null,
    told: false,
    pictures: Array.from({ length: count }, (_, i) => pictureOf(i + 1)),
    sourceFileIds: [],
    startsFromFiles: false,
    rendition: null,
    ...about,
  };
}

/** What the buttons cost. */
export function buttonPricesOf(load: Load): ButtonPrices {
  return load === 'worst'
    ? { vary: CREDITS.worst, finish: CREDITS.worst, again: CREDITS.worst, confirmAbove: 0 }
    : { vary: 4, finish: 14, again: 1, confirmAbove: 10 };
}

/** What an edit starts from. */
export function parentOf(load: Load): NonNullable<Generation['parent']> {
  return {
    id: OTHER_ID,
    label: load === 'worst' ? '999zz' : '1',
    prompt: PROMPT[load],
    count: load === 'worst' ? 4 : 1,
    picture: pictureOf(1),
  };
}
