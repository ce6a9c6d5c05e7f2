import { changed } from './changed.ts';

/** Who one is and what one looks at; kept in the address, so that a reload comes back to it. */
export interface Place {
  team: string;
  user: string;
  /** The channel's id; empty until the workspace is known. */
  channel: string;
  thread: string;
  /** Of the conversation with the app. */
  tab: 'home' | 'messages';
  /** What stands open at the side. */
  behind: '' | 'inspector' | 'faults';
}

const START: Place = { team: 'acme', user: 'ana', channel: '', thread: '', tab: 'messages', behind: '' };

let now = read();

export function place(): Place {
  return now;
}

export function go(to: Partial<Place>): void {
  now = { ...now, ...to };
  const said = Object.entries(now).filter(([, value]) => value !== '');
  history.replaceState(null, '', `#${new URLSearchParams(said)}`);
  changed();
}

export function onPlaceTyped(): void {
  now = read();
  changed();
}

function read(): Place {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const { tab, behind } = given;
  return {
    ...START,
    ...given,
    tab: tab === 'home' ? 'home' : 'messages',
    behind: behind === 'inspector' || behind === 'faults' ? behind : '',
  };
}
