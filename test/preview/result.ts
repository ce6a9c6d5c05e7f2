import { copyFor } from '../../src/copy/copy.ts';
import { updateFailedMessage } from '../../src/slack/making/update-failed.ts';
import { altTextModal } from '../../src/slack/result/alt-text.ts';
import { deleteModal } from '../../src/slack/result/delete.ts';
import { againModal, promptAnswer } from '../../src/slack/result/image-menu.ts';
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
  { name: 'deleteModal: an undo', build: (copy, load) => deleteModal(generationOf(load, { act: 'undo' }), copy) },
  { name: 'deleteModal: four pictures', build: (copy, load) => deleteModal(generationOf(load, { count: 4 }), copy) },
  {
    name: 'updateFailedMessage: it was to go, from where the app can’t get any more',
    build: (copy, load) => updateFailedMessage(generationOf(load, { deleted: true }), 'channel_unreachable', copy),
  },
  {
    name: 'updateFailedMessage: it was to go, and Slack refuses',
    build: (copy, load) => updateFailedMessage(generationOf(load, { deleted: true }), 'chat_refused', copy),
  },
  {
    name: 'updateFailedMessage: other alt texts, in direct messages',
    build: (copy, load) => updateFailedMessage(generationOf(load, { channelId: 'D0ACMEANA1' }), 'chat_refused', copy),
  },
  { name: 'againModal', build: (copy, load) => againModal(generationOf(load), CREDITS[load], 2, copy) },
  { name: 'altTextModal', build: (copy, load) => altTextModal(generationOf(load), copy, copy) },
  {
    name: 'altTextModal: two pictures, in a team of another language',
    build: (copy, load) => altTextModal(generationOf(load, { count: 2 }), copyFor('pt-BR'), copy),
  },
];
