import { csvHeader, csvRow } from '../csv.ts';

/** What one person spent in one channel with one model and quality on one day. */
export interface SpentRow {
  readonly day: string;
  readonly channelId: string;
  readonly tag: string | null;
  readonly userId: string;
  readonly model: string;
  readonly quality: string;
  readonly requests: number;
  readonly pictures: number;
  readonly failed: number;
  readonly credits: number;
  readonly savedByDrafts: number;
}

const COLUMNS: readonly (readonly [name: string, of: (row: SpentRow) => string | number | null])[] = [
  ['day', ({ day }) => day],
  ['channel', ({ channelId }) => channelId],
  ['tag', ({ tag }) => tag],
  ['person', ({ userId }) => userId],
  ['model', ({ model }) => model],
  ['quality', ({ quality }) => quality],
  ['requests', ({ requests }) => requests],
  ['pictures', ({ pictures }) => pictures],
  ['failed', ({ failed }) => failed],
  ['credits', ({ credits }) => credits],
  ['saved_by_drafts', ({ savedByDrafts }) => savedByDrafts],
];

/** The file under a letter: a row for each day, channel, person, model and quality, direct messages without their channel. */
export function letterCsv(rows: readonly SpentRow[]): string {
  const lines = rows.map((row) => csvRow(COLUMNS.map(([, of]) => of(row))));
  return [csvHeader(COLUMNS.map(([name]) => name)), ...lines].join('');
}
