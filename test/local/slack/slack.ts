import type { AddressInfo } from 'node:net';
import type { Fault, FaultMatch } from './faults.ts';
import type { SlackFile } from './file.ts';
import type { JournalEntry, SentEntry } from './journal.ts';
import type { Ephemeral, Message } from './message.ts';
import { type Decision, decide } from './oauth/authorize.ts';
import { CLIENT } from './oauth/grants.ts';
import { type Leaving, leave, leavingEvent } from './oauth/leave.ts';
import { remove } from './posting.ts';
import { transcript } from './reading/transcript.ts';
import { readView } from './reading/view.ts';
import { type Answered, createAppLink, type Sent } from './sender/app-link.ts';
import { changeId } from './sender/change-id.ts';
import { type ClickOptions, click } from './sender/click.ts';
import { clickInView, type FillOptions, fillInView, type ViewClickOptions } from './sender/click-in-view.ts';
import { type CloseOptions, closeModal } from './sender/close-modal.ts';
import { type CommandOptions, sendCommand } from './sender/command.ts';
import { type Attempt, createEventSender, type Delivery } from './sender/events.ts';
import { type SubmitOptions, submitView } from './sender/modals.ts';
import { type EditOptions, editOwn, type ReactOptions, react } from './sender/own-message.ts';
import type { Outcome } from './sender/post-to.ts';
import { type SayOptions, say } from './sender/say.ts';
import {
  type GlobalShortcutOptions,
  globalShortcut,
  messageShortcut,
  type ShortcutOptions,
} from './sender/shortcut.ts';
import { channelNamed, personNamed, teamNamed } from './sender/who-and-where.ts';
import { createSlackServer } from './server.ts';
import type { Hub } from './socket/hub.ts';
import { addTeam, createState, resetState, type Settings } from './state.ts';
import { addUserGroup, hasApp, type Team, type UserGroup } from './team.ts';
import { threadStatus } from './thread-status.ts';
import type { View } from './view.ts';
import { viewObject } from './web-api/store-view.ts';

export { type Fault, type FaultMatch, faults } from './faults.ts';
export type { SlackFile } from './file.ts';
export type { JournalEntry, SentEntry } from './journal.ts';
export type { Ephemeral, Message } from './message.ts';
export type { Answered } from './sender/app-link.ts';
export type { Delivery } from './sender/events.ts';
export type { FileUpload } from './sender/upload.ts';
export type { Team } from './team.ts';

/**
 * People, channels and teams are named by key or id everywhere; the team is Acme unless another is named. Channels:
 * general, random (without the app), design (private), secret (private, without the app), partners (with a stranger),
 * dm (two people), and each person's conversation with the app: `app:ana`, or `app` for whoever acts.
 */
export interface LocalSlack {
  url: string;
  /** What goes into `SLACK_API_URL`. */
  apiUrl: string;
  signingSecret: string;
  /** The app's own token, for `apps.connections.open`. */
  appToken: string;
  /** The app's connections in Socket Mode. */
  sockets: Pick<Hub, 'count' | 'opened' | 'ping' | 'announceEnd' | 'cut'>;
  /** What the app says it is when it asks to be installed. */
  oauthClient: typeof CLIENT;
  /** Slack may send people back to there, too. */
  allowRedirect(url: string): void;
  /** Somebody decides on Slack's page at that address; answers where their browser is sent. */
  decide(authorizeUrl: string, decision?: Decision): string;
  /** These workspaces belong to one organization from now on. */
  enterprise(id: string, teams: readonly string[]): void;
  uninstall(leaving?: Leaving): Promise<Delivery[]>;
  teams: Record<'acme' | 'beta', Team> & Record<string, Team>;
  /** Tells where the app listens. */
  connect(appUrl: string): void;

  command(options: CommandOptions): Promise<Answered>;
  say(options: SayOptions): Promise<{ ts: string; deliveries: Delivery[] }>;
  click(options: ClickOptions): Promise<Answered>;
  clickInView(options: ViewClickOptions): Promise<Answered>;
  /** Types and chooses in a modal or the Home tab; the app hears of it with the next press. */
  fill(options: FillOptions): void;
  submit(options: SubmitOptions): Promise<Answered>;
  closeModal(options: CloseOptions): Promise<void>;
  shortcut(options: ShortcutOptions): Promise<Answered>;
  globalShortcut(options: GlobalShortcutOptions): Promise<Answered>;
  /** The event carries the Home tab as it was last published, if it was. */
  openHome(options: { user: string; team?: string; tab?: 'home' | 'messages' }): Promise<Delivery>;
  /** Any other event: `app_uninstalled`, `tokens_revoked`, `user_change`. */
  event(event: Record<string, unknown>, team?: string): Promise<Delivery>;
  redeliver(delivery: Delivery, reason?: string): Promise<Attempt>;
  flushRetries(): Promise<Delivery[]>;
  /** Posts as it is: for forged signatures. */
  sendRaw(body: string, headers: Record<string, string>): Promise<Outcome>;
  /** The last command or interaction, as it went out: `sendRaw` replays it to the letter. */
  lastSent(): Sent;

  messages(channel: string, team?: string): Message[];
  ephemerals(user: string, channel?: string, team?: string): Ephemeral[];
  transcript(channel: string, team?: string, as?: string): string;
  /** The person's open modals, newest last. */
  modals(user: string, team?: string): View[];
  home(user: string, team?: string): View | undefined;
  /** A modal or a Home tab as text, with what is filled in. */
  read(view: View, team?: string): string;
  file(fileId: string): SlackFile;
  /** What `assistant.threads.setStatus` shows in the thread now; the app's next reply, or two minutes, take it away. */
  threadStatus(channel: string, threadTs: string, team?: string): string | undefined;
  deliveries: Delivery[];
  journal: JournalEntry[];
  /** What was sent to the app and what it answered; empty unless `keepsTalk` was asked for. */
  sent: SentEntry[];
  violations: string[];

  fault(match: FaultMatch, ...faults: Fault[]): void;
  unusedFaults(): string[];
  set(settings: Partial<Settings>): void;
  /** Moves Slack's clock: for response_urls, triggers and processing. Signatures keep the real time. */
  advance(ms: number): void;
  channelId(channel: string, team?: string): string;
  addTeam(key: string, name: string): Team;
  /** 'app' adds the app itself. */
  addMember(channel: string, user: string, team?: string): void;
  /** A user group with these people, made anew where there is one of this handle. */
  userGroup(handle: string, users: readonly string[], team?: string): UserGroup;
  removeApp(channel: string, team?: string): void;
  /** The channel gets another id for good, as a private one does that is shared with another workspace; the app is told where it is a member. */
  changeId(channel: string, team?: string): Promise<Delivery | undefined>;
  /** A person changes their own message. */
  edit(options: EditOptions): Promise<Delivery | undefined>;
  react(options: ReactOptions): void;
  deleteMessage(channel: string, ts: string, team?: string): Promise<void>;
  /** Waits until the app has answered everything that was sent to it. */
  settled(): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

export interface SlackOptions {
  port?: number;
  signingSecret?: string;
  /** One pool of connections to the app instead of one for each request; for benchmarks. */
  keepAlive?: boolean;
  /** Remembers every exchange with its answer, to be looked at. */
  keepsTalk?: boolean;
}

export async function startSlack(options: SlackOptions = {}): Promise<LocalSlack> {
  const state = createState(options.signingSecret ?? 'sim-signing-secret', options.keepsTalk);
  const server = createSlackServer(state);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const link = createAppLink(state, options.keepAlive ?? false);
  const events = createEventSender(state, link);
  const underway = new Set<Promise<unknown>>();

  function track<Value>(promise: Promise<Value>): Promise<Value> {
    const settled = promise.catch(() => {}).finally(() => underway.delete(settled));
    underway.add(settled);
    return promise;
  }

  function tell(team: Team, event: Record<string, unknown>): Promise<Delivery> {
    return track(events.deliver(team, event));
  }

  state.echo = (team, channelId, event) => {
    const channel = team.channels.get(channelId);
    if (state.settings.echo && link.isConnected() && channel && hasApp(team, channel))
      void tell(team, event).catch(() => {});
  };

  state.tellRevoked = (team) => {
    if (link.isConnected()) void tell(team, leavingEvent('tokens_revoked', team.bot.userId)).catch(() => {});
  };

  async function settled(): Promise<void> {
    while (underway.size > 0) await Promise.all(underway);
  }

  return {
    url: state.url,
    apiUrl: `${state.url}/api/`,
    signingSecret: state.signingSecret,
    appToken: state.appToken,
    sockets: state.hub,
    get teams() {
      return Object.fromEntries([...state.teams.values()].map((team) => [team.key, team])) as LocalSlack['teams'];
    },
    oauthClient: CLIENT,
    allowRedirect: (url) => void state.oauth.redirectUrls.add(url),
    decide: (authorizeUrl, decision = {}) => decide(state, authorizeUrl, decision),
    enterprise: (id, names) => {
      for (const name of names) teamNamed(state, name).enterprise = id;
    },
    uninstall: (leaving = {}) => track(leave(state, events, leaving)),
    connect: link.connect,

    command: (command) => track(sendCommand(state, link, command)),
    say: (words) => track(say(state, events, words)),
    click: (press) => track(click(state, link, press)),
    clickInView: (press) => track(clickInView(state, link, press)),
    fill: (filling) => fillInView(state, filling),
    submit: (submission) => track(submitView(state, link, submission)),
    closeModal: (closing) => track(closeModal(state, link, closing)),
    shortcut: (shortcut) => track(messageShortcut(state, link, shortcut)),
    globalShortcut: (shortcut) => track(globalShortcut(state, link, shortcut)),
    openHome: async ({ user, team: name, tab = 'home' }) => {
      const team = teamNamed(state, name);
      const person = personNamed(team, user);
      const channel = channelNamed(team, 'app', person).id;
      const home = tab === 'home' ? team.homes.get(person.id) : undefined;
      const view = home ? { view: viewObject(team, home) } : {};
      return tell(team, { type: 'app_home_opened', user: person.id, channel, tab, ...view, event_ts: state.ids.ts() });
    },
    event: async (event, team) => tell(teamNamed(state, team), event),
    redeliver: (delivery, reason) => track(events.redeliver(delivery, reason)),
    flushRetries: () => track(events.flushRetries()),
    sendRaw: (body, headers) => track(link.raw(body, headers)),
    lastSent: link.lastSent,

    messages: (channel, team) => structuredClone([...channelNamed(teamNamed(state, team), channel).messages.values()]),
    ephemerals: (user, channel, name) => {
      const team = teamNamed(state, name);
      const { id } = personNamed(team, user);
      const place = channel === undefined ? undefined : channelNamed(team, channel, personNamed(team, user)).id;
      const seen = team.ephemerals.filter((one) => one.user === id && one.visible && !one.deleted);
      return structuredClone(seen.filter((one) => place === undefined || one.channel === place));
    },
    transcript: (channel, name, as) => {
      const team = teamNamed(state, name);
      const reader = as === undefined ? undefined : personNamed(team, as);
      return transcript(state, team, channelNamed(team, channel, reader), reader?.id);
    },
    modals: (user, name) => {
      const team = teamNamed(state, name);
      const { id } = personNamed(team, user);
      return [...team.views.values()].filter((view) => view.open && view.user === id);
    },
    home: (user, name) => {
      const team = teamNamed(state, name);
      return team.homes.get(personNamed(team, user).id);
    },
    read: (view, team) => readView(state, teamNamed(state, team), view),
    file: (fileId) => {
      const file = state.files.get(fileId);
      if (!file) throw new Error(`The local Slack has no file ${fileId}`);
      return file;
    },
    threadStatus: (channel, threadTs, name) => {
      const team = teamNamed(state, name);
      return threadStatus(state, team, channelNamed(team, channel).id, threadTs);
    },
    deliveries: events.deliveries,
    journal: state.journal,
    sent: state.sent,
    violations: state.violations,

    fault: (match, ...left) => state.faults.add(match, left),
    unusedFaults: () => state.faults.unused(),
    set: (settings) => {
      Object.assign(state.settings, settings);
    },
    advance: state.clock.advance,
    channelId: (channel, team) => channelNamed(teamNamed(state, team), channel).id,
    addTeam: (key, name) => addTeam(state, key, name),
    addMember: (channel, user, name) => {
      const team = teamNamed(state, name);
      channelNamed(team, channel).members.add(user === 'app' ? team.bot.userId : personNamed(team, user).id);
    },
    userGroup: (handle, users, name) => {
      const team = teamNamed(state, name);
      return addUserGroup(
        team,
        handle,
        users.map((user) => personNamed(team, user).id),
      );
    },
    removeApp: (channel, name) => {
      const team = teamNamed(state, name);
      channelNamed(team, channel).members.delete(team.bot.userId);
    },
    changeId: (channel, team) => track(changeId(state, events, teamNamed(state, team), channel)),
    edit: (change) => track(editOwn(state, events, change)),
    react: (reaction) => react(state, reaction),
    deleteMessage: async (place, ts, name) => {
      const team = teamNamed(state, name);
      const channel = channelNamed(team, place);
      const message = channel.messages.get(ts);
      if (!message) throw new Error(`There is no message ${ts} in #${channel.name}`);
      const event = remove(state, channel, message);
      if (hasApp(team, channel)) await tell(team, event);
    },
    settled,
    reset: () => {
      resetState(state);
      events.deliveries.length = 0;
    },
    close: async () => {
      await settled();
      link.close();
      state.hub.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
