import { withEmoji } from '../slack/sender/spelling.ts';
import type { Ephemeral, LocalSlack, Message, Team } from '../slack/slack.ts';
import { readManifest } from './manifest.ts';
import type { Reads } from './reads.ts';
import type { Change, ChannelPiece, FilePiece, MessagePiece, PersonPiece, ViewPiece } from './shapes.ts';

type Channel = Team['channels'] extends Map<string, infer One> ? One : never;
type Person = Team['people']['ana'];
type View = Team['views'] extends Map<string, infer One> ? One : never;

export interface Who {
  readonly team: Team;
  readonly person: Person;
}

/** A piece that is made only when its version is not the one that was shown before. */
export interface Seen {
  readonly key: string;
  readonly version: string;
  make(): Change;
}

const manifest = readManifest();

/** All that this person sees of the workspace now. */
export function* lookAround(slack: LocalSlack, reads: Reads, { team, person }: Who): Generator<Seen> {
  const piece = teamPiece(slack, team, person);
  yield { key: 'team/it', version: team.id, make: () => ({ kind: 'team', id: 'it', piece }) };
  for (const channel of team.channels.values()) {
    if (!isSeen(channel, person)) continue;
    yield seenChannel(reads, team, channel, person);
    for (const message of channel.messages.values()) yield seenMessage(slack, team, message);
  }
  for (const said of team.ephemerals) {
    if (said.user === person.id && said.visible && !said.deleted) yield seenMessage(slack, team, said);
  }
  yield* seenStatuses(slack, team, person);
  for (const view of team.views.values()) if (view.open && view.user === person.id) yield seenView(view, view.id);
  const home = team.homes.get(person.id);
  if (home) yield seenView(home, 'home');
}

function teamPiece(slack: LocalSlack, team: Team, person: Person) {
  return {
    key: team.key,
    name: team.name,
    teams: Object.values(slack.teams).map(({ key, name }) => ({ key, name })),
    me: personPiece(person),
    people: Object.values(team.people).map(personPiece),
    app: {
      id: team.bot.userId,
      name: team.bot.name,
      description: manifest.description,
      hasHome: manifest.hasHome,
    },
    commands: manifest.commands,
    shortcuts: manifest.shortcuts,
  };
}

function personPiece({ id, key, realName, locale, isAdmin, isGuest, isStranger }: Person): PersonPiece {
  const role = isAdmin ? 'admin' : isGuest ? 'guest' : isStranger ? 'outsider' : 'member';
  return { id, key, name: realName, role, locale };
}

/** Guests and strangers see the channels they are in; everybody else may look into every public one. */
function isSeen(channel: Channel, person: Person): boolean {
  const mayLook = channel.kind === 'public' && !person.isGuest && !person.isStranger;
  return mayLook || channel.members.has(person.id);
}

function seenChannel(reads: Reads, team: Team, channel: Channel, person: Person): Seen {
  const { id, name, kind, members, messages } = channel;
  const isMember = members.has(person.id);
  const hasApp = members.has(team.bot.userId);
  const read = reads.of(person.id, id);
  return {
    key: `channel/${id}`,
    version: `${isMember} ${hasApp} ${read} ${messages.size} ${[...messages.keys()].at(-1)}`,
    make: () => {
      const withId = kind === 'im' ? ([...members].find((member) => member !== person.id) ?? null) : null;
      const isNew = ({ ts, user, thread_ts }: Message) =>
        ts > read && user !== person.id && (thread_ts === undefined || thread_ts === ts);
      const unread = [...messages.values()].filter(isNew).length;
      const piece: ChannelPiece = { id, name, kind, isMember, hasApp, withId, unread };
      return { kind: 'channel', id, piece };
    },
  };
}

function seenMessage(slack: LocalSlack, team: Team, message: Message | Ephemeral): Seen {
  const { ts, history, files } = message;
  const reactions = reactionsOf(message);
  const deleted = files.filter((id) => slack.file(id).deleted);
  return {
    key: `message/${ts}`,
    version: `${history.length} ${reactions.map(({ name, people }) => `${name}${people}`)} ${deleted}`,
    make: () => ({ kind: 'message', id: ts, piece: messagePiece(slack, team, message) }),
  };
}

function messagePiece(slack: LocalSlack, team: Team, message: Message | Ephemeral): MessagePiece {
  const { ts, channel, thread_ts, user, text, blocks, files } = message;
  const onlyYou = 'via' in message;
  const isApps = onlyYou || user === team.bot.userId;
  return {
    ts,
    channel,
    threadTs: thread_ts !== undefined && thread_ts !== ts ? thread_ts : null,
    userId: onlyYou ? team.bot.userId : user,
    from: onlyYou && message.via === 'slack' ? 'slack' : isApps ? 'app' : 'person',
    text: withEmoji(text),
    blocks: blocks.map((block, index) => ({ block_id: `b${index}`, ...block })),
    files: files.map((id) => filePiece(slack, id)),
    isEdited: !onlyYou && message.edited !== undefined && !isApps,
    onlyYou,
    isTombstone: !onlyYou && message.subtype === 'tombstone',
    alsoInChannel: !onlyYou && message.subtype === 'thread_broadcast',
    reactions: reactionsOf(message),
  };
}

function reactionsOf(message: Message | Ephemeral): { name: string; people: string[] }[] {
  const reactions = 'reactions' in message ? (message.reactions ?? []) : [];
  return reactions.map(({ name, users }) => ({ name, people: [...users] }));
}

function filePiece(slack: LocalSlack, id: string): FilePiece {
  const { name, altTxt, width, height, mimetype, deleted } = slack.file(id);
  // Browsers show no HEIC.
  const isImage = mimetype.startsWith('image/') && mimetype !== 'image/heic';
  return { id, name, altText: altTxt || name, width, height, isImage, isDeleted: deleted };
}

/** A status is gone with the app's next reply, or after a while: so each is asked for anew. */
function* seenStatuses(slack: LocalSlack, team: Team, person: Person): Generator<Seen> {
  for (const key of team.statuses.keys()) {
    const [channelId = '', ts = ''] = key.split(' ');
    const channel = team.channels.get(channelId);
    const text = channel && isSeen(channel, person) && slack.threadStatus(channelId, ts, team.key);
    if (text) yield { key: `status/${key}`, version: text, make: () => ({ kind: 'status', id: key, piece: { text } }) };
  }
}

function seenView(view: View, id: string): Seen {
  return {
    key: `view/${id}`,
    version: `${view.id} ${view.hash}`,
    make: () => {
      const { title, submit, close } = view.rest as Record<'title' | 'submit' | 'close', { text: string } | undefined>;
      const piece: ViewPiece = {
        id: view.id,
        type: view.type,
        blocks: view.blocks,
        title: title?.text ?? '',
        submit: submit?.text ?? null,
        close: close?.text ?? 'Cancel',
      };
      return { kind: 'view', id, piece };
    },
  };
}
