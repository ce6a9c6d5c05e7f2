import { token } from './random.ts';

/** How an error body is written: the three forms Pixapi documents, OpenAI's, and three that gateways answer with. */
export type ErrorShape = 'errors' | 'guide' | 'short' | 'openai' | 'string' | 'html' | 'empty';

export interface ErrorSpec {
  status: number;
  /** Default: the form Pixapi's page on that status shows. */
  shape?: ErrorShape;
  code?: string;
  type?: string;
  message?: string;
  param?: string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  body: string;
  contentType: string;
  headers: Record<string, string>;
}

/** Thrown wherever a request turns out to be one that Pixapi would refuse. */
export class Refusal extends Error {
  readonly spec: ErrorSpec;
  constructor(spec: ErrorSpec) {
    super(spec.message ?? `refused with ${spec.status}`);
    this.name = 'Refusal';
    this.spec = spec;
  }
}

export function badRequest(message: string, more: Partial<ErrorSpec> = {}): Refusal {
  return new Refusal({ status: 400, message, ...more });
}

const KNOWN: Record<number, { name: string; shape: ErrorShape; message: string }> = {
  400: { name: 'invalid_request_error', shape: 'errors', message: 'Invalid request.' },
  401: { name: 'unauthorized', shape: 'short', message: 'Missing or invalid API key.' },
  402: { name: 'insufficient_credits', shape: 'short', message: 'Not enough credits.' },
  404: { name: 'model_not_found', shape: 'errors', message: 'Unknown or unavailable model.' },
  413: { name: 'request_too_large', shape: 'errors', message: 'The request is too large.' },
  422: { name: 'prompt_rejected', shape: 'errors', message: 'The prompt or an input breaks the policy of the model.' },
  429: { name: 'rate_limited', shape: 'short', message: 'Too many requests.' },
  500: { name: 'internal_error', shape: 'errors', message: 'Unexpected server error.' },
  503: { name: 'model_unavailable', shape: 'guide', message: 'The model is temporarily unavailable.' },
};
const GATEWAY = { name: 'bad_gateway', shape: 'html', message: 'The gateway got no good answer.' } as const;

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, body: JSON.stringify(value), contentType: 'application/json', headers };
}

export function errorReply(spec: ErrorSpec): Reply {
  const { status, headers = {} } = spec;
  const shape = spec.shape ?? known(status).shape;
  if (shape === 'empty') return { status, body: '', contentType: 'text/plain', headers };
  if (shape !== 'html') return json(status, { error: errorValue(spec, shape) }, headers);
  const title = `${status} Error`;
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr>gateway</body></html>`;
  return { status, body, contentType: 'text/html; charset=utf-8', headers };
}

/** What stands under `error`, in an HTTP body or in a failed task. */
export function errorValue(spec: ErrorSpec, shape: Exclude<ErrorShape, 'html' | 'empty'>): unknown {
  const name = spec.code ?? known(spec.status).name;
  const message = spec.message ?? known(spec.status).message;
  switch (shape) {
    case 'errors':
      return { code: spec.status, type: spec.type ?? name, message };
    case 'guide':
      return { code: name, message, request_id: `req_${token(12)}` };
    case 'short':
      return { code: name, message };
    case 'openai':
      return { message, type: spec.type ?? 'invalid_request_error', param: spec.param ?? null, code: name };
    case 'string':
      return message;
    default:
      return shape satisfies never;
  }
}

function known(status: number): { name: string; shape: ErrorShape; message: string } {
  return KNOWN[status] ?? (status >= 500 ? GATEWAY : { name: 'error', shape: 'errors', message: `Error ${status}.` });
}
