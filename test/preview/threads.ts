import type { Generation } from '../../src/core/generation.ts';
import type { Branch, Version } from '../../src/core/thread/versions.ts';
import { placeholder } from '../../src/slack/making/placeholder.ts';
import { imageMessage, type Shown } from '../../src/slack/result/image-message.ts';
import { publishModal } from '../../src/slack/thread/publish-modal.ts';
import { treeAnswer, treeModal } from '../../src/slack/thread/tree.ts';
import { buttonPricesOf, CREDITS, generationOf, type Load, PROMPT, parentOf, receiptOf } from './data.ts';
import type { Sample } from './sample.ts';

const file = (position: number) => ({ slack_file: { id: `F0PICTURE${position}` } });
const MAKING = { kind: 'making', figures: null } as const;
const shown = (load: Load): Shown => ({ offers: buttonPricesOf(load), layout: 'carousel', sourceOf: file });
const idOf = (n: number) => `0198b0a4-0000-7000-8000-${String(n).padStart(12, '0')}`;

const undone = (load: Load) =>
  generationOf(load, { act: 'undo', other: parentOf(load), label: parentOf(load).label, version: 3, replyTs: '1.1' });

const compared = (load: Load) =>
  generationOf(load, {
    act: 'compare',
    prompt: 'compare v1 v3',
    count: 1,
    parent: parentOf(load),
    other: { ...parentOf(load), label: '3' },
    label: null,
    version: null,
    replyTs: '1.1',
  });

function versionOf(load: Load, n: number, about: Partial<Version> = {}): Version {
  return {
    id: idOf(n),
    act: n === 1 ? 'make' : 'edit',
    label: load === 'worst' ? `${n}zz` : String(n),
    parentId: n === 1 ? null : idOf(n - 1),
    parentPicture: 1,
    otherId: null,
    prompt: PROMPT[load],
    userId: 'U0ACMEANA1',
    state: 'posted',
    failure: null,
    heldCredits: CREDITS[load],
    chargedCredits: CREDITS[load],
    chargeEstimated: load === 'worst',
    count: load === 'worst' ? 4 : 1,
    deleted: false,
    erasedAt: null,
    ...about,
  };
}

/** Three versions, one of them deleted; or a hundred, each from the one before. */
function treeOf(load: Load): Branch[] {
  const versions =
    load === 'worst'
      ? Array.from({ length: 100 }, (_, i) => versionOf(load, i + 1))
      : [versionOf(load, 1), versionOf(load, 2), versionOf(load, 3, { deleted: true })];
  return versions.map((version, depth) => ({ version, depth, origin: versions[depth - 1] }));
}

const step = (load: Load) => ({ prompt: PROMPT[load], credits: CREDITS[load], askedChannelId: 'C0ACMEGENERAL' });
const storyOf = (load: Load) => Array.from({ length: load === 'worst' ? 50 : 2 }, () => step(load));

const published = (load: Load) =>
  generationOf(load, { act: 'publish', other: parentOf(load), lineage: storyOf(load), label: '1' });

const personal = (load: Load, about: Partial<Generation> = {}) =>
  generationOf(load, { isPrivate: true, channelId: 'D0ACMEANA', lineage: storyOf(load), ...about });

/** What is said of the versions of a thread, and of pictures that only their asker sees. */
const ABOUT = { id: idOf(1), channelId: 'C0ACMEGENERAL' };

export const THREADS: readonly Sample[] = [
  { name: 'placeholder: an undo', build: (copy, load) => placeholder(undone(load), MAKING, copy) },
  { name: 'placeholder: a comparison', build: (copy, load) => placeholder(compared(load), MAKING, copy) },
  {
    name: 'imageMessage: an undo',
    build: (copy, load) => imageMessage(undone(load), receiptOf(load), copy, shown(load)),
  },
  {
    name: 'imageMessage: a comparison',
    build: (copy, load) => imageMessage(compared(load), receiptOf(load), copy, shown(load)),
  },
  { name: 'placeholder: a publication', build: (copy, load) => placeholder(published(load), MAKING, copy) },
  {
    name: 'imageMessage: a publication',
    build: (copy, load) => imageMessage(published(load), receiptOf(load), copy, shown(load)),
  },
  {
    name: 'imageMessage: for the asker alone',
    build: (copy, load) => imageMessage(personal(load), receiptOf(load), copy, shown(load)),
  },
  {
    name: 'imageMessage: in direct messages',
    build: (copy, load) => imageMessage(personal(load, { lineage: [] }), receiptOf(load), copy, shown(load)),
  },
  {
    name: 'imageMessage: published',
    build: (copy, load) => {
      const generation = personal(load, { publishedIn: 'C0ACMEGENERAL' });
      return imageMessage(generation, receiptOf(load), copy, shown(load));
    },
  },
  { name: 'publishModal', build: (copy) => publishModal(ABOUT, copy) },
  { name: 'treeAnswer', build: (copy, load) => treeAnswer(treeOf(load), copy) },
  { name: 'treeModal', build: (copy, load) => treeModal(treeOf(load), ABOUT, idOf(2), copy) },
  {
    name: 'treeModal: nothing to show again',
    build: (copy, load) => treeModal(treeOf(load).slice(0, 1), ABOUT, idOf(1), copy),
  },
];
