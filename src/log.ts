import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Log } from './core/chat.ts';
import { FAILURES, type Failure } from './core/failure.ts';

const SECRETS = [
  /\bxox[a-z]-[\w-]+/gi,
  /\bxapp-[\w-]+/gi,
  /\bsk_\w+/g,
  /\bBearer\s+[\w.~+/=-]+/gi,
  /https?:\/\/hooks\.slack\.com\/\S+/gi,
  /(https?:\/\/[^\s"'?]+)\?[^\s"']*/gi,
  /(postgres(?:ql)?:\/\/)[^@\s"']*@/gi,
];

/** The text without anything that looks like a token, a key or the query of an address. Last stage before the output. */
export function censor(text: string): string {
  return SECRETS.reduce(
    (clean, pattern) => clean.replace(pattern, (_, kept) => (typeof kept === 'string' ? `${kept}[cut]` : '[cut]')),
    text,
  );
}

/** JSON lines, written at once so that a killed process loses none. `stream` is for tests. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const out = stream ?? destination({ sync: true });
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => out.write(censor(line)) },
  );
}

/** How the core's failures are told to the operator: the code decides how loudly. */
export function createLog(logger: Logger): Log {
  return {
    failure(failure, context) {
      logger[FAILURES[failure.code].log](
        { ...context, code: failure.code, requestId: failure.requestId, causes: causesOf(failure) },
        'failure',
      );
    },
    note(message, context) {
      logger.info(context, message);
    },
  };
}

/** Kinds, codes and messages of an error and its causes, innermost last; stacks only for what nobody foresaw. */
function causesOf(failure: Failure): unknown[] {
  const causes: unknown[] = [];
  for (let error: unknown = failure; error instanceof Error && causes.length < 5; error = error.cause) {
    causes.push({ name: error.name, message: error.message, ...('code' in error ? { code: error.code } : {}) });
    if (failure.code === 'internal' && error !== failure) causes.push(error.stack?.split('\n').slice(1, 6).join(' | '));
  }
  return causes;
}
