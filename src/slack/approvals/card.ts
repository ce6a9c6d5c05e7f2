import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Approval, Card } from '../../core/approvals/approval.ts';
import type { CardContents } from '../../core/approvals/chat.ts';
import { type Generation, isDirect, isPersonal } from '../../core/generation.ts';
import { button } from '../kit/button.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { actions, context, type Message, section } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';
import { richLine } from '../kit/rich.ts';
import { clip } from '../kit/text.ts';
import { readPromptButton } from '../privacy/read-prompt.ts';
import { looks } from '../result/looks.ts';
import { endWords } from './words.ts';

export const ALLOW_ONCE = 'allow_once';
export const ALLOW_UNTIL = 'allow_until';
export const REFUSE_MORE = 'refuse_more';

/** How a card's first block is named, before the question's id, who reads it and in what part: its event tells us of it once more. */
export const CARD = 'approval:';

/** What a manager is asked: who, where, what, for how much, what is left, what they asked before. Once it has ended, how. */
export function managerCard(card: Pick<Card, 'reader' | 'userId'>, contents: CardContents, copy: Copy): Message {
  const { approval, generation, earlier } = contents;
  const { card: words } = copy.team.approvals;
  const isOpen = approval.state === 'asked';
  const title = titleOf(contents, copy);
  const ended = endWords(approval, copy);
  return {
    text: isOpen ? title : `${title} ${ended.join(' ')}`,
    blocks: [
      { ...section(title), block_id: nameOf(approval, card) },
      isPersonal(generation) ? context(words.private) : promptLine(generation),
      context(factsOf(generation, copy)),
      context([leftWords(approval, copy), words.earlier(earlier.asked, earlier.allowed, earlier.refused)].join(' · ')),
      ...(isOpen
        ? [context(words.runsOut(readersDate(approval.runsOutAt, copy.locale))), ...actions(buttonsOf(contents, copy))]
        : [section(ended.join('\n'))]),
    ],
  };
}

/** What who asked reads: to whom it was put, or how it ended and what follows. */
export function askerCard(card: Pick<Card, 'reader' | 'userId'>, contents: CardContents, copy: Copy): Message {
  const { approval, generation, managers } = contents;
  const { asker, card: words } = copy.team.approvals;
  const title = asker.asked(approval.credits, placeOf(generation, copy));
  const lines =
    approval.state === 'asked'
      ? [asker.may(peopleOf(managers)), words.runsOut(readersDate(approval.runsOutAt, copy.locale))]
      : endedLines(contents, copy);
  return {
    text: [title, ...lines].join(' '),
    blocks: [
      { ...section(title), block_id: nameOf(approval, card) },
      promptLine(generation),
      section(lines.join('\n')),
    ],
  };
}

/** How it ended, said to who asked. */
export function endedAnswer(contents: CardContents, copy: Copy): Message {
  const lines = endedLines(contents, copy);
  return {
    text: clip(lines.join(' '), LIMITS.text),
    blocks: [promptLine(contents.generation), section(lines.join('\n'))],
  };
}

/** How it ended, and what that means for who asked. */
function endedLines({ approval, managers }: CardContents, copy: Copy): string[] {
  const { asker } = copy.team.approvals;
  const ended = endWords(approval, copy);
  switch (approval.state) {
    case 'allowed':
      if (approval.cameOf === 'started') return [...ended, asker.started];
      if (approval.cameOf === 'asked_again') return [...ended, asker.askedAgain];
      return approval.cameOf === 'nothing' ? [...ended, asker.nothing, copy.charge.nothing] : ended;
    case 'ran_out':
      return [...ended, copy.charge.nothing, asker.askAgain];
    case 'unreachable':
      return [...ended, asker.may(peopleOf(managers)), asker.raise, copy.charge.nothing];
    default:
      return [...ended, copy.charge.nothing];
  }
}

/** People by their names, as Slack shows them. */
export const peopleOf = (ids: readonly string[]) => ids.map((id) => `<@${id}>`).join(', ');

function titleOf({ approval, generation, before }: CardContents, copy: Copy): string {
  const { card } = copy.team.approvals;
  const { userId, credits } = approval;
  const [who, place] = [personOf(userId, copy), placeOf(generation, copy)];
  if (!before) return card.asks(who, place, credits);
  return credits > before.credits ? card.dearer(who, place, credits, before.credits) : card.again(who, place, credits);
}

function placeOf({ askedChannelId }: Generation, { team: { approvals } }: Copy): string {
  return isDirect(askedChannelId) ? approvals.card.direct : `<#${askedChannelId}>`;
}

const promptLine = ({ prompt, userId }: Generation) =>
  richLine(clip(prompt, LIMITS.promptShown), userId, (what) => what);

/** How it would be drawn. */
function factsOf(generation: Generation, copy: Copy): string {
  const { model, quality, style, count } = generation;
  return [
    copy.pictures(count),
    model,
    ...looks({ ...generation, pictures: [] }, copy),
    ...(quality ? [qualityWord(quality, copy)] : []),
    ...(style ? [copy.styles[style]] : []),
  ].join(' · ');
}

function leftWords(
  { scope, scopeId, left, budget, renewsAt }: Approval,
  { locale, team: { approvals } }: Copy,
): string {
  const { card, whose } = approvals;
  const of =
    scope === 'team'
      ? whose.team
      : scope === 'channel'
        ? whose.channel(`<#${scopeId}>`)
        : scope === 'person'
          ? whose.person(`<@${scopeId}>`)
          : whose.group;
  return card.left(of, left, budget, readersDate(renewsAt, locale));
}

/** Of a private prompt also the way to read it, which takes a reason. */
function buttonsOf({ approval: { id }, generation }: CardContents, copy: Copy): types.Button[] {
  const { once, until, no } = copy.team.approvals.buttons;
  return [
    { ...button(ALLOW_ONCE, once, id), style: 'primary' },
    button(ALLOW_UNTIL, until, id),
    button(REFUSE_MORE, no, id),
    ...(isPersonal(generation) ? [readPromptButton(generation.id, copy)] : []),
  ];
}

const nameOf = ({ id }: Approval, { reader, userId }: Pick<Card, 'reader' | 'userId'>) =>
  `${CARD}${id}:${reader}:${userId}`;
