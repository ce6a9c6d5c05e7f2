import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What a page says, in plain text: whatever it is, it is escaped. */
export interface Page {
  readonly status: number;
  readonly language: string;
  readonly title: string;
  readonly text: string;
  /** The one thing to do next. */
  readonly link: { readonly href: string; readonly label: string } | null;
}

const STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:34rem;padding:12vh 1.5rem}h1{font-size:1.6rem;line-height:1.25}a{background:#3b2a5e;border-radius:.5rem;color:#fff;display:inline-block;padding:.6rem 1.1rem;text-decoration:none}a:focus-visible{outline:3px solid #b89aff;outline-offset:2px}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** On top of what every answer says: our own style and nothing else; and nobody we send people on to learns the address, which holds a code. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
};

export function showPage(response: ServerResponse, page: Page): void {
  const html = htmlOf(page);
  response.writeHead(page.status, { ...HEADERS, 'content-length': Buffer.byteLength(html) }).end(html);
}

function htmlOf({ language, title, text, link }: Page): string {
  const button = link ? `\n<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : '';
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>${button}
</main>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
