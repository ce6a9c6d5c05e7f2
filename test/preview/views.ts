import type { Allowance } from '../../src/core/budget.ts';
import { type Choices, formOrder } from '../../src/core/form-order.ts';
import { MODELS } from '../../src/pixapi/models.ts';
import { type ComposeForm, composeModal } from '../../src/slack/blocks/compose-modal.ts';
import { loadingModal, noticeModal } from '../../src/slack/blocks/form.ts';
import { CREDITS, ID, type Load, PROMPT, RENEWS } from './data.ts';
import type { Sample } from './sample.ts';

const PARTS = { models: MODELS, defaultModel: 'gpt-image-1.5' };
const NOTHING: Choices = { size: '1024x1024', quality: null, count: 1, style: null };
const MUCH: Choices = { size: '3840x2160', quality: 'high', count: 4, style: 'isometric' };

const choicesOf = (load: Load) => (load === 'worst' ? MUCH : NOTHING);
const allowanceOf = (load: Load): Allowance => ({ left: CREDITS[load], scope: 'channel', renews: RENEWS });

function formOf(load: Load, about: Partial<ComposeForm> = {}, retired: readonly string[] = []): ComposeForm {
  const order = formOrder(PARTS, new Set(retired), { text: '' }, choicesOf(load));
  if (!order) throw new Error('nothing can be ordered');
  const origin = { channelId: 'C0ACMEGENERAL', threadTs: null, again: null, attempt: 0 };
  const allowance = allowanceOf(load);
  const text = load === 'worst' ? PROMPT.worst : '';
  return { origin, order, allowance, text, place: 'here', kept: 0, note: null, ...about };
}

/** What opens in front of a person. */
export const VIEWS: readonly Sample[] = [
  { name: 'loadingModal', build: (copy) => loadingModal(copy.compose.title, [copy]) },
  { name: 'noticeModal', build: (copy) => noticeModal(copy.compose.title, copy.compose.nothingOffered, copy) },
  { name: 'composeModal', build: (copy, load) => composeModal(formOf(load), copy) },
  {
    name: 'composeModal: from nowhere in particular',
    build: (copy, load) => {
      const origin = { channelId: null, threadTs: null, again: null, attempt: 0 };
      return composeModal(formOf(load, { origin, place: 'me' }), copy);
    },
  },
  {
    name: 'composeModal: asked for once more, in a thread, at another price',
    build: (copy, load) => {
      const origin = { channelId: 'C0ACMEGENERAL', threadTs: '1.1', again: ID, attempt: 1 };
      const note = copy.compose.priceChanged(CREDITS[load]);
      return composeModal(formOf(load, { origin, text: PROMPT[load], place: 'thread', kept: 2, note }), copy);
    },
  },
  {
    name: 'composeModal: more than is left, a size that is gone',
    build: (copy, load) => {
      const form = formOf(load, { allowance: { left: 0, scope: 'person', renews: RENEWS } }, ['gpt-image-2']);
      return composeModal({ ...form, order: { ...form.order, dropped: '2048x1152' } }, copy);
    },
  },
];
