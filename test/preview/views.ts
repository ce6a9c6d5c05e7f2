import { NO_POLICY } from '../../src/core/policy/policy.ts';
import { type Choices, formOrder } from '../../src/core/pricing/form-order.ts';
import type { Allowance } from '../../src/core/team/budget.ts';
import { type ComposeForm, composeModal } from '../../src/slack/composer/compose-modal.ts';
import { type EditForm, editModal } from '../../src/slack/editor/edit-modal.ts';
import { loadingModal, noticeModal } from '../../src/slack/form/fields.ts';
import { keyModal } from '../../src/slack/policy/key-modal.ts';
import { managersModal } from '../../src/slack/policy/managers-modal.ts';
import { policySetModal } from '../../src/slack/policy/policy-form.ts';
import { policyModal } from '../../src/slack/policy/policy-modal.ts';
import { OFFER } from '../support/models.ts';
import { BUDGET_FORMS } from './budget-forms.ts';
import { CREDITS, ID, type Load, PROMPT, RENEWS } from './data.ts';
import { HOMES } from './homes.ts';
import { policyOf } from './policy.ts';
import type { Sample } from './sample.ts';

const NOTHING: Choices = { size: '1024x1024', quality: null, count: 1, style: null };
const MUCH: Choices = { size: '3840x2160', quality: 'high', count: 4, style: 'isometric' };

const choicesOf = (load: Load) => (load === 'worst' ? MUCH : NOTHING);
const allowanceOf = (load: Load): Allowance => ({ left: CREDITS[load], scope: 'channel', renews: RENEWS });

function formOf(load: Load, about: Partial<ComposeForm> = {}, retired: readonly string[] = []): ComposeForm {
  const order = formOrder(OFFER, new Set(retired), { text: '' }, choicesOf(load));
  if (!order) throw new Error('nothing can be ordered');
  const origin = { channelId: 'C0ACMEGENERAL', threadTs: null, again: null, attempt: 0 };
  const allowance = allowanceOf(load);
  const text = load === 'worst' ? PROMPT.worst : '';
  return { origin, order, allowance, text, place: 'here', kept: 0, note: null, ...about };
}

function editOf(load: Load, about: Partial<EditForm> = {}): EditForm {
  const terms = { model: 'gpt-image-2', size: '1024x1536', quality: 'medium' } as const;
  const from = { parentId: ID, parentPicture: 1, terms };
  const chosen = { size: null, quality: load === 'worst' ? ('high' as const) : null, count: 1, style: null };
  const order = formOrder(OFFER, new Set(), { text: '', from }, chosen);
  if (!order) throw new Error('nothing can be ordered');
  const origin = { channelId: 'C0ACMEGENERAL', threadTs: '1.1', generationId: ID, fileIds: [], attempt: 0 };
  const picture = { value: '1', fileId: 'F0PICTURE1', altText: PROMPT[load].slice(0, 1_900) };
  const text = load === 'worst' ? PROMPT.worst : '';
  return { origin, order, allowance: allowanceOf(load), pictures: [picture], which: '1', text, note: null, ...about };
}

const uploads = Array.from({ length: 10 }, (_, i) => `F0UPLOAD${i}`);

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
  ...HOMES,
  {
    name: 'policyModal',
    build: (copy, load) =>
      policyModal(
        load === 'worst' ? policyOf(200) : NO_POLICY,
        {
          offer: OFFER,
          groups: {
            told: load === 'worst' ? 'all' : 'no_scope',
            groups: load === 'worst' ? [{ id: 'S0DESIGN', handle: 'designers', memberIds: new Set() }] : [],
          },
          language: 'es',
        },
        copy,
        load === 'worst' ? copy.team.policyForm.conflict('<@U0ACMEANA1>') : null,
      ),
  },
  {
    name: 'keyModal',
    build: (copy, load) =>
      keyModal(
        load === 'worst' ? { setBy: 'U0ACMEANA1', setAt: new Date('2026-11-24T10:00:00Z'), ending: '1234' } : null,
        copy,
      ),
  },
  {
    name: 'managersModal',
    build: (copy, load) =>
      managersModal(
        load === 'worst' ? [{ userId: 'U0ACMECARLA1', addedBy: 'U0ACMEANA1' }] : [],
        copy,
        load === 'worst' ? copy.team.managers.form.conflict(copy.team.managers.form.somebody) : null,
      ),
  },
  { name: 'policySetModal', build: (copy, load) => policySetModal(policyOf(load === 'worst' ? 200 : 2), copy) },
  ...BUDGET_FORMS,
  { name: 'editModal', build: (copy, load) => editModal(editOf(load), copy) },
  {
    name: 'editModal: uploads, not all of which Slack shows',
    build: (copy, load) => {
      const origin = {
        channelId: 'C0ACMEGENERAL',
        threadTs: '1.1',
        generationId: null,
        fileIds: load === 'worst' ? uploads : uploads.slice(0, 2),
        attempt: 0,
      };
      const pictures = origin.fileIds.map((value, i) => ({
        value,
        fileId: i === 1 ? null : value,
        altText: copy.compose.upload(i + 1),
      }));
      return editModal(editOf(load, { origin, pictures, which: uploads[0] ?? '' }), copy);
    },
  },
  {
    name: 'editModal: nothing that Slack shows, at another price',
    build: (copy, load) => {
      const pictures = [{ value: '1', fileId: null, altText: 'x' }];
      return editModal(editOf(load, { pictures, note: copy.compose.priceChanged(CREDITS[load]) }), copy);
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
