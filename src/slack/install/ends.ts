import type { Copy } from '../../copy/copy.ts';
import type { Page } from './page.ts';

/** How an installation ends that somebody began, or tried to. */
export type End =
  | { readonly kind: 'done'; readonly name: string; readonly appId: string; readonly teamId: string }
  | { readonly kind: 'doneOrg'; readonly name: string }
  | { readonly kind: 'missing' | 'additional'; readonly scopes: readonly string[] }
  | { readonly kind: 'start' | 'used' | 'otherBrowser' | 'expired' | 'denied' | 'trouble' | 'failed' | 'busy' };

export const INSTALL_PATH = '/slack/install';

const STATUS: Readonly<Record<End['kind'], number>> = {
  ...{ done: 200, doneOrg: 200, start: 200, denied: 200 },
  ...{ missing: 403, additional: 403, used: 400, otherBrowser: 400, expired: 400 },
  ...{ trouble: 502, failed: 500, busy: 429 },
};
/** A list of more scopes than this is no list that anybody reads. */
const MOST_SCOPES = 20;

/** What is shown of it, with the one thing to do next. */
export function pageOf(end: End, copy: Copy): Page {
  const { again, ...pages } = copy.team.install.pages;
  const head = { status: STATUS[end.kind], language: copy.locale };
  const begin = { href: INSTALL_PATH, label: again };
  switch (end.kind) {
    case 'done': {
      const { title, text, open } = pages.done;
      return { ...head, title: title(end.name), text, link: { href: appLink(end), label: open } };
    }
    case 'doneOrg':
      return { ...head, title: pages.doneOrg.title(end.name), text: pages.doneOrg.text, link: null };
    case 'missing':
    case 'additional': {
      const { title, text } = pages[end.kind];
      return { ...head, title, text: text(end.scopes.slice(0, MOST_SCOPES).join(', ')), link: begin };
    }
    default:
      return { ...head, ...pages[end.kind], link: begin };
  }
}

/** Opens the conversation with the app, in Slack's program where there is one. */
function appLink({ appId, teamId }: { readonly appId: string; readonly teamId: string }): string {
  return `https://slack.com/app_redirect?${new URLSearchParams({ app: appId, team: teamId })}`;
}
