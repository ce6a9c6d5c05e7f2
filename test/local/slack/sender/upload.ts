import type { SlackFile } from '../file.ts';
import { readImageHeader } from '../image-header.ts';
import type { Person } from '../people.ts';
import type { State } from '../state.ts';
import type { Team } from '../team.ts';

export interface FileUpload {
  name: string;
  bytes: Uint8Array;
  mimetype?: string;
  altTxt?: string;
  /** First shared by a stranger, so that events show only a stub of it. */
  fromStranger?: boolean;
  /** Where its address leads instead of the file host: for a remote file, or for a lie. */
  address?: string;
  /** A remote file, which some app has put in. */
  external?: boolean;
  /** The JPEGs that Slack keeps of it, by their longest edge in px. */
  renditions?: Record<number, Uint8Array>;
}

/** A person's file, taken from their disk: nobody else sees it until it is shared. */
export function addFile(
  state: State,
  team: Team,
  person: Person,
  {
    name,
    bytes,
    mimetype,
    altTxt = '',
    fromStranger = person.isStranger,
    address,
    external = false,
    renditions,
  }: FileUpload,
): SlackFile {
  const buffer = Buffer.from(bytes);
  const kind = readImageHeader(buffer);
  const file: SlackFile = {
    id: state.ids.next('F'),
    team: team.id,
    owner: person.id,
    fromStranger,
    ...(address ? { address } : {}),
    ...(renditions ? { renditions } : {}),
    external,
    name,
    title: name,
    altTxt,
    length: buffer.length,
    bytes: buffer,
    mimetype: mimetype ?? kind?.mimetype ?? 'application/octet-stream',
    filetype: kind?.filetype ?? name.split('.').pop() ?? 'binary',
    width: kind?.width ?? 0,
    height: kind?.height ?? 0,
    uploaded: true,
    completedAt: state.clock.now(),
    infoAsked: false,
    shownProcessed: true,
    deleted: false,
    shares: [],
  };
  state.files.set(file.id, file);
  return file;
}
