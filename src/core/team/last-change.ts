/** Who changed the same thing a short time ago, and to what; null: to nothing that can be said. */
export interface LastChange {
  readonly userId: string;
  readonly to: string | null;
}
