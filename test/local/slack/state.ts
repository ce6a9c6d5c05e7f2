import type { Encoding } from '../packed.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaultScript, type FaultScript } from './faults.ts';
import type { SlackFile } from './file.ts';
import { createIds, type Ids } from './ids.ts';
import type { JournalEntry, SentEntry } from './journal.ts';
import { clearOAuth, createOAuth, type OAuth } from './oauth/grants.ts';
import type { Allowance } from './pace.ts';
import { createHub, type Hub } from './socket/hub.ts';
import { seedTeam, type Team } from './team.ts';

/** One of the events in which the app is told of a mention. */
export interface Telling {
  type: 'message' | 'app_mention';
  /** What it lacks: the two are not always alike. */
  without?: ('files' | 'thread_ts' | 'blocks')[];
  /** How long after the message. */
  afterMs?: number;
}

export interface Settings {
  /** In which events a mention comes, in which order. */
  tellings: Telling[];
  /** How long after completion a file stays without kind and size. */
  processingMs: number;
  /** Every call is answered 503 and has no effect. */
  isAway: boolean;
  neverProcess: boolean;
  /** `files.completeUploadExternal` says ok and shares the file nowhere. */
  neverShare: boolean;
  /** Added to every answer. */
  latencyMs: number;
  /** The app hears its own messages and edits, as in Slack. */
  echo: boolean;
  /** A failed event is sent again at once, as in Slack. */
  autoRetry: boolean;
  /** How long Slack waits for the app. */
  ackMs: number;
  /** How long a trigger opens a modal. */
  triggerMs: number;
  /** Block types that this workspace does not take, such as `carousel`: `invalid_blocks`, which is then no misuse. */
  refusedBlocks: string[];
  /** `chat.postMessage`, `chat.update` and `chat.delete` are held to Slack's pace: 429 beyond it. */
  pace: boolean;
  /** Payloads say which workspace a person is of. Slack does not always. */
  namesTeams: boolean;
  /** Scopes beyond those that the app's manifest insists on: `usergroups:read`, `im:write`, `channels:read`, `groups:read`, `im:read`. */
  grantedScopes: string[];
  /** User groups exist on paid plans alone. */
  hasUserGroups: boolean;
  /** Scopes of the manifest that were not granted: an app made from one is installed with two at first. */
  missingScopes: string[];
  /** Scopes that are not granted when the app asks to be installed, and others that come with it. */
  withheldScopes: string[];
  addedScopes: string[];
  /** How long the app's tokens live that it gets by OAuth (Slack: twelve hours); null: it has not turned rotation on. */
  tokenLifeMs: number | null;
  /** No file is taken, with this error. */
  refusesUploads: 'file_uploads_disabled' | 'storage_limit_reached' | null;
  /** At so many looks of the app at a person's file `files.info` knows neither addresses nor a type yet. */
  earlyLooks: number;
  /** How the file host answers first: with the file, by sending on within Slack's hosts, to a sign-in page, or to another address. */
  redirectsFiles: 'never' | 'within' | 'to sign-in' | { to: string };
  /** Pictures in people's messages are photos of a phone: HEIC, of which Slack keeps JPEGs. */
  phonePhotos: boolean;
  /** How the file host packs what it sends, whatever was asked for. */
  encoding: Encoding;
  /** The bytes of uploads are remembered. Otherwise their beginning and their number are: enough for many large ones. */
  keepsUploads: boolean;
}

/** What Slack calls an app-level token. */
export const APP_TOKEN = 'xapp-1-A0ACME-1-sim';

export const DEFAULT_SETTINGS: Settings = {
  tellings: [{ type: 'message' }, { type: 'app_mention' }],
  processingMs: 30,
  isAway: false,
  neverProcess: false,
  neverShare: false,
  latencyMs: 0,
  echo: true,
  autoRetry: true,
  ackMs: 3000,
  triggerMs: 3000,
  refusedBlocks: [],
  pace: false,
  namesTeams: true,
  grantedScopes: ['usergroups:read'],
  hasUserGroups: true,
  missingScopes: [],
  withheldScopes: [],
  addedScopes: [],
  tokenLifeMs: null,
  refusesUploads: null,
  earlyLooks: 0,
  redirectsFiles: 'never',
  phonePhotos: false,
  encoding: 'identity',
  keepsUploads: true,
};

/** Where a trigger comes from: the place it was pressed in, the modal it may push upon. */
export interface TriggerSource {
  channel?: string | undefined;
  view?: string | undefined;
}

interface Trigger extends TriggerSource {
  team: string;
  user: string;
  createdAt: number;
  used: boolean;
}

export interface ResponseUrl {
  team: string;
  channel: string;
  user: string;
  createdAt: number;
  uses: number;
  origin: { kind: 'command' } | { kind: 'message' | 'ephemeral'; ts: string };
}

/** Everything the local Slack remembers. */
export interface State {
  url: string;
  signingSecret: string;
  /** The app's own token, for `apps.connections.open`. */
  appToken: string;
  /** What the app was granted by OAuth. */
  oauth: OAuth;
  /** Slack tells that a token was revoked. */
  tellRevoked: (team: Team) => void;
  hub: Hub;
  clock: Clock;
  ids: Ids;
  settings: Settings;
  teams: Map<string, Team>;
  files: Map<string, SlackFile>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** How much of its pace each method has left. */
  allowances: Map<string, Allowance>;
  /** Kept, with their answers, only where `keepsTalk` says so: a benchmark must not remember all it said. */
  sent: SentEntry[];
  keepsTalk: boolean;
  journal: JournalEntry[];
  violations: string[];
  faults: FaultScript;
  /** Tells the app about something it did itself. */
  echo: (team: Team, channelId: string, event: Record<string, unknown>) => void;
}

export function createState(signingSecret: string, keepsTalk = false): State {
  const clock = createClock();
  const ids = createIds(clock);
  const state: State = {
    url: '',
    signingSecret,
    appToken: APP_TOKEN,
    oauth: createOAuth(),
    tellRevoked: () => {},
    hub: createHub(ids),
    clock,
    ids,
    settings: { ...DEFAULT_SETTINGS },
    teams: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    allowances: new Map(),
    sent: [],
    keepsTalk,
    journal: [],
    violations: [],
    faults: createFaultScript(),
    echo: () => {},
  };
  addTeam(state, 'acme', 'Acme');
  addTeam(state, 'beta', 'Beta');
  return state;
}

export function addTeam(state: State, key: string, name: string): Team {
  const team = seedTeam(key, name);
  state.teams.set(team.id, team);
  return team;
}

/** Back to the seed. Ids go on counting: an app that lives on must never meet one twice. */
export function resetState(state: State): void {
  for (const { key, name } of [...state.teams.values()]) addTeam(state, key, name);
  Object.assign(state.settings, DEFAULT_SETTINGS);
  state.files.clear();
  state.triggers.clear();
  state.responseUrls.clear();
  state.allowances.clear();
  state.journal.length = 0;
  state.sent.length = 0;
  state.violations.length = 0;
  state.faults.clear();
  clearOAuth(state.oauth);
}

/** A ticket to open one modal, which every command and interaction carries. */
export function mintTrigger(state: State, team: Team, user: string, source: TriggerSource = {}): string {
  const id = `${state.ids.next('13')}.${team.id}.sim`;
  state.triggers.set(id, { ...source, team: team.id, user, createdAt: state.clock.now(), used: false });
  return id;
}

export function mintResponseUrl(state: State, url: Omit<ResponseUrl, 'createdAt' | 'uses'>): string {
  const path = `/response/${url.origin.kind === 'command' ? 'commands' : 'actions'}/${url.team}/${state.ids.next('R')}`;
  state.responseUrls.set(path, { ...url, createdAt: state.clock.now(), uses: 0 });
  return state.url + path;
}
