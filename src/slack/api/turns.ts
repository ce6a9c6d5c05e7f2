/** A message and its time in the line of one place. */
interface Turn {
  readonly id: string;
  readonly person: string;
  /** Where it stands in line: the time at which it came, and later for each turn that its person had lately or waits for. */
  readonly stands: number;
  /** When it goes, in ms; moves on when somebody goes first. */
  at: number;
  isWaiting: boolean;
}

/** For each of a person's turns so many intervals later: short enough that nobody waits for ever. */
const LATER = 10;
const LATELY = 10;

/**
 * The line in front of a place that takes a message every `interval` ms: who had fewer turns lately goes first, and what
 * was promised to others moves on by one.
 */
export function createTurns(interval: number) {
  let turns: Turn[] = [];

  return {
    /** The time of a new message in line; `due`: the first one that nobody was promised. */
    join(message: { readonly id: string; readonly person: string }, now: number, due: number): number {
      turns = turns.filter(
        ({ id, at, isWaiting }) => at > now - LATELY * interval && !(isWaiting && id === message.id),
      );
      const had = turns.filter(({ person }) => person === message.person).length;
      const turn: Turn = { ...message, stands: now + had * LATER * interval, at: due, isWaiting: due > now };
      const place = turns.findIndex(({ stands, at, isWaiting }) => isWaiting && at > now && stands > turn.stands);
      turns.splice(place === -1 ? turns.length : place, 0, turn);
      if (place === -1 || due <= now) return turn.at;
      const behind = turns.slice(place);
      const times = [...behind.slice(1).map(({ at }) => at), due];
      for (const [n, one] of behind.entries()) one.at = times[n] ?? due;
      return turn.at;
    },
    /** When a message that was promised a time goes; null: it was not promised here. */
    timeOf(id: string): number | null {
      return turns.find((turn) => turn.isWaiting && turn.id === id)?.at ?? null;
    },
    goes(id: string): void {
      for (const turn of turns) if (turn.id === id) turn.isWaiting = false;
    },
  };
}
