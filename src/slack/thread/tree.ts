import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import { ruleOf } from '../../core/acts.ts';
import type { Generation } from '../../core/generation.ts';
import { type Branch, canBeSeen } from '../../core/thread/versions.ts';
import { button } from '../kit/button.ts';
import { erasedOn } from '../kit/erased.ts';
import { stateWord } from '../kit/history-lines.ts';
import { LIMITS } from '../kit/limits.ts';
import { aboutOf } from '../kit/may-touch.ts';
import { context, type Message, section } from '../kit/message.ts';
import { lineElements } from '../kit/rich.ts';
import { oneLine, plain } from '../kit/text.ts';

/** The button, and the modal that it opens. */
export const HISTORY_IMAGE = 'history_image';

export const SHOW_AGAIN = 'show_again';
const DEEPEST_INDENT = 8;

/** The versions of a thread, each below and right of what it came from. */
export function treeAnswer(branches: readonly Branch[], copy: Copy): Message {
  const { title } = copy.threads.tree;
  return {
    text: `${title}: ${listed(branches)
      .map(({ version }) => copy.images.from(version.label ?? '', null))
      .join(', ')}`,
    blocks: [section(`*${title}*`), ...treeBlocks(branches, copy)],
  };
}

/** The same in a modal, where a version can be shown again. `about`: a version of the thread; `shownId`: the one that it shows now. */
export function treeModal(
  branches: readonly Branch[],
  about: Pick<Generation, 'id' | 'channelId'>,
  shownId: string | null,
  copy: Copy,
): types.ModalView {
  const { tree } = copy.threads;
  const options = listed(branches)
    .filter(({ version }) => version.id !== shownId && canBeSeen(version))
    .map(({ version: { id: value, label, prompt } }): types.PlainTextOption => {
      const text = `${copy.images.from(label ?? '', null)} · ${oneLine(prompt ?? '', LIMITS.optionText)}`;
      return { text: plain(text, LIMITS.optionText), value };
    });
  const choice: types.InputBlock = {
    type: 'input',
    block_id: SHOW_AGAIN,
    label: plain(tree.choose, LIMITS.contextText),
    element: { type: 'static_select', action_id: SHOW_AGAIN, options },
  };
  return {
    type: 'modal',
    callback_id: HISTORY_IMAGE,
    private_metadata: aboutOf(about),
    title: plain(tree.title, LIMITS.modalTitle),
    close: plain(tree.close, LIMITS.modalTitle),
    ...(options.length > 0 ? { submit: plain(tree.submit, LIMITS.modalTitle) } : {}),
    blocks: [...treeBlocks(branches, copy), ...(options.length > 0 ? [choice] : [])],
  };
}

const filled = z.object({
  state: z.object({
    values: z.object({
      [SHOW_AGAIN]: z.object({ [SHOW_AGAIN]: z.object({ selected_option: z.object({ value: z.uuid() }) }) }),
    }),
  }),
});

/** The version that is to be shown again; null for what no modal of ours would send. */
export function readTreeModal(view: unknown): string | null {
  return filled.safeParse(view).data?.state.values[SHOW_AGAIN][SHOW_AGAIN].selected_option.value ?? null;
}

/** What is listed of a large tree: the newest. */
function listed(branches: readonly Branch[]): readonly Branch[] {
  return branches.slice(-LIMITS.versionsShown);
}

function treeBlocks(branches: readonly Branch[], copy: Copy): types.KnownBlock[] {
  const shown = listed(branches);
  const lists = shown.map(
    (branch): types.RichTextList => ({
      type: 'rich_text_list',
      style: 'bullet',
      indent: Math.min(branch.depth, DEEPEST_INDENT),
      elements: [{ type: 'rich_text_section', elements: branchLine(branch, copy) }],
    }),
  );
  return [
    { type: 'rich_text', elements: lists },
    ...(shown.length < branches.length ? [context(copy.threads.tree.more(shown.length))] : []),
  ];
}

function branchLine({ version, origin }: Branch, copy: Copy) {
  const { label, prompt, userId, act, chargedCredits, heldCredits, chargeEstimated, parentPicture } = version;
  const { tree, again } = copy.threads;
  if (prompt === null) {
    const why = version.erasedAt ? erasedOn(version.erasedAt, copy) : tree.deleted;
    return [{ type: 'text' as const, text: `${copy.images.from(label ?? '', null)} · ${why}` }];
  }
  const which = origin && origin.count > 1 ? (parentPicture ?? 1) : null;
  const name = origin
    ? copy.images.versionFrom(label ?? '', copy.images.from(origin.label ?? '', which))
    : copy.images.from(label ?? '', null);
  const cost =
    ruleOf({ act }).place !== 'thread' ? again.free : tree.cost(chargedCredits ?? heldCredits, chargeEstimated);
  const facts = [cost, stateWord(version, copy)].join(' · ');
  return lineElements(oneLine(prompt, LIMITS.promptListed), userId, (what, person) =>
    tree.line(name, what, person, facts),
  );
}

/** The buttons that lead to the other versions of the thread, where there are any. */
export function threadButtons({ id, version, delivery }: Generation, copy: Copy): types.Button[] {
  if ((version ?? 1) === 1 || delivery === 'response_url') return [];
  return [button(HISTORY_IMAGE, copy.threads.tree.button, id)];
}
