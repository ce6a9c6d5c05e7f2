import { z } from 'zod';
import { grantedTo } from '../scopes.ts';
import type { State } from '../state.ts';
import type { Team } from '../team.ts';

export type Answer = Record<string, unknown>;

/** One call: whose token, and where to complain about it. */
export interface Call {
  state: State;
  team: Team;
  /** Of a token that came by OAuth; by hand, the settings say what was granted. */
  scopes?: string[] | undefined;
  violation(text: string): void;
}

export interface Method {
  args: z.ZodObject;
  run(call: Call, args: Record<string, unknown>): Answer;
}

export function method<Args extends z.ZodObject>(
  args: Args,
  run: (call: Call, args: z.output<Args>) => Answer,
): Method {
  return { args, run: run as Method['run'] };
}

/** `{ok:false, error}`. */
export class Refusal extends Error {
  readonly error: string;
  readonly extra: Answer;
  constructor(error: string, extra: Answer = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

/** Throws `missing_scope` unless the workspace has granted one of these. */
export function needScope({ state, scopes: own }: Call, ...scopes: string[]): void {
  const granted = own ?? grantedTo(state);
  if (scopes.some((scope) => granted.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: scopes.join(','), provided: granted.join(',') });
}

export const flag = z.union([
  z.boolean(),
  z.enum(['true', '1', 'false', '0']).transform((word) => word === 'true' || word === '1'),
]);

export const count = z.coerce.number().pipe(z.int());

/** A value that comes as JSON in a form, and as itself in a JSON body. */
export const json = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(parseJson, schema);

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export const channelId = z.string().regex(/^[CGDZ][A-Z0-9]{8,}$/);
export const timestamp = z.string().regex(/^\d{10}\.\d{6}$/);
