import type { IncomingHttpHeaders } from 'node:http';
import { packed } from '../packed.ts';
import { readMultipart } from './body.ts';
import { type Reply, textReply } from './exchange.ts';
import { appMaySee, type SlackFile } from './file.ts';
import { type ImageKind, readImageHeader } from './image-header.ts';
import { teamOfToken } from './oauth/grants.ts';
import type { State } from './state.ts';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to your workspace</body></html>';

/** The upload host: takes the bytes that were announced, and wants no token. */
export async function receiveUpload(
  state: State,
  fileId: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  length: number,
): Promise<Reply> {
  const complain = (text: string, status = 400): Reply => {
    state.violations.push(`upload: ${text}`);
    return textReply(text, status);
  };
  const file = state.files.get(fileId);
  if (!file || file.completedAt !== undefined) return complain(`no upload is expected for ${fileId}`, 404);
  if (headers.authorization) state.violations.push('upload: a token was sent to the upload host');
  // A host of uploads wants to know how much is coming.
  if (headers['content-length'] === undefined) return complain('no content-length', 411);
  const bytes = await uploadedBytes(headers['content-type'] ?? '', body);
  if (bytes.toString('latin1', 0, 17) === '[object FormData]')
    return complain('the bytes are the text "[object FormData]"');
  const came = bytes === body ? length : bytes.length;
  if (came !== file.length) return complain(`${came} bytes came, ${file.length} were announced`);
  const kind = readImageHeader(bytes) ?? otherKind(file.name, bytes);
  if (!kind) return complain('the bytes are no png, jpeg, gif or webp picture, and the name is no table’s');
  Object.assign(file, { ...kind, bytes, uploaded: true });
  return textReply(`OK - ${came}`);
}

/** What Slack takes a text for: it goes by the name. A zip has to be one. */
function otherKind(name: string, bytes: Buffer): ImageKind | undefined {
  const none = { width: 0, height: 0 };
  if (name.endsWith('.csv')) return { mimetype: 'text/csv', filetype: 'csv', ...none };
  if (name.endsWith('.jsonl')) return { mimetype: 'text/plain', filetype: 'text', ...none };
  const isZip = name.endsWith('.zip') && bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004';
  return isZip ? { mimetype: 'application/zip', filetype: 'zip', ...none } : undefined;
}

async function uploadedBytes(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  for (const value of (await readMultipart(body, contentType)).values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** What the file host says before anything else, where it is set to send people on. */
export function sendOn(state: State, path: string, query: URLSearchParams): Reply | null {
  const { redirectsFiles } = state.settings;
  if (redirectsFiles === 'never' || query.has('sent_on')) return null;
  const to = {
    within: `${path}?sent_on=1`,
    'to sign-in': `/signin?redir=${encodeURIComponent(path)}`,
  };
  const location = typeof redirectsFiles === 'string' ? to[redirectsFiles] : redirectsFiles.to;
  return { status: 302, headers: { location }, body: '' };
}

export function signInPage(): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: LOGIN_PAGE,
    error: 'login_page',
  };
}

/** One of the JPEGs that Slack keeps of a file; `name` ends in its longest edge. */
export function sendRendition(
  state: State,
  file: SlackFile | undefined,
  name: string,
  token: string | undefined,
): Reply {
  const edge = Number(/_(\d+)\.jpg$/.exec(name)?.[1]);
  const bytes = file?.renditions?.[edge];
  if (!file || !bytes || teamOfToken(state, token, { file: file.id })?.id !== file.team || !appMaySee(state, file))
    return signInPage();
  return { status: 200, headers: { 'content-type': 'image/jpeg' }, body: Buffer.from(bytes) };
}

/** `url_private`: whoever comes without the right token gets a login page, with status 200. */
export function sendFile(state: State, file: SlackFile | undefined, token: string | undefined): Reply {
  const team = teamOfToken(state, token, { file: file?.id });
  if (file && team && team.id !== file.team) {
    state.violations.push(`file: the token of ${team.id} was used on file ${file.id} of ${file.team}`);
  }
  if (!file || team?.id !== file.team || !appMaySee(state, file)) return signInPage();
  const { bytes, headers } = packed(file.bytes, state.settings.encoding);
  return { status: 200, headers: { 'content-type': file.mimetype, ...headers }, body: bytes };
}
