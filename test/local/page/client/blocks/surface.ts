/** Where blocks are shown: what a press does there, and what its inputs hold. */
export interface Surface {
  press(actionId: string, value?: string): Promise<unknown>;
  /** Only where there are inputs: in modals and Home. */
  form?: Form;
}

/** What is filled in, as the local Slack wants it: several choices with commas, files by themselves. */
export interface Form {
  valueOf(blockId: string, actionId: string): FieldValue | undefined;
  fill(blockId: string, actionId: string, value: FieldValue): void;
  errorOf(blockId: string): string | undefined;
}

export type FieldValue = string | { name: string; data: string }[];
