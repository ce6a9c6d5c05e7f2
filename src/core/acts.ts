interface ActRule {
  /** Drawn here, for nothing, without Pixapi. */
  readonly isFree: boolean;
  /**
   * Where its pictures come from: Pixapi draws them (`new`), they are those of another request once more (`shown`), or
   * two others stand side by side in one (`composed`).
   */
  readonly pictures: 'new' | 'shown' | 'composed';
  /** Its label in its thread: one of its own, that of what it shows, or none, since it counts as no version. */
  readonly label: 'own' | 'shown' | 'none';
  /** It is shown in the thread of what it starts from, in a channel that was chosen, or in direct messages. */
  readonly place: 'thread' | 'channel' | 'direct';
  /** It goes when what it shows is deleted. */
  readonly goesWithShown: boolean;
  /** The same may be ordered again by its own button; others are a press away on the picture that they started from. */
  readonly isRepeatable: boolean;
  /** What is there already is not made twice. */
  readonly isOnce: boolean;
  /** What it asks of the picture that it starts from, where the person only pressed a button. */
  readonly words?: string;
}

const ORDER: ActRule = {
  isFree: false,
  pictures: 'new',
  label: 'own',
  place: 'thread',
  goesWithShown: false,
  isRepeatable: true,
  isOnce: false,
};
const SHOW: ActRule = { ...ORDER, isFree: true, pictures: 'shown', isRepeatable: false };

/** What people do, and what follows from it. The lists that statements hold are made of this (`postgres/rules.ts`). */
export const ACTS = {
  make: ORDER,
  edit: ORDER,
  vary: {
    ...ORDER,
    isRepeatable: false,
    words: 'A new variation of this picture: the same subject and style, another composition.',
  },
  finish: {
    ...ORDER,
    isRepeatable: false,
    isOnce: true,
    words: 'The same picture, unchanged in composition, subject and colors, worked out in fine detail.',
  },
  again: ORDER,
  undo: { ...SHOW, label: 'shown', goesWithShown: true },
  compare: { ...SHOW, pictures: 'composed', label: 'none', goesWithShown: true },
  publish: { ...SHOW, place: 'channel', isOnce: true },
  hide: { ...SHOW, place: 'direct', isOnce: true },
} satisfies Record<string, ActRule>;

export type Act = keyof typeof ACTS;

/** The rules of a request's act. */
export function ruleOf({ act }: { readonly act: Act }): ActRule {
  return ACTS[act];
}

/** Whether it is drawn here, without Pixapi and without credits. */
export function isFree({ act }: { readonly act: Act }): boolean {
  return ACTS[act].isFree;
}

/** Whether a picture may be the start of another: not two that stand side by side in one. */
export function isStart({ act }: { readonly act: Act }): boolean {
  return ACTS[act].pictures !== 'composed';
}

/** Whether it stands in its thread for the earlier version that it shows. */
export function standsForShown({ act }: { readonly act: Act }): boolean {
  return ACTS[act].label === 'shown';
}
