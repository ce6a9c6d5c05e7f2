/** The keys that wrap data keys. What is wrapped anew is wrapped by the newest; the others only open. */
export interface KeyRing {
  readonly newest: Key;
  /** The newest first. */
  readonly ids: readonly string[];
  /** undefined: it is not in `ENCRYPTION_KEYS` any more. */
  find(id: string): Key | undefined;
}

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

const KEY_BYTES = 32;
const MOST_KEYS = 20;
const ID = /^[A-Za-z0-9_.-]{1,32}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Reads `ENCRYPTION_KEYS`: `id:base64,…`, the newest first. A complaint says what is wrong, and nothing of a key. */
export function readKeyRing(text: string): KeyRing | { readonly complaint: string } {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length > MOST_KEYS) return { complaint: `expected at most ${MOST_KEYS} keys` };
  const keys = new Map<string, Key>();
  for (const [at, part] of parts.entries()) {
    const [id = '', base64 = ''] = part.split(/:(.*)/s);
    const bytes = Buffer.from(base64, 'base64');
    const place = `key ${at + 1}`;
    if (!ID.test(id))
      return { complaint: `${place}: expected id:base64, with an id of letters, digits, ".", "_" and "-"` };
    if (!BASE64.test(base64) || bytes.length !== KEY_BYTES)
      return {
        complaint: `${place}: expected ${KEY_BYTES} bytes in base64, such as \`openssl rand -base64 ${KEY_BYTES}\` prints`,
      };
    if (keys.has(id)) return { complaint: `${place}: its id is there twice` };
    keys.set(id, { id, bytes });
  }
  const [newest] = keys.values();
  return newest ? { newest, ids: [...keys.keys()], find: (id) => keys.get(id) } : { complaint: 'expected id:base64' };
}
