/** The scopes of manifest.yml. */
export interface Scopes {
  /** That nothing works without. */
  readonly needed: readonly string[];
  /** That people may withhold. */
  readonly optional: readonly string[];
}

/** How what was granted differs from what was asked for. */
export function differenceOf(granted: readonly string[], { needed, optional }: Scopes) {
  return {
    missing: needed.filter((scope) => !granted.includes(scope)),
    additional: granted.filter((scope) => !needed.includes(scope) && !optional.includes(scope)),
  };
}
