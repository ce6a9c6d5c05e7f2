import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';
import { Failure, toFailure } from '../../core/failure.ts';
import type { Log } from '../../core/making/chat.ts';

/** One thing that Slack tells over a connection. */
export interface Envelope {
  readonly id: string;
  readonly isEvent: boolean;
  readonly payload: Record<string, unknown>;
  readonly retryNum?: number | undefined;
  readonly retryReason?: string | undefined;
}

export interface SocketDeps {
  /** Asks Slack for the address of a new connection; it is good for one, and for a moment. */
  readonly open: () => Promise<URL>;
  /** Ends with what goes to Slack as the acknowledgement; null: none, so that Slack sends it again. */
  readonly take: (envelope: Envelope) => Promise<Record<string, unknown> | null>;
  readonly log: Log;
  /** Multiplies back-offs. */
  readonly waitScale: number;
  /** A connection over which Slack has pinged, and then been silent for so long, is gone: after a sleep, or behind a network that forgot it. */
  readonly silentMs: number;
}

/** So many connections at once: when one is cut off, the other is there. Slack gives an app ten in all. */
const CONNECTIONS = 2;
const HELLO_MS = 10_000;
/** What was told over a connection is acknowledged over the same one; it is kept so long for that. */
const DRAIN_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;
const MOST_CHARACTERS = 1024 * 1024;

const message = z.object({
  type: z.string(),
  envelope_id: z.string().max(200).optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});

/**
 * Holds two connections to Slack, as Socket Mode has it (decision 63). One that Slack announces to end is replaced first,
 * one at a time, and kept until everything told over it is acknowledged. `close` takes nothing new, waits for what is in
 * hand, and hangs up.
 */
export function openSockets(deps: SocketDeps): { close(): Promise<void> } {
  const stopping = new AbortController();
  const live = new Set<Connection>();
  let last: Promise<unknown> = Promise.resolve();

  const openOne = async (): Promise<Connection | null> => {
    for (let failures = 1; !stopping.signal.aborted; failures++) {
      try {
        const connection = await connect(deps);
        live.add(connection);
        return connection;
      } catch (error) {
        const failure = toFailure(error);
        deps.log.failure(failure, { at: 'socket', failures });
        await pause(pauseOf(failure, failures) * deps.waitScale, stopping.signal);
      }
    }
    return null;
  };
  const openNext = () => {
    const next = last.then(openOne);
    last = next;
    return next;
  };
  const keepOne = async () => {
    let current = await openNext();
    while (current && !stopping.signal.aborted) {
      await current.ending;
      if (stopping.signal.aborted) return;
      const old = current;
      const replacement = openNext();
      void Promise.race([replacement, pause(DRAIN_MS)])
        .then(() => old.drained())
        .then(() => live.delete(old));
      current = await replacement;
    }
  };
  const kept = Array.from({ length: CONNECTIONS }, keepOne);
  return {
    async close() {
      stopping.abort();
      for (const connection of live) connection.end();
      await Promise.all(kept);
      await Promise.all([...live].map((connection) => connection.drained()));
    },
  };
}

function pauseOf(failure: Failure, failures: number): number {
  return Math.max(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (failures - 1)), failure.retryAfterMs ?? 0);
}

interface Connection {
  /** Settles when it is to be replaced: Slack said so, it is gone, or `end` was called. */
  readonly ending: Promise<void>;
  /** Takes nothing new. */
  end(): void;
  /** Acknowledges what is in hand, and hangs up. */
  drained(): Promise<void>;
}

/** Node tells of pings here, and nowhere else; it answers them itself. */
const PINGS = 'undici:websocket:ping';

async function connect({ open, take, silentMs }: SocketDeps): Promise<Connection> {
  const socket = new WebSocket(await open());
  const inHand = new Set<Promise<void>>();
  const { promise: greeted, resolve: greet, reject: refuse } = Promise.withResolvers<void>();
  const { promise: ending, resolve: end } = Promise.withResolvers<void>();
  let takes = true;
  let silence: NodeJS.Timeout | undefined;
  const onPing = (about: unknown) => {
    if (!isAbout(about, socket)) return;
    silence ??= setTimeout(end, silentMs).unref();
    silence.refresh();
  };
  subscribe(PINGS, onPing);
  void ending.then(() => {
    unsubscribe(PINGS, onPing);
    clearTimeout(silence);
  });

  const answer = async (envelope: Envelope) => {
    const acknowledgement = await take(envelope);
    if (acknowledgement && socket.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ envelope_id: envelope.id, payload: acknowledgement }));
  };
  const hear = (data: unknown) => {
    silence?.refresh();
    const said = readMessage(data);
    if (said?.type === 'hello') return greet();
    if (said?.type === 'disconnect') return end();
    const envelope = said && takes ? envelopeOf(said) : null;
    if (!envelope) return;
    const done = answer(envelope).finally(() => inHand.delete(done));
    inHand.add(done);
  };
  socket.addEventListener('message', ({ data }) => hear(data));
  for (const event of ['close', 'error'])
    socket.addEventListener(event, () => {
      refuse(new Failure('chat_busy', { detail: 'Slack closed the connection' }));
      end();
    });
  const late = setTimeout(() => refuse(new Failure('chat_busy', { detail: 'Slack did not say hello' })), HELLO_MS);
  try {
    await greeted;
  } catch (error) {
    end();
    socket.close();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return {
    ending,
    end() {
      takes = false;
      end();
    },
    async drained() {
      await Promise.race([pause(DRAIN_MS), allOf(inHand)]);
      takes = false;
      socket.close();
    },
  };
}

function isAbout(about: unknown, socket: WebSocket): boolean {
  return typeof about === 'object' && about !== null && 'websocket' in about && about.websocket === socket;
}

async function allOf(set: ReadonlySet<Promise<void>>): Promise<void> {
  while (set.size > 0) await Promise.allSettled(set);
}

function readMessage(data: unknown) {
  if (typeof data !== 'string' || data.length > MOST_CHARACTERS) return null;
  try {
    return message.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

function envelopeOf({ type, envelope_id: id, payload, retry_attempt, retry_reason }: z.output<typeof message>) {
  if (!id || !payload) return null;
  return { id, payload, isEvent: type === 'events_api', retryNum: retry_attempt, retryReason: retry_reason };
}

/** Ends early, and well, when `signal` fires. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
