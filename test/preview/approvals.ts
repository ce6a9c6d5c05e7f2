import type { Approval } from '../../src/core/approvals/approval.ts';
import type { CardContents } from '../../src/core/approvals/chat.ts';
import { askedAnswer } from '../../src/slack/approvals/ask.ts';
import { askerCard, endedAnswer, managerCard } from '../../src/slack/approvals/card.ts';
import { allowModal, refuseModal } from '../../src/slack/approvals/forms.ts';
import { CREDITS, generationOf, ID, type Load, PROMPT, SOME_DAY } from './data.ts';
import type { Sample } from './sample.ts';

const END = new Date('2026-11-25T18:00:00Z');

const approvalOf = (load: Load, about: Partial<Approval> = {}): Approval => ({
  ...{ teamId: 'T0ACME', id: ID, generationId: ID, userId: 'U0ACMEBRUNO1', credits: CREDITS[load] },
  ...{ scope: 'channel', scopeId: 'C0ACMEGENERAL', rule: null, left: 2, budget: CREDITS[load] },
  ...{ renewsAt: new Date('2026-12-01T00:00:00Z'), againOf: null, askedAt: SOME_DAY, runsOutAt: END },
  ...{ state: 'asked', decidedBy: null, reason: null, granted: null, cameOf: null, startedId: null, isTold: false },
  ...about,
});

const contentsOf = (load: Load, about: Partial<Approval> = {}, more: Partial<CardContents> = {}): CardContents => ({
  approval: approvalOf(load, about),
  generation: generationOf(load, { userId: 'U0ACMEBRUNO1' }),
  earlier: load === 'worst' ? { asked: 1_234, allowed: 1_000, refused: 37 } : { asked: 3, allowed: 2, refused: 1 },
  managers: Array.from({ length: load === 'worst' ? 60 : 2 }, (_, i) => (i % 2 ? 'U0ACMECARLA1' : 'U0ACMEANA1')),
  before: null,
  ...more,
});

const ALLOWED = { state: 'allowed', decidedBy: 'U0ACMEANA1' } as const;
const ENDS: readonly [string, (load: Load) => Partial<Approval>][] = [
  ['allowed once', () => ({ ...ALLOWED, cameOf: 'started', startedId: ID })],
  [
    'allowed until a day',
    (load) => ({ ...ALLOWED, granted: { credits: CREDITS[load], until: END }, cameOf: 'asked_again' }),
  ],
  ['allowed, and nobody draws it', () => ({ ...ALLOWED, cameOf: 'nothing' })],
  [
    'refused',
    (load) => ({
      state: 'refused',
      decidedBy: 'U0ACMEANA1',
      reason: load === 'worst' ? PROMPT.worst : 'drafts will do',
    }),
  ],
  ['ran out', () => ({ state: 'ran_out' })],
  ['unreachable', () => ({ state: 'unreachable' })],
];

const MANAGER = { reader: 'manager', userId: 'U0ACMEANA1' } as const;
const ASKER = { reader: 'asker', userId: 'U0ACMEBRUNO1' } as const;

/** Questions for more credits. */
export const APPROVALS: readonly Sample[] = [
  { name: 'managerCard: asked', build: (copy, load) => managerCard(MANAGER, contentsOf(load), copy) },
  {
    name: 'managerCard: a private prompt, in direct messages',
    build: (copy, load) => {
      const generation = generationOf(load, { isPrivate: true, askedChannelId: 'D0ACMEAPPBRUNO' });
      const earlier = { asked: 0, allowed: 0, refused: 0 };
      return managerCard(
        MANAGER,
        contentsOf(load, { scope: 'team', scopeId: 'T0ACME' }, { generation, earlier }),
        copy,
      );
    },
  },
  {
    name: 'managerCard: asked again, dearer now',
    build: (copy, load) => {
      const before = approvalOf(load, { credits: 1 });
      const about = { scope: 'person', scopeId: 'U0ACMEBRUNO1', credits: 14 } as const;
      return managerCard(MANAGER, contentsOf(load, about, { before }), copy);
    },
  },
  {
    name: 'managerCard: asked again, for another budget',
    build: (copy, load) => {
      const about = { scope: 'group', scopeId: 'S0DESIGN', rule: 'pot' } as const;
      return managerCard(MANAGER, contentsOf(load, about, { before: approvalOf(load) }), copy);
    },
  },
  { name: 'askerCard: asked', build: (copy, load) => askerCard(ASKER, contentsOf(load), copy) },
  ...ENDS.flatMap(([how, about]): Sample[] => [
    { name: `managerCard: ${how}`, build: (copy, load) => managerCard(MANAGER, contentsOf(load, about(load)), copy) },
    { name: `askerCard: ${how}`, build: (copy, load) => askerCard(ASKER, contentsOf(load, about(load)), copy) },
    { name: `endedAnswer: ${how}`, build: (copy, load) => endedAnswer(contentsOf(load, about(load)), copy) },
  ]),
  {
    name: 'askedAnswer: asked',
    build: (copy, load) => askedAnswer({ outcome: 'asked', approval: approvalOf(load) }, null, ID, copy),
  },
  {
    name: 'askedAnswer: asked before, for something else',
    build: (copy, load) =>
      askedAnswer({ outcome: 'known', approval: approvalOf(load) }, contentsOf(load), `${ID}2`, copy),
  },
  ...(['fits', 'own', 'gone'] as const).map(
    (outcome): Sample => ({
      name: `askedAnswer: ${outcome}`,
      build: (copy, load) => askedAnswer({ outcome, credits: CREDITS[load] }, null, ID, copy),
    }),
  ),
  {
    name: 'askedAnswer: against',
    build: (copy) => {
      const problem = { kind: 'channel_off', channelId: 'C0ACMEGENERAL' } as const;
      return askedAnswer({ outcome: 'against', problem }, null, ID, copy);
    },
  },
  { name: 'allowModal', build: (copy, load) => allowModal(approvalOf(load), copy) },
  { name: 'refuseModal', build: (copy, load) => refuseModal(approvalOf(load), copy) },
];
