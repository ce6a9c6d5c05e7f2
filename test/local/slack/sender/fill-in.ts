import { fileObject } from '../file.ts';
import type { Person } from '../people.ts';
import type { State } from '../state.ts';
import type { Team } from '../team.ts';
import type { View, ViewValues } from '../view.ts';
import { admits, type Element, fieldsOf } from '../view-state.ts';
import { listed, picked } from './find-element.ts';
import { nameEmoji } from './spelling.ts';
import { addFile, type FileUpload } from './upload.ts';
import { channelNamed, isGuest } from './who-and-where.ts';

/**
 * What a person fills in, by action_id: text; the values of options; people and channels by key or id; files for a
 * `file_input`. Several choices are separated by commas.
 */
export type Filling = Record<string, string | FileUpload[]>;

const DEFAULT_MAX_FILES = 10;

/** Types and chooses in a view. The app hears nothing of it yet. */
export function fillIn(state: State, team: Team, person: Person, view: View, filling: Filling = {}): void {
  const fields = fieldsOf(view.blocks);
  for (const [actionId, value] of Object.entries(filling)) {
    const field = fields.find((candidate) => candidate.actionId === actionId);
    if (!field) throw new Error(`The view has nothing to fill in called ${actionId}`);
    const { blockId, element } = field;
    const held = { type: element.type, ...heldFor(state, team, person, element, value) };
    view.values[blockId] = { ...view.values[blockId], [actionId]: held };
  }
}

function heldFor(
  state: State,
  team: Team,
  person: Person,
  element: Element,
  value: string | FileUpload[],
): Record<string, unknown> {
  if (element.type === 'file_input') return { files: chosenFiles(state, team, person, element, value) };
  if (typeof value !== 'string') throw new Error(`A ${element.type} takes no files`);
  if (/^(multi_)?(users|channels|conversations)_select$/.test(element.type)) {
    const ids = listed(value).map((name) => resolve(team, person, element, name));
    return picked(element, ids.join(','));
  }
  return picked(element, element.type === 'plain_text_input' ? nameEmoji(value) : value);
}

function chosenFiles(
  state: State,
  team: Team,
  person: Person,
  { max_files = DEFAULT_MAX_FILES, filetypes }: Element,
  files: string | FileUpload[],
): unknown[] {
  if (typeof files === 'string') throw new Error('A file_input takes files, not text');
  if (files.length > Number(max_files)) throw new Error(`The file_input takes no more than ${max_files} files`);
  for (const { name } of files) {
    if (!isAccepted(name, filetypes as string[] | undefined)) {
      throw new Error(`The file_input takes ${(filetypes as string[]).join(', ')}, not ${name}`);
    }
  }
  return files.map((file) => fileObject(state, addFile(state, team, person, file)));
}

/** Slack's client goes by the name's ending, whatever the bytes are. */
function isAccepted(name: string, filetypes: string[] | undefined): boolean {
  const plain = (ending: string) => ending.toLowerCase().replace('jpeg', 'jpg');
  const ending = /\.([^.]+)$/.exec(name)?.[1] ?? '';
  return !filetypes || filetypes.map(plain).includes(plain(ending));
}

/** A person, or a conversation that this person can see and the menu offers. */
function resolve(team: Team, person: Person, element: Element, name: string): string {
  if (element.type.endsWith('users_select')) {
    const chosen = Object.values(team.people).find(({ id, key }) => id === name || key === name);
    if (!chosen) throw new Error(`The ${element.type} offers nobody called ${name}`);
    return chosen.id;
  }
  const channel = channelNamed(team, name, person);
  const isSeen = (channel.kind === 'public' && !isGuest(person)) || channel.members.has(person.id);
  const isOffered = element.type.endsWith('channels_select') ? channel.kind === 'public' : admits(element, channel);
  if (!isSeen || !isOffered) throw new Error(`The ${element.type} offers ${person.key} no #${channel.name}`);
  return channel.id;
}

/** `state.values` for the app. Files that are in it are the app's to read from now on. */
export function handOver(state: State, { values }: View): ViewValues {
  for (const field of Object.values(values).flatMap((block) => Object.values(block))) {
    for (const { id } of (field.files ?? []) as { id: string }[]) {
      const file = state.files.get(id);
      if (file) file.givenToApp = true;
    }
  }
  return values;
}
