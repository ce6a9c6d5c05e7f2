import type { Copy } from '../../src/copy/copy.ts';
import { FAILURES, type FailureCode } from '../../src/core/failure.ts';
import type { Picture } from '../../src/core/generation.ts';
import { REFUSAL_RULES, REFUSED_PARTS } from '../../src/core/refusal.ts';
import { failureMessage } from '../../src/slack/making/failure-message.ts';
import { imageMessage, type Shown } from '../../src/slack/result/image-message.ts';
import { buttonPricesOf, CREDITS, generationOf, type Load, parentOf, receiptOf } from './data.ts';
import type { Sample } from './sample.ts';

const CODES = Object.keys(FAILURES) as FailureCode[];
const file = (position: number) => ({ slack_file: { id: `F0PICTURE${position}` } });
const shown = (load: Load): Shown => ({ offers: buttonPricesOf(load), layout: 'carousel', sourceOf: file });

/** What all of a channel read. */
export const MESSAGES: readonly Sample[] = [
  { name: 'imageMessage', build: (copy, load) => imageMessage(generationOf(load), receiptOf(load), copy, shown(load)) },
  {
    name: 'imageMessage: four pictures',
    build: (copy, load) => imageMessage(generationOf(load, { count: 4 }), receiptOf(load), copy, shown(load)),
  },
  {
    name: 'imageMessage: four pictures, where Slack takes no carousel',
    build: (copy, load) =>
      imageMessage(generationOf(load, { count: 4 }), receiptOf(load), copy, { ...shown(load), layout: 'list' }),
  },
  {
    name: 'imageMessage: one of four can’t be fetched yet',
    build: (copy, load) => lacking(load, copy, { trouble: 'download_failed' }),
  },
  {
    name: 'imageMessage: one of four was given up',
    build: (copy, load) => lacking(load, copy, { trouble: 'download_failed', isGivenUp: true }),
  },
  {
    name: 'imageMessage: where no files may be uploaded',
    build: (copy, load) => byAddress(load, copy, 'uploads_disabled'),
  },
  {
    name: 'imageMessage: where there is no room for files',
    build: (copy, load) => byAddress(load, copy, 'storage_full'),
  },
  {
    name: 'imageMessage: of a HEIC photo, and it came as WebP',
    build: (copy, load) => {
      const look = { width: 240, height: 160, came: 'image/webp', posted: 'image/png' } as const;
      const pictures = generationOf(load, { count: 1 }).pictures.map((picture) => ({ ...picture, look }));
      const generation = generationOf(load, { count: 1, pictures, rendition: 1_024, startsFromFiles: true });
      return imageMessage(generation, receiptOf(load), copy, shown(load));
    },
  },
  {
    name: 'imageMessage: a finished draft',
    build: (copy, load) => {
      const generation = generationOf(load, {
        act: 'finish',
        quality: 'high',
        count: 1,
        parent: parentOf(load),
        label: '2',
      });
      const saving = { drafts: CREDITS[load], finish: 14, instead: 3 * CREDITS[load] + 44 };
      const offers = { ...buttonPricesOf(load), finish: null, again: null };
      return imageMessage(generation, receiptOf(load, { saving }), copy, { ...shown(load), offers });
    },
  },
  {
    name: 'imageMessage: for its asker alone',
    build: (copy, load) => {
      const generation = generationOf(load, { act: 'hide', channelId: 'D0ACMEANA1', isPrivate: true });
      return imageMessage(generation, receiptOf(load), copy, shown(load));
    },
  },
  {
    name: 'imageMessage: high already',
    build: (copy, load) => {
      const offers = { ...buttonPricesOf(load), finish: null };
      const generation = generationOf(load, { model: 'gpt-image-2', quality: 'high' });
      return imageMessage(generation, receiptOf(load), copy, { ...shown(load), offers });
    },
  },
  {
    name: 'imageMessage: where the app can’t be',
    build: (copy, load) =>
      imageMessage(generationOf(load), receiptOf(load), copy, {
        ...shown(load),
        offers: null,
        note: copy.images.cannotPostHere.channel,
      }),
  },
  {
    name: 'imageMessage: an edit',
    build: (copy, load) => {
      const generation = generationOf(load, { act: 'edit', parent: parentOf(load), label: '2b' });
      return imageMessage(generation, receiptOf(load), copy, shown(load));
    },
  },
  ...CODES.map(
    (code): Sample => ({
      name: `failureMessage: ${code}`,
      build: (copy, load) => {
        const state = FAILURES[code].keepsHold ? 'unknown' : code.startsWith('chat') ? 'made' : 'failed';
        const charged = state === 'made' ? 4 : 0;
        const generation = generationOf(load, {
          state,
          failure: code,
          chargedCredits: state === 'unknown' ? null : charged,
        });
        return failureMessage(generation, code, receiptOf(load, { charged }), copy);
      },
    }),
  ),
  {
    name: 'failureMessage: outcome_unknown, given back',
    build: (copy, load) => {
      const generation = generationOf(load, { state: 'unknown', failure: 'outcome_unknown', chargedCredits: 0 });
      return failureMessage(generation, 'outcome_unknown', receiptOf(load, { charged: 0 }), copy);
    },
  },
  ...REFUSAL_RULES.map(
    (rule, i): Sample => ({
      name: `failureMessage: prompt_refused, ${rule}`,
      build: (copy, load) => {
        const about = {
          state: 'failed',
          failure: 'prompt_refused',
          chargedCredits: 0,
          parent: parentOf(load),
        } as const;
        const part = [null, ...REFUSED_PARTS][i % 5] ?? null;
        const generation = generationOf(load, { ...about, kind: 'edit', act: 'edit', refusal: { rule, part } });
        return failureMessage(generation, 'prompt_refused', receiptOf(load, { charged: 0 }), copy);
      },
    }),
  ),
];

/** Four pictures, the third of which is not there. */
function lacking(load: Load, copy: Copy, about: Partial<Picture>) {
  const pictures = generationOf(load, { count: 4 }).pictures.map((picture) =>
    picture.position === 3 ? { ...picture, fileId: null, look: null, ...about } : picture,
  );
  return imageMessage(generationOf(load, { count: 4, pictures }), receiptOf(load), copy, shown(load));
}

function byAddress(load: Load, copy: Copy, trouble: 'uploads_disabled' | 'storage_full') {
  const url = 'https://cdn.pixapi.ai/generated/1.png';
  const pictures = generationOf(load, { count: 1 }).pictures.map((picture) => ({
    ...picture,
    ...{ fileId: null, look: null, url, trouble },
  }));
  const sourceOf = () => ({ image_url: url });
  return imageMessage(generationOf(load, { count: 1, pictures }), receiptOf(load), copy, { ...shown(load), sourceOf });
}
