import type { Generation } from '../generation.ts';
import type { Approval, Card, Earlier } from './approval.ts';

/** All that a card tells. */
export interface CardContents {
  readonly approval: Approval;
  /** The refused request. */
  readonly generation: Generation;
  readonly earlier: Earlier;
  /** Who may answer: those who were reached. */
  readonly managers: readonly string[];
  /** Of what is asked once more: the question before. */
  readonly before: Approval | null;
}

/** Where the question is put. Failures as those of `Chat`. */
export interface ApprovalChat {
  /** Whoever may answer, as Slack says just now. */
  listManagers(teamId: string): Promise<string[]>;
  /** Posts it in the reader's direct messages with the app; answers where it stands. `chat_unclear`: it may stand there. */
  postCard(card: Card, contents: CardContents): Promise<{ readonly channelId: string; readonly messageTs: string }>;
  /** Harmless when done twice. `gone`: the message is not there any more. */
  updateCard(card: Card, contents: CardContents): Promise<'shown' | 'gone'>;
  /** Says to who asked, alone, where they asked, how it ended. Harmless when said twice. */
  tellAsker(contents: CardContents): Promise<void>;
}
