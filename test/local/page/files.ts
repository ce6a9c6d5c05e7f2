import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';

export interface Served {
  readonly type: string;
  readonly body: string | Buffer;
}

const PAGE = join(import.meta.dirname, 'client');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The libraries of the page, served as their packages hold them. */
const VENDOR = new Map([
  ['preact', 'preact.mjs'],
  ['preact/hooks', 'hooks.mjs'],
  ['htm', 'htm.mjs'],
]);
const IMPORT_MAP = JSON.stringify({
  imports: Object.fromEntries([...VENDOR.keys()].map((name) => [name, `/vendor/${name}`])),
});

const require = createRequire(import.meta.url);

/** A file of the page: what is TypeScript is sent without its types, so that nothing has to be built. */
export async function readPageFile(path: string): Promise<Served | undefined> {
  const library = path.replace('/vendor/', '');
  const vendor = VENDOR.get(library);
  if (vendor) {
    const text = await readFile(join(dirname(require.resolve(library)), vendor), 'utf8');
    return { type: 'text/javascript; charset=utf-8', body: text.replace(/\/\/# sourceMappingURL=.*/, '') };
  }
  const name = path === '/' ? '/index.html' : normalize(path);
  const type = TYPES[extname(name)];
  if (!type || name.includes('..')) return undefined;
  const text = await readFile(join(PAGE, name), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  if (name.endsWith('.ts')) return { type, body: stripTypeScriptTypes(text) };
  return { type, body: text.replace('{ "imports": {} }', IMPORT_MAP) };
}

/** Nothing but our own files runs, and pictures come from here and from the local Pixapi alone. */
export function contentSecurityPolicy(pictureHost: string): string {
  const importMap = createHash('sha256').update(IMPORT_MAP).digest('base64');
  return [
    `default-src 'none'`,
    `script-src 'self' 'sha256-${importMap}'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob: ${pictureHost}`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
