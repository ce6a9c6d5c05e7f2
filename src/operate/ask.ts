const WITHIN_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

export type Asked =
  | { readonly status: number; readonly headers: Headers; readonly body: unknown; readonly text: string }
  | { readonly trouble: string };

/** One request with a limit on time and size. What keeps it from being answered is told in words, never with an address's query. */
export async function ask(url: string, init: RequestInit = {}): Promise<Asked> {
  const host = URL.parse(url)?.host ?? url;
  try {
    const answer = await fetch(url, { redirect: 'error', ...init, signal: AbortSignal.timeout(WITHIN_MS) });
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of answer.body ?? []) {
      size += piece.length;
      if (size > MOST_BYTES) return { trouble: `${host} answers with more than a megabyte` };
      pieces.push(piece);
    }
    const text = Buffer.concat(pieces).toString();
    return { status: answer.status, headers: answer.headers, body: parse(text), text };
  } catch (error) {
    return { trouble: `${host} ${why(error)}` };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const CAUSES: Record<string, string> = {
  ENOTFOUND: 'is not known: check the name, and the network',
  EAI_AGAIN: "can't be looked up now: check the network",
  ECONNREFUSED: 'takes no connection: nothing listens there',
  ECONNRESET: 'hung up',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
};

function why(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `did not answer within ${WITHIN_MS / 1_000} s`;
  const whole = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // of a name with several addresses
  const cause: unknown = whole instanceof AggregateError ? whole.errors[0] : whole;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof Error && /redirect/i.test(cause.message)) return 'sends on to another address';
  return CAUSES[code] ?? `can't be reached${code && ` (${code})`}`;
}
