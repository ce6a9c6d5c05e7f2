import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { readBeginning, readBody, readFields, readObject } from './body.ts';
import { exchange, jsonReply, rateLimited, textReply, type Wanted } from './exchange.ts';
import { receiveUpload, sendFile, sendOn, sendRendition, signInPage } from './file-host.ts';
import { exchangeCode } from './oauth/access.ts';
import { authorizePage } from './oauth/authorize.ts';
import { isLive, teamOfToken } from './oauth/grants.ts';
import { retryAfter } from './pace.ts';
import { useResponseUrl } from './response-url.ts';
import { grantedTo } from './scopes.ts';
import type { State } from './state.ts';
import { answerCall } from './web-api/api.ts';

/** One server in three parts: Web API, file hosts, response_urls. */
export function createSlackServer(state: State): Server {
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) => {
      if (request.socket.destroyed) return;
      state.violations.push(`the local Slack failed at ${request.url}: ${error}`);
      response.writeHead(500).end();
    });
  });
  server.on('upgrade', (request, socket) => state.hub.upgrade(request, socket as Socket));
  return server;
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isUpload = request.url?.startsWith('/upload/') ?? false;
  const body = isUpload && !state.settings.keepsUploads ? await readBeginning(request) : await readWhole(request);
  const { pathname } = new URL(request.url ?? '/', state.url);
  const [, part, ...rest] = pathname.split('/');
  const wanted = await readWanted(state, request, body, part ?? '', rest);
  await exchange(state, request, response, wanted);
}

async function readWhole(request: IncomingMessage) {
  const body = await readBody(request);
  return { body, length: body.length };
}

async function readWanted(
  state: State,
  request: IncomingMessage,
  { body, length }: { body: Buffer; length: number },
  part: string,
  rest: string[],
): Promise<Wanted> {
  const { headers } = request;
  const bearer = headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  const key = `${request.method} /${part}`;
  if (key === 'POST /api') {
    const { token = bearer, ...args } = await readFields(body, headers['content-type'] ?? '');
    const [method = ''] = rest;
    const known = typeof token === 'string' ? token : undefined;
    const team = teamOfToken(state, known, args);
    const act = () => {
      if (method === 'oauth.v2.access') return exchangeCode(state, args, headers.authorization);
      if (method === 'apps.connections.open') return openConnection(state, known);
      const seconds = team && retryAfter(state, team, method, args);
      if (seconds) return rateLimited(seconds);
      const answer = jsonReply(answerCall(state, method, known, args) as { ok: boolean });
      // Slack names what a token may in the head of every answer to it
      if (known === undefined || !isLive(state, known)) return answer;
      return { ...answer, headers: { ...answer.headers, 'x-oauth-scopes': grantedTo(state, known).join(',') } };
    };
    return { method, team: team?.id, args: decodeJson(args), act };
  }
  if (key === 'POST /upload') {
    const id = rest[1] ?? '';
    const act = () => receiveUpload(state, id, headers, body, length);
    return { method: 'upload', team: state.files.get(id)?.team, args: { file: id, length }, act };
  }
  if (key === 'GET /files-pri') {
    const id = rest[0]?.split('-')[1] ?? '';
    const { searchParams } = new URL(request.url ?? '/', state.url);
    const act = () =>
      sendOn(state, `/${[part, ...rest].join('/')}`, searchParams) ?? sendFile(state, state.files.get(id), bearer);
    return { method: 'file', team: teamOfToken(state, bearer)?.id, args: { file: id }, act };
  }
  if (key === 'GET /files-tmb') {
    const [place = '', name = ''] = rest;
    const id = place.split('-')[1] ?? '';
    const act = () => sendRendition(state, state.files.get(id), name, bearer);
    return { method: 'file', team: teamOfToken(state, bearer)?.id, args: { file: id, rendition: name }, act };
  }
  if (key === 'GET /oauth') {
    const act = () => authorizePage(state, new URL(request.url ?? '/', state.url));
    return { method: 'authorize', team: undefined, args: {}, act };
  }
  if (key === 'GET /signin') return { method: 'sign_in', team: undefined, args: {}, act: signInPage };
  if (key === 'POST /response') {
    const target = state.responseUrls.get(`/${[part, ...rest].join('/')}`);
    const text = body.toString();
    const act = () => useResponseUrl(state, target, text);
    const args = { ...readObject(text), ...(target ? { channel: target.channel } : {}) };
    return { method: 'response_url', team: target?.team, args, act };
  }
  return { method: `${request.method} ${request.url}`, team: undefined, args: {}, act: () => lost(state, request) };
}

/** The app's own token, not that of a workspace; an address that is good once. */
function openConnection(state: State, token: string | undefined) {
  if (token !== state.appToken)
    return jsonReply({ ok: false, error: token?.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth' });
  const ticket = state.hub.ticket();
  if (!ticket) return jsonReply({ ok: false, error: 'too_many_websockets' });
  const url = `${state.url.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=A0ACME`;
  return jsonReply({ ok: true, url } as { ok: boolean });
}

function lost(state: State, request: IncomingMessage) {
  state.violations.push(`${request.method} ${request.url}: nothing is served there`);
  return textReply('not found', 404);
}

/** In a form, whatever is not text travels as JSON; the journal shows it as it was meant. */
function decodeJson(args: Record<string, unknown>): Record<string, unknown> {
  const decode = (value: unknown) => {
    if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, decode(value)]));
}
