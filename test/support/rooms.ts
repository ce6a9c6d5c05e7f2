import type { Message } from '../local/slack/slack.ts';
import type { Team } from '../local/slack/team.ts';

/** Public channels that the app and ana are in. Many who ask at once ask here: in one channel Slack's pace is all that is seen. */
export interface Rooms {
  /** The channel of the n-th request. */
  of(n: number): string;
  /** All that stands in them, oldest first. */
  messages(): Message[];
}

export function openRooms({ id: teamId, channels, bot, people }: Team, count: number): Rooms {
  const of = (n: number) => `C${teamId.slice(1)}ROOM${n % count}`;
  const rooms = Array.from({ length: count }, (_, n) => {
    const members = new Set([bot.userId, people.ana.id]);
    const room = { id: of(n), key: of(n), name: of(n), kind: 'public' as const, members };
    return { ...room, messages: new Map<string, Message>(), gone: new Set<string>() };
  });
  for (const room of rooms) channels.set(room.id, room);
  return {
    of,
    messages: () => rooms.flatMap(({ messages }) => [...messages.values()]).sort((a, b) => a.ts.localeCompare(b.ts)),
  };
}
