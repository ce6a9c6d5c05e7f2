import type { Waiting } from '../../src/core/making/waiting.ts';
import { canceledMessage, tooLateAnswer } from '../../src/slack/making/canceled-message.ts';
import { placeholder } from '../../src/slack/making/placeholder.ts';
import { generationOf, type Load, parentOf, receiptOf } from './data.ts';
import type { Sample } from './sample.ts';

const FIGURES = {
  usual: { least: 20, usual: 38, most: 70.2 },
  worst: { least: 3_000, usual: 4_000, most: 4_200 },
} as const;

const STANDINGS: readonly [name: string, waiting: (load: Load) => Waiting][] = [
  ['in line', (load) => ({ kind: 'in_line', place: load === 'worst' ? 9_999 : 3 })],
  ['with figures', (load) => ({ kind: 'making', figures: FIGURES[load] })],
  ['uploading', () => ({ kind: 'uploading' })],
  ['slow', () => ({ kind: 'slow' })],
  ['Pixapi is down', () => ({ kind: 'down' })],
  ['canceled after the order', () => ({ kind: 'canceling' })],
];
const NEW: Waiting = { kind: 'making', figures: null };

const BY_AN_ADMIN = { canceledAt: new Date(0), canceledBy: 'U0ACMEADMIN1' };
const CANCELED = { failure: 'canceled', canceledAt: new Date(0), canceledBy: 'U0ACMEANA1' } as const;

/** What is read while a picture is on its way, and when it is not wanted any more. */
export const WAITING: readonly Sample[] = [
  { name: 'placeholder', build: (copy, load) => placeholder(generationOf(load), NEW, copy) },
  {
    name: 'placeholder: an edit',
    build: (copy, load) => placeholder(generationOf(load, { act: 'edit', parent: parentOf(load) }), NEW, copy),
  },
  ...STANDINGS.map(
    ([name, waiting]): Sample => ({
      name: `placeholder: ${name}`,
      build: (copy, load) => placeholder(generationOf(load), waiting(load), copy),
    }),
  ),
  {
    name: 'canceledMessage',
    build: (copy, load) =>
      canceledMessage(generationOf(load, { ...CANCELED, state: 'canceled' }), receiptOf(load, { charged: 0 }), copy),
  },
  {
    name: 'canceledMessage: made',
    build: (copy, load) =>
      canceledMessage(generationOf(load, { ...CANCELED, ...BY_AN_ADMIN, state: 'made' }), receiptOf(load), copy),
  },
  {
    name: 'canceledMessage: made for nothing',
    build: (copy, load) =>
      canceledMessage(
        generationOf(load, { ...CANCELED, act: 'undo', state: 'made' }),
        receiptOf(load, { charged: 0 }),
        copy,
      ),
  },
  ...(['canceled', 'submitted', 'made', 'posted', 'failed', 'unknown'] as const).map(
    (state): Sample => ({
      name: `tooLateAnswer: ${state}`,
      build: (copy, load) => tooLateAnswer(generationOf(load, { ...CANCELED, state }), copy),
    }),
  ),
  {
    name: 'tooLateAnswer: not delivered',
    build: (copy, load) => tooLateAnswer(generationOf(load, { state: 'made', failure: 'chat_refused' }), copy),
  },
];
