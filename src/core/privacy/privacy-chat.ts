import type { ErasedFile, ErasedMessage, PromptReading } from './privacy-store.ts';

/** What erasing has to do where people talk. `chat_busy` and the like are thrown: later. */
export interface PrivacyChat {
  /** The message says that it was erased, or is gone. `refused`: Slack keeps it as it is. */
  showErased(message: ErasedMessage): Promise<'done' | 'refused'>;
  /** The file is gone, and the messages of ours that shared it. `refused`: Slack keeps it. */
  deleteErased(file: ErasedFile): Promise<'done' | 'refused'>;
  /** The person's Home holds nothing of what they, or others, asked for, until it is opened again. */
  emptyHome(teamId: string, userId: string, whose: 'own' | 'others'): Promise<void>;
  /** Tells managers from which day on prompts and pictures are erased by age. */
  tellRetention(teamId: string, days: number, from: Date): Promise<void>;
  /** Tells the author of a private prompt, in their messages with the app, who read it. */
  tellPromptRead(reading: PromptReading): Promise<void>;
}
