/** What the error says of the way to the database, in words for whoever has set `DATABASE_URL`: one line, without its password. Null: it is about something else. */
export function databaseTrouble(error: unknown, databaseUrl: string): string | null {
  const words = wordsFor(error);
  if (!words) return null;
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const [what, check] = words({
    server: `${hostname || 'localhost'}:${port || 5432}`,
    database: decoded(pathname.slice(1)),
    user: decoded(username),
  });
  return `The database does not answer: ${what}. Check ${check} in DATABASE_URL.`;
}

type Words = (at: { readonly server: string; readonly database: string; readonly user: string }) => [string, string];

const UNENCRYPTED: Words = ({ server }) => [`${server} takes no unencrypted connection`, 'sslmode (verify-full)'];

const BY_CODE: Readonly<Record<string, Words>> = {
  ECONNREFUSED: ({ server }) => [`nothing listens at ${server}`, 'that Postgres runs there, and host and port'],
  ENOTFOUND: ({ server }) => [`the host of ${server} is not known`, 'the host'],
  EAI_AGAIN: ({ server }) => [`the host of ${server} can't be looked up now`, 'the network, and the host'],
  ETIMEDOUT: ({ server }) => [`${server} is silent`, 'the network and its firewalls, and host and port'],
  EHOSTUNREACH: ({ server }) => [`no way leads to ${server}`, 'the network and its firewalls, and the host'],
  ENETUNREACH: ({ server }) => [`no way leads to ${server}`, 'the network and its firewalls, and the host'],
  ECONNRESET: ({ server }) => [`${server} hung up`, 'that it is a Postgres, and host, port and sslmode'],
  EPIPE: ({ server }) => [`${server} hung up`, 'that it is a Postgres, and host, port and sslmode'],
  '28P01': ({ server, user }) => [`${server} refuses the password of role "${user}"`, 'role and password'],
  '28000': ({ server, user }) => [`${server} does not let role "${user}" in`, 'the role, pg_hba.conf, and sslmode'],
  '3D000': ({ server, database }) => [`${server} has no database "${database}"`, 'its name'],
  '42501': ({ database, user }) => [`role "${user}" may not connect to "${database}"`, 'its rights, and the role'],
  '53300': ({ server }) => [
    `${server} has no connection left`,
    'how many it allows, and who else uses it, and the host',
  ],
  '57P03': ({ server }) => [`${server} is starting up or shutting down`, 'it again in a moment, and the host'],
};

/** What pg says without a code, and what comes under a code that also means other things. */
const BY_MESSAGE: readonly (readonly [RegExp, Words])[] = [
  [/no pg_hba\.conf entry.*no encryption/i, UNENCRYPTED],
  [/does not support SSL/i, ({ server }) => [`${server} takes no encrypted connection`, 'sslmode']],
  [
    /SSL|TLS|certificate/i,
    ({ server }) => [`the certificate or TLS of ${server} is not accepted`, 'sslmode, and the certificate'],
  ],
  [/timeout|timed out/i, ({ server }) => [`${server} is silent`, 'the network and its firewalls, and host and port']],
  [
    /Connection terminated|invalid response|unexpected message/i,
    ({ server }) => [`${server} hung up`, 'that it is a Postgres, and host, port and sslmode'],
  ],
];
const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_)/;

function wordsFor(error: unknown): Words | undefined {
  for (
    let cause = error, depth = 0;
    cause instanceof Error && !(cause instanceof TypeError) && depth < 5;
    cause = cause.cause, depth++
  ) {
    const code = 'code' in cause ? String(cause.code) : '';
    const text = TLS_CODE.test(code) ? 'TLS' : cause.message;
    // Errors of the server's own that are not about connecting have a code, and any text.
    const known = code === '28000' || !BY_CODE[code] ? byMessage(code, text) : undefined;
    const words = known ?? (Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined);
    if (words) return words;
  }
  return undefined;
}

function byMessage(code: string, text: string): Words | undefined {
  if (code !== '' && code !== '28000' && text !== 'TLS') return undefined;
  return BY_MESSAGE.find(([pattern]) => pattern.test(text))?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
