import { type FailureCode, toFailure } from '../failure.ts';
import type { Log } from '../making/chat.ts';
import { type Approval, type ApprovalKey, type Card, lookOf } from './approval.ts';
import type { ApprovalStore } from './approval-store.ts';
import type { ApprovalChat, CardContents } from './chat.ts';

export interface CardDeps {
  readonly store: ApprovalStore;
  readonly chat: ApprovalChat;
  readonly log: Log;
}

/** As often as a question may move on while its cards are being changed. */
const ROUNDS = 3;

/**
 * Brings every message that shows a question to what it should show, `first` among them first: posts those that do not
 * stand yet, changes the others, and closes a question that reached no manager. What fails is left for the next time.
 */
export async function showCards(deps: CardDeps, key: ApprovalKey, first: string | null = null): Promise<void> {
  const { store } = deps;
  for (let round = 0; round < ROUNDS; round++) {
    const contents = await readContents(deps, key);
    if (!contents) return;
    if ((await store.listCards(key)).length === 0) await addCards(deps, contents.approval);
    const behind = await store.listCardsBehind(key);
    if (behind.length === 0) return;
    const isFirst = (card: Card) => card.userId === first && card.reader === 'manager';
    const ordered = [...behind.filter(isFirst), ...behind.filter((card) => !isFirst(card))];
    // The one who asked is told whom it was put to, so theirs is the last to be posted.
    const [managers, askers] = [
      ordered.filter(({ reader }) => reader === 'manager'),
      ordered.filter(({ reader }) => reader === 'asker'),
    ];
    const shown = await Promise.all(managers.map((card) => show(deps, card, contents)));
    if (contents.approval.state === 'asked') await closeUnreachable(deps, key);
    const now = (await readContents(deps, key)) ?? contents;
    const all = [...shown, ...(await Promise.all(askers.map((card) => show(deps, card, now))))];
    if (!all.includes(true)) return;
  }
}

/** All that its cards tell; null: there is no such question. */
export async function readContents({ store }: Pick<CardDeps, 'store'>, key: ApprovalKey): Promise<CardContents | null> {
  const approval = await store.findApproval(key);
  const generation = approval && (await store.findGeneration({ teamId: key.teamId, id: approval.generationId }));
  if (!approval || !generation) return null;
  const [earlier, cards, before] = await Promise.all([
    store.readEarlier(approval),
    store.listCards(key),
    approval.againOf === null ? null : store.findApproval({ teamId: key.teamId, id: approval.againOf }),
  ]);
  const asked = cards.filter(({ reader }) => reader === 'manager');
  const reached = asked.filter(({ isLost }) => !isLost);
  const managers = (reached.length > 0 ? reached : asked).map(({ userId }) => userId);
  return { approval, generation, earlier, managers, before };
}

async function addCards({ store, chat }: CardDeps, approval: Approval): Promise<void> {
  if (approval.state === 'asked') await store.addCards(approval, await chat.listManagers(approval.teamId));
}

/** None of its managers has a card, or will have one. */
async function closeUnreachable({ store }: CardDeps, key: ApprovalKey): Promise<void> {
  const cards = await store.listCards(key);
  const managers = cards.filter(({ reader }) => reader === 'manager');
  if (cards.length > 0 && managers.every(({ isLost }) => isLost)) await store.markUnreachable(key);
}

/** Nobody can be written to there. */
const LOST: ReadonlySet<FailureCode> = new Set(['channel_unreachable', 'chat_refused', 'not_allowed']);

/** True: it shows what it did not before. */
async function show(deps: CardDeps, card: Card, contents: CardContents): Promise<boolean> {
  const { store, log } = deps;
  const { approval } = contents;
  try {
    return await (card.messageTs === null ? post(deps, card, contents) : update(deps, card, contents));
  } catch (error) {
    const failure = toFailure(error);
    log.failure(failure, { teamId: approval.teamId, approvalId: approval.id, at: 'approval card' });
    if (LOST.has(failure.code)) await store.loseCard(approval, card);
    // It may stand there: then Slack tells us so, and otherwise it is posted again in a few minutes.
    else if (card.messageTs === null && failure.code !== 'chat_unclear') await store.releaseCard(approval, card);
    return false;
  }
}

async function post({ store, chat }: CardDeps, card: Card, contents: CardContents): Promise<boolean> {
  const { approval } = contents;
  if (!(await store.claimCard(approval, card))) return false;
  const place = await chat.postCard(card, contents);
  await store.markCard(approval, { ...card, ...place }, lookOf(approval, card.reader));
  return true;
}

async function update({ store, chat }: CardDeps, card: Card, contents: CardContents): Promise<boolean> {
  const { approval } = contents;
  if ((await chat.updateCard(card, contents)) === 'gone') await store.loseCard(approval, card);
  else await store.markCard(approval, card, lookOf(approval, card.reader));
  return true;
}
