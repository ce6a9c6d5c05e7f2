/** The services that the app asks. */
export type Upstream = 'pixapi' | 'slack';

/** What all slots of a process know of an upstream. Each process learns it by itself. */
export interface Upstreams {
  /** It does not answer, or only with errors: what fails there now is no try of the job that was on its way. */
  isAway(upstream: Upstream): boolean;
  /** How many more jobs may set out for it now. Infinity: no limit. */
  room(upstream: Upstream): number;
}

/** The way to Pixapi with one key. Both throw `pixapi_busy` or `pixapi_down`, not `asked`, where nobody is to ask now. */
export interface Lane {
  /** For what is paid: in its turn, and while Pixapi is away one at a time. `knock` asks it something free before that. */
  order<T>(call: () => Promise<T>, knock: () => Promise<unknown>): Promise<T>;
  /** For what is free. */
  read<T>(call: () => Promise<T>): Promise<T>;
}
