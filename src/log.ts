import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { FAILURES, Failure } from './core/failure.ts';
import type { Log } from './core/making/chat.ts';

// They read JSON lines: none reaches over a quote or a backslash, so that a line stays JSON; and the letter of an
// escape (`\n`, or a color's `m`) may stand right before a secret, so `\b` won't do.
const LONGEST_MESSAGE = 300;

const SECRETS = [
  /xox[a-z]-[\w-]+/gi,
  /xapp-[\w-]+/gi,
  /(?<=^|\W|\\[a-z]|\\u[\da-f]{4}|\[[\d;]*m)sk_[\w-]+/g,
  /Bearer\s+[\w.~+/=-]+/gi,
  /https?:\/\/hooks\.slack\.com\/[^\s"'\\]+/gi,
  /(postgres(?:ql)?:\/\/)[^\s"'\\]*@/gi,
  /(\b[a-z][a-z\d+.-]{0,15}:\/\/[^\s"'\\?]+)\?[^\s"'\\]*/gi,
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
    causes.push({ name: error.name, message: messageOf(error), ...('code' in error ? { code: error.code } : {}) });
    if (failure.code === 'internal' && error !== failure) causes.push(stackOf(error));
  }
  return causes;
}

/** Our own messages are made of codes. Others quote what they could not read, and that may be a prompt or a body. */
function messageOf(error: Error): string {
  if (error instanceof Failure) return error.message;
  return error.message.replace(/["'`“‘].*["'`”’]/s, '[cut]').slice(0, LONGEST_MESSAGE);
}

function stackOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 5).join(' | ');
}
