import { copyFor } from '../../src/copy/copy.ts';
import { altTextModal } from '../../src/slack/blocks/alt-text-modal.ts';
import { againModal, deleteModal } from '../../src/slack/blocks/image-modals.ts';
import { promptAnswer } from '../../src/slack/blocks/prompt-answer.ts';
import { CREDITS, generationOf, parentOf } from './data.ts';
import type { Sample } from './sample.ts';

/** What the menu under a result opens or answers. */
export const RESULT: readonly Sample[] = [
  { name: 'promptAnswer', build: (copy, load) => promptAnswer(generationOf(load), copy) },
  {
    name: 'promptAnswer: what was added to it',
    build: (copy, load) =>
      promptAnswer(
        generationOf(load, { act: 'finish', style: 'watercolor', parent: parentOf(load), label: '2' }),
        copy,
      ),
  },
  { name: 'deleteModal', build: (copy, load) => deleteModal(generationOf(load), copy) },
  { name: 'deleteModal: four pictures', build: (copy, load) => deleteModal(generationOf(load, { count: 4 }), copy) },
  { name: 'againModal', build: (copy, load) => againModal(generationOf(load), CREDITS[load], 2, copy) },
  { name: 'altTextModal', build: (copy, load) => altTextModal(generationOf(load), copy, copy) },
  {
    name: 'altTextModal: two pictures, in a team of another language',
    build: (copy, load) => altTextModal(generationOf(load, { count: 2 }), copyFor('pt-BR'), copy),
  },
];
