import type { State } from './state.ts';

interface Share {
  channel: string;
  ts: string;
  threadTs?: string;
  private: boolean;
}

export interface SlackFile {
  id: string;
  team: string;
  owner: string;
  /** Slack Connect hides a stranger's file behind `check_file_info` until `files.info` is asked. */
  fromStranger: boolean;
  /** Where its address leads, when not to the file host. */
  address?: string;
  external?: boolean;
  name: string;
  title: string;
  altTxt: string;
  length: number;
  bytes: Buffer;
  mimetype: string;
  filetype: string;
  width: number;
  height: number;
  uploaded: boolean;
  completedAt: number | undefined;
  infoAsked: boolean;
  shownProcessed: boolean;
  deleted: boolean;
  shares: Share[];
  /** Chosen in a modal of the app's, which so got hold of it without its being shared. */
  givenToApp?: boolean;
  /** How often the app asked for it with `files.info`. */
  looks?: number;
  /** The JPEGs that Slack keeps of it, by their longest edge in px. */
  renditions?: Record<number, Uint8Array>;
}

export function isProcessed(state: State, file: SlackFile): boolean {
  if (file.completedAt === undefined) return false;
  if (!isBots(state, file)) return true;
  return !state.settings.neverProcess && state.clock.now() >= file.completedAt + state.settings.processingMs;
}

export function isBots(state: State, file: SlackFile): boolean {
  return state.teams.get(file.team)?.bot.userId === file.owner;
}

/** Whether the app may read the file: its own, handed to it in a modal, or shared in a place it is a member of. */
export function appMaySee(state: State, file: SlackFile): boolean {
  const team = state.teams.get(file.team);
  if (!team || file.deleted) return false;
  if (isBots(state, file) || file.givenToApp) return true;
  return file.shares.some(({ channel }) => team.channels.get(channel)?.members.has(team.bot.userId));
}

export function findFile(state: State, reference: { id?: unknown; url?: unknown }): SlackFile | undefined {
  if (typeof reference.id === 'string') return state.files.get(reference.id);
  return [...state.files.values()].find((file) =>
    [urlPrivate(state, file), permalink(state, file)].includes(String(reference.url)),
  );
}

function urlPrivate(state: State, file: SlackFile): string {
  return `${state.url}/files-pri/${file.team}-${file.id}/${encodeURIComponent(file.name)}`;
}

function permalink(state: State, file: SlackFile): string {
  return `${state.url}/permalink/files/${file.id}`;
}

/** Of a person's file Slack may know nothing for a while, not even its addresses. */
function isEarly(state: State, file: SlackFile): boolean {
  return !isBots(state, file) && (file.looks ?? 0) <= state.settings.earlyLooks && state.settings.earlyLooks > 0;
}

function renditionPath(file: SlackFile, edge: number | string): string {
  return `/files-tmb/${file.team}-${file.id}/${encodeURIComponent(file.name)}_${edge}.jpg`;
}

/** A file as the API and events show it. Until it is processed, kind and size of the picture are missing. */
export function fileObject(state: State, file: SlackFile): Record<string, unknown> {
  const early = isEarly(state, file);
  const processed = isProcessed(state, file) && !early;
  const addresses = {
    url_private: file.address ?? urlPrivate(state, file),
    url_private_download: file.address ?? `${urlPrivate(state, file)}?download=1`,
  };
  const renditions = Object.keys(file.renditions ?? {}).map((edge) => [
    `thumb_${edge}`,
    `${state.url}${renditionPath(file, edge)}`,
  ]);
  const created = Math.floor((file.completedAt ?? state.clock.now()) / 1000);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: processed ? file.mimetype : '',
    filetype: processed ? file.filetype : '',
    user: file.owner,
    user_team: file.team,
    size: file.length,
    mode: file.external ? 'external' : 'hosted',
    is_external: file.external ?? false,
    file_access: 'visible',
    ...(early ? {} : addresses),
    permalink: permalink(state, file),
    ...(processed ? Object.fromEntries(renditions) : {}),
    ...(file.altTxt ? { alt_txt: file.altTxt } : {}),
    ...(processed && file.width ? { original_w: file.width, original_h: file.height } : {}),
  };
}

export function fileStub(file: SlackFile): Record<string, unknown> {
  return { id: file.id, mode: 'file_access', file_access: 'check_file_info', created: 0, timestamp: 0, user: '' };
}
