/**
 * What the workspace's server tells the page: pieces, each of a kind and with an id. A piece that comes again takes the
 * place of the one before it. Types alone: the page imports them too.
 */
export interface Pieces {
  /** Who and what is in the workspace; one piece, `it`. */
  team: TeamPiece;
  channel: ChannelPiece;
  /** A message, or what the app said to this person alone; by its timestamp. */
  message: MessagePiece;
  /** What the app is doing in a thread, in its words; by channel and root. */
  status: { text: string };
  /** An open modal, by its id; or `home`. */
  view: ViewPiece;
  /** One request and its answer, by its number. */
  exchange: ExchangePiece;
  /** What stands behind it all; one piece, `it`. */
  machine: MachinePiece;
}

export type Kind = keyof Pieces;
/** `null` takes the piece away. */
export type Change = { [K in Kind]: { kind: K; id: string; piece: Pieces[K] | null } }[Kind];

export interface PersonPiece {
  id: string;
  key: string;
  name: string;
  role: 'admin' | 'member' | 'guest' | 'outsider';
  locale: string;
}

export interface ShortcutPiece {
  name: string;
  type: 'message' | 'global';
  callbackId: string;
  description: string;
}

export interface TeamPiece {
  key: string;
  name: string;
  teams: { key: string; name: string }[];
  me: PersonPiece;
  people: PersonPiece[];
  app: { id: string; name: string; description: string; hasHome: boolean };
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: ShortcutPiece[];
}

export interface ChannelPiece {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  isMember: boolean;
  /** Whether the app is in it. */
  hasApp: boolean;
  /** In a direct conversation: the other's id. */
  withId: string | null;
  unread: number;
}

export interface FilePiece {
  id: string;
  name: string;
  altText: string;
  width: number;
  height: number;
  isImage: boolean;
  isDeleted: boolean;
}

export type Json = Record<string, unknown>;

export interface MessagePiece {
  ts: string;
  channel: string;
  /** The root of its thread, for a reply. */
  threadTs: string | null;
  userId: string;
  from: 'person' | 'app' | 'slack';
  text: string;
  blocks: Json[];
  files: FilePiece[];
  isEdited: boolean;
  /** Seen by its reader alone. */
  onlyYou: boolean;
  isTombstone: boolean;
  alsoInChannel: boolean;
  reactions: { name: string; people: string[] }[];
}

export interface ViewPiece {
  id: string;
  type: 'modal' | 'home';
  blocks: Json[];
  title: string;
  submit: string | null;
  close: string;
}

export type Party = 'Slack' | 'app' | 'Pixapi';

export interface ExchangePiece {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  from: Party;
  to: Party;
  title: string;
  /** `null` while it is under way; 0 when the line was cut or nothing came. */
  status: number | null;
  /** What went wrong in the words of the one who answered, or the fault that was played. */
  trouble: string | null;
  ms: number | null;
  /** Looks at what is going on and asks for nothing: can be left out. */
  isPolling: boolean;
}

export interface SwitchPiece {
  id: string;
  title: string;
  what: string;
  group: 'Pixapi' | 'Slack' | 'Imagine';
  /** `switch`: on until it is off. `once`: happens to the next that comes. `now`: happens at once. */
  kind: 'switch' | 'once' | 'now';
  isOn: boolean;
  isPossible: boolean;
}

export interface MachinePiece {
  switches: SwitchPiece[];
  /** Once-faults that have not met anything yet. */
  waiting: string[];
  /** How long Pixapi takes for a picture. */
  taskMs: number;
  /** Every workspace's accounts; absent while the database does not answer. */
  accounts: AccountPiece[] | null;
  billed: number;
  charged: number | null;
  monthsAhead: number;
  violations: string[];
}

export interface AccountPiece {
  team: string;
  month: string;
  budget: number | null;
  held: number;
  charged: number;
  left: number | null;
  /** In all months together. */
  chargedEver: number;
}
