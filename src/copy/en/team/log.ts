import { counted } from '../../format.ts';

const locale = 'en-US';
const requests = (n: number) => counted(locale, n, { one: 'request', other: 'requests' });
const entries = (n: number) => counted(locale, n, { one: 'entry', other: 'entries' });
const rows = (n: number) => counted(locale, n, { one: 'row', other: 'rows' });

/** The request log, and the files of it. */
export const logEn = {
  title: (filters: string) => (filters === '' ? 'Requests, newest first' : `Requests: ${filters}`),
  own: 'These are your own. Managers see everybody’s.',
  none: 'There is no such request.',
  direct: 'direct messages',
  columns: {
    when: 'When',
    who: 'Who',
    where: 'Where',
    prompt: 'What',
    how: 'Model and size',
    credits: 'Credits',
    outcome: 'Outcome',
  },
  older: 'Older',
  newest: 'Newest',
  csv: 'Export all as CSV',
  jsonl: 'Export all as JSON lines',
  unread: (words: string) =>
    `I don’t understand ${words}. Say who, where, how it ended and when, for example: \`/imagine log @bruno #design failed last week\`. It knows: made, refused, failed, canceled, unknown, open · today, yesterday, this week, last month, last 7 days, 2026-11-02, since 2026-11-02.`,
  export: {
    onlyManagers: 'Only managers of this workspace can export its log: its owners and admins, and whoever they named.',
    started: 'The export has begun. The file comes to your messages with me, where you can cancel it until then.',
    running: 'Your last export is still running. Its message, in your messages with me, says how far it is.',
    log: {
      begun: 'The request log is being written to a file.',
      writing: (n: number) => `The request log is being written to a file: ${requests(n)} so far.`,
      done: (n: number) => `The file is here, with ${requests(n)}.`,
      comment: (n: number) => `Request log: ${requests(n)}. Times are in UTC.`,
    },
    audit: {
      begun: 'The audit is being written to a file.',
      writing: (n: number) => `The audit is being written to a file: ${entries(n)} so far.`,
      done: (n: number) => `The file is here, with ${entries(n)}.`,
      comment: (n: number) => `Audit: ${entries(n)}. Times are in UTC.`,
    },
    all: {
      button: 'Export everything…',
      title: 'Export everything',
      text: 'One zip with everything kept about this workspace, as JSON lines: the request log, the audit, the ledger, budgets, extra credits, approvals, policy, managers and settings. Not the words of other people’s private requests, and not the pictures, which are in Slack.',
      submit: 'Export',
      begun: 'Everything kept about this workspace is being written to a file.',
      writing: (n: number) => `Everything kept about this workspace is being written to a file: ${rows(n)} so far.`,
      done: (n: number) => `The file is here, with ${rows(n)}.`,
      comment: (n: number) => `Everything kept about this workspace: ${rows(n)}. Times are in UTC.`,
    },
    cancel: 'Cancel',
    canceled: 'This export was canceled. Nothing was sent.',
    tooLate: 'The file is on its way already.',
    empty: 'There is nothing to export yet.',
    failed: {
      no_manager: 'You are no longer a manager of this workspace, so nothing was exported.',
      too_large: 'This would be more than Slack takes in one file, a gigabyte. Nothing was sent.',
      no_uploads: 'This workspace’s Slack takes no files, so nothing was sent. Its owners can change that.',
      no_room: 'This workspace’s Slack has no room for files left, so nothing was sent.',
      unknown: 'The file could not be made after several tries. Nothing was sent. Please try again later.',
    },
  },
};
