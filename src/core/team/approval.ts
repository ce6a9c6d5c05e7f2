/** What a manager has allowed once, for a request that has no room: it is given exactly what is missing, at every budget but a cap of the person's own. */
export interface Approval {
  readonly id: string;
  /** The manager. */
  readonly by: string;
}
