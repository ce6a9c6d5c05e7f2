import type { LocalPixapi, JournalEntry as PixapiEntry } from '../pixapi/pixapi.ts';
import type { LocalSlack, SentEntry, JournalEntry as SlackEntry } from '../slack/slack.ts';
import type { ExchangePiece } from './shapes.ts';
import type { Seen } from './sight.ts';

/** An exchange as it is listed, and all that was said in it. */
interface Exchange {
  readonly piece: ExchangePiece;
  readonly said: string;
  readonly answered: string;
}

export interface Exchanges {
  look(): Iterable<Seen>;
  /** What was said and answered, to be read. */
  open(number: number): { said: string; answered: string } | undefined;
}

/** The journals of both local servers as one list, in the order in which the requests began. */
export function createExchanges(slack: LocalSlack, pixapi: LocalPixapi): Exchanges {
  const numbers = new Map<object, number>();
  const byNumber = new Map<number, () => Exchange>();

  const number = (entry: object, read: (number: number) => Exchange) => {
    const known = numbers.get(entry);
    if (known !== undefined) return known;
    const next = numbers.size + 1;
    numbers.set(entry, next);
    byNumber.set(next, () => read(next));
    return next;
  };

  function* listed(entries: readonly (readonly [object, string, (number: number) => Exchange])[]): Generator<Seen> {
    for (const [entry, version, read] of entries) {
      const id = String(number(entry, read));
      const make = () => ({ kind: 'exchange' as const, id, piece: read(Number(id)).piece });
      yield { key: `exchange/${id}`, version, make };
    }
  }

  return {
    *look() {
      yield* listed(slack.sent.map((one) => [one, `${one.status}`, (n) => readSent(one, n)]));
      yield* listed(slack.journal.map((one) => [one, '', (n) => readCall(one, n)]));
      yield* listed(pixapi.journal.map((one) => [one, `${one.status} ${one.ms}`, (n) => readPixapi(one, n)]));
    },
    open: (which) => {
      const found = byNumber.get(which)?.();
      return found && { said: found.said, answered: found.answered };
    },
  };
}

function readSent(entry: SentEntry, number: number): Exchange {
  const { at, body, contentType, retry, status, answer, ms } = entry;
  const said = contentType.startsWith('application/json') ? parsed(body) : form(body);
  const trouble = status === 0 ? 'no answer' : retry ? `retry ${retry}` : null;
  return {
    piece: {
      number,
      at,
      from: 'Slack',
      to: 'app',
      title: titleOf(said),
      status: status ?? null,
      trouble,
      ms: ms ?? null,
      isPolling: false,
    },
    said: pretty(said),
    answered: pretty(parsed(answer ?? '')),
  };
}

function titleOf(said: unknown): string {
  const { command, text, payload, event } = said as Record<string, Record<string, unknown> | string | undefined>;
  if (command) return `${command} ${text ?? ''}`.trim();
  if (typeof event === 'object') return [event.type, event.subtype].filter(Boolean).join(' · ');
  if (typeof payload !== 'object') return 'request';
  const [action] = (payload.actions ?? []) as { action_id?: string }[];
  const { callback_id: view } = (payload.view ?? {}) as { callback_id?: string };
  return [payload.type, action?.action_id ?? payload.callback_id ?? view].filter(Boolean).join(' · ');
}

function readCall(entry: SlackEntry, number: number): Exchange {
  const { at, method, args, status, error, fault, answer, ms } = entry;
  return {
    piece: {
      number,
      at: at - ms,
      from: 'app',
      to: 'Slack',
      title: method,
      status,
      trouble: [error, fault && `fault: ${fault}`].filter(Boolean).join(', ') || null,
      ms,
      isPolling: method === 'files.info',
    },
    said: pretty(args),
    answered: pretty(parsed(answer ?? '')),
  };
}

function readPixapi(entry: PixapiEntry, number: number): Exchange {
  const { at, server, method, path, fields, files, status, answer, ms } = entry;
  const isOver = ms !== undefined || status > 0;
  return {
    piece: {
      number,
      at,
      from: 'app',
      to: 'Pixapi',
      title: `${method} ${path}`,
      status: isOver ? status : null,
      trouble: isOver && status === 0 ? 'the line was cut' : null,
      ms: ms ?? null,
      isPolling: server === 'api' && method === 'GET',
    },
    said: pretty({ ...(fields ?? {}), ...(files ? { files } : {}) }),
    answered: answer === undefined ? '' : pretty(parsed(answer)),
  };
}

function form(body: string): unknown {
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, parsed(value)]));
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pretty(value: unknown): string {
  if (value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
