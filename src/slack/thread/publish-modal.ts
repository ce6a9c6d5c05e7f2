import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import { isStart } from '../../core/acts.ts';
import { type Generation, isPersonal } from '../../core/generation.ts';
import { publishPlace } from '../../core/thread/publish.ts';
import { button } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { aboutOf } from '../kit/may-touch.ts';
import { oneLine, plain } from '../kit/text.ts';

/** The button, and the modal that it opens where no channel is known. */
export const PUBLISH_IMAGE = 'publish_image';
export const PUBLISH_WHERE = 'publish_where';
const MOST_STEPS = 10;

/** Under a picture that only its asker sees, until it is published. */
export function publishButtons(generation: Generation, copy: Copy): types.Button[] {
  const { id, publishedIn, act } = generation;
  if (!isPersonal(generation) || publishedIn !== null || !isStart({ act })) return [];
  const { publish } = copy.threads;
  return [button(PUBLISH_IMAGE, publishPlace(generation) ? publish.button : publish.choose, id)];
}

/** Who sees it and where it was asked, or where it was published; null where all see it. */
export function aloneNote(generation: Generation, copy: Copy): string | null {
  if (!isPersonal(generation)) return null;
  const { publish } = copy.threads;
  if (generation.publishedIn) return publish.published(`<#${generation.publishedIn}>`);
  const place = publishPlace(generation);
  return place ? publish.alone(`<#${place}>`) : publish.aloneHere;
}

/** "v1 a red fox → v2 make it night · 2 credits together" */
export function lineageLine({ lineage }: Generation, copy: Copy): types.RichTextBlock {
  const credits = lineage.reduce((sum, step) => sum + step.credits, 0);
  const numbered = lineage.map(({ prompt }, i) => ({ prompt, number: String(i + 1) }));
  const told = numbered.length > MOST_STEPS ? [...numbered.slice(0, 1), ...numbered.slice(1 - MOST_STEPS)] : numbered;
  const steps = told.flatMap(({ prompt, number }, i): types.RichTextElement[] => {
    const skips = i > 0 && Number(number) - Number(told[i - 1]?.number) > 1;
    const name = told.length > 1 ? `${copy.images.from(number, null)} ` : '';
    return [
      { type: 'text', text: `${i > 0 ? ' → ' : ''}${skips ? '… → ' : ''}${name}` },
      prompt === null
        ? { type: 'text', text: copy.threads.tree.deleted }
        : { type: 'text', text: oneLine(prompt, LIMITS.promptListed), style: { bold: true } },
    ];
  });
  const shown = steps.filter((element) => element.type !== 'text' || element.text !== '');
  const sum: types.RichTextElement = { type: 'text', text: ` · ${copy.threads.publish.together(credits)}` };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...shown, sum] }] };
}

/** Asks for the channel. */
export function publishModal(generation: Pick<Generation, 'id' | 'channelId'>, copy: Copy): types.ModalView {
  const { publish } = copy.threads;
  return {
    type: 'modal',
    callback_id: PUBLISH_IMAGE,
    private_metadata: aboutOf(generation),
    title: plain(publish.title, LIMITS.modalTitle),
    submit: plain(publish.submit, LIMITS.modalTitle),
    close: plain(publish.close, LIMITS.modalTitle),
    blocks: [
      {
        type: 'input',
        block_id: PUBLISH_WHERE,
        label: plain(publish.where, LIMITS.label),
        element: {
          type: 'conversations_select',
          action_id: PUBLISH_WHERE,
          filter: { include: ['public', 'private'] },
        },
      },
    ],
  };
}

const filled = z.object({
  state: z.object({
    values: z.object({
      [PUBLISH_WHERE]: z.object({ [PUBLISH_WHERE]: z.object({ selected_conversation: z.string().min(1) }) }),
    }),
  }),
});

/** The channel; null for what no modal of ours would send. */
export function readPublishModal(view: unknown): string | null {
  return filled.safeParse(view).data?.state.values[PUBLISH_WHERE][PUBLISH_WHERE].selected_conversation ?? null;
}
