/** How orders follow one another after trouble; with none, as they come. */
export interface Pace {
  /** When the next one may go, in ms of its clock. */
  readonly free: number;
  /** Takes the next turn and answers when it is. */
  take(): number;
  /** How many have their turn within a second. */
  room(): number;
  wentWell(): void;
  wentWrong(): void;
}

/** In ms: three a second. */
const INTERVAL_MS = 334;
/** What is waited for in place. */
export const SOON_MS = 1_000;
/** So many in a row have to go well before others go as they come. */
const WELL = 10;

/** Three a second from the first trouble on until ten in a row went well; so what has waited does not all come at once. */
export function createPace({ scale, now }: { readonly scale: number; readonly now: () => number }): Pace {
  const interval = INTERVAL_MS * scale;
  let wary = 0;
  let free = 0;
  return {
    get free() {
      return wary > 0 ? Math.max(now(), free) : now();
    },
    take() {
      const at = wary > 0 ? Math.max(now(), free) : now();
      free = at + interval;
      return at;
    },
    room() {
      if (wary === 0 || interval === 0) return Number.POSITIVE_INFINITY;
      return Math.max(0, Math.floor((now() + SOON_MS * scale - Math.max(now(), free)) / interval) + 1);
    },
    wentWell() {
      wary = Math.max(0, wary - 1);
    },
    wentWrong() {
      wary = WELL;
    },
  };
}
