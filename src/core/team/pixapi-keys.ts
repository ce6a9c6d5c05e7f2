/** A workspace's own key for Pixapi. Only what calls Pixapi reads `value`. */
export interface OwnKey {
  /** Another one each time that a key is set. */
  readonly id: string;
  readonly value: string;
}

/** What managers see of it. */
export interface KeyShown {
  readonly setBy: string;
  readonly setAt: Date;
  /** Its last four characters. */
  readonly ending: string;
}

interface By {
  readonly teamId: string;
  readonly userId: string;
}

export interface PixapiKeyStore {
  /** null: the workspace has none. */
  readPixapiKey(teamId: string): Promise<KeyShown | null>;
  /** Sealed and audited, without its value; the one before is kept until nothing needs it. `secret_unreadable`: nothing can be sealed. */
  setPixapiKey(by: By, value: string, defaultCredits: number | null): Promise<void>;
  /** Whether there was one. From then on the deployment's is used. */
  removePixapiKey(by: By): Promise<boolean>;
}

/** `secret_unreadable`: there is one, and this process can't open it: the deployment's is never taken instead. */
export interface OrderKeyStore {
  /** null: orders of the workspace go by the deployment's. */
  keyInForce(teamId: string): Promise<OwnKey | null>;
  /** null: it was erased, or nothing needed it. */
  findOwnKey(teamId: string, id: string): Promise<OwnKey | null>;
}

/** Longer than any that Pixapi gives out, and nothing that a header can't carry. */
const KEY = /^[\x21-\x7e]{16,200}$/;

/** null: no key looks like this. */
export function readTypedKey(text: string): string | null {
  const typed = text.trim();
  return KEY.test(typed) ? typed : null;
}
