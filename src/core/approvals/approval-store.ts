import type { GenerationKey, GenerationStore, NewGeneration } from '../generation.ts';
import type { AcceptAnswer, OrderStore } from '../ordering/order-store.ts';
import type { Approval, ApprovalKey, Card, Decision, Earlier, NewApproval } from './approval.ts';

export interface ApprovalStore extends GenerationStore, Pick<OrderStore, 'listRetiredModels'> {
  /** For how many working days after the one on which it was asked a question waits. */
  readAnswerDays(teamId: string): Promise<number>;
  /** Of questions from now on. Audited where it changes anything. */
  setAnswerDays(
    by: { readonly teamId: string; readonly userId: string },
    days: number,
    defaultCredits: number | null,
  ): Promise<void>;
  findApproval(key: ApprovalKey): Promise<Approval | null>;
  /** The last question about a refused request; null: nobody asked. */
  findApprovalOf(generation: GenerationKey): Promise<Approval | null>;
  /** What accepting a request would be answered; nothing of it is stored. */
  tryGeneration(request: NewGeneration, defaultCredits: number | null): Promise<AcceptAnswer>;
  /** `open`: this person has a question about this scope already, which is answered instead. */
  ask(question: NewApproval): Promise<{ readonly outcome: 'asked' | 'open'; readonly approval: Approval }>;
  /** The first answer wins, and one that comes too late finds what there is. null: there is no such question. */
  decide(
    key: ApprovalKey,
    userId: string,
    decision: Decision,
  ): Promise<{ readonly outcome: 'decided' | 'late'; readonly approval: Approval } | null>;
  /** No manager could be written to. False: it is not open any more. */
  markUnreachable(key: ApprovalKey): Promise<boolean>;
  /**
   * Accepts the request that was allowed, in one transaction with the note that it started: once, however many ask.
   * `over`: what was granted does not suffice. `duplicate`: it has started already, or is not allowed.
   */
  startAllowed(key: ApprovalKey, request: NewGeneration, defaultCredits: number | null): Promise<AcceptAnswer>;
  /** What was allowed does not start; it is asked for once more where `again` is given. False: something else came of it. */
  markNotStarted(key: ApprovalKey, again: NewApproval | null): Promise<boolean>;
  /** Lets run out what nobody has answered in time. Answers which. */
  letRunOut(): Promise<ApprovalKey[]>;
  /** Questions of which something was left to do by whoever had them in hand: a card that is behind, a start, a word to who asked. */
  listUnfinished(): Promise<ApprovalKey[]>;
  readEarlier(of: Approval): Promise<Earlier>;
  /** Whom the question is put to, and the message to who asked. */
  addCards(key: ApprovalKey, managers: readonly string[]): Promise<void>;
  /** All of them, those of the managers first, in the order in which they were told. */
  listCards(key: ApprovalKey): Promise<(Card & { readonly isLost: boolean })[]>;
  /** Cards that don't show what they should; of those that don't stand yet, what nobody is posting. */
  listCardsBehind(key: ApprovalKey): Promise<Card[]>;
  /** True for whoever may post it now. */
  claimCard(key: ApprovalKey, card: Card): Promise<boolean>;
  /** It was not posted: another may. */
  releaseCard(key: ApprovalKey, card: Card): Promise<void>;
  markCard(key: ApprovalKey, card: Card, shown: string): Promise<void>;
  loseCard(key: ApprovalKey, card: Card): Promise<void>;
  /** Slack tells of a card of ours. `orphan`: another one stands in its place. */
  adoptCard(key: ApprovalKey, card: Card): Promise<'ours' | 'orphan'>;
  markAskerTold(key: ApprovalKey): Promise<void>;
}
