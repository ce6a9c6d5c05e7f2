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

const HEADER = 'day,channel,tag,person,model,quality,requests,pictures,failed,credits,saved_by_drafts';

/** The file under a letter: a row for each day, channel, person, model and quality, direct messages without their channel. */
export function letterCsv(rows: readonly SpentRow[]): string {
  const lines = rows.map((row) =>
    [
      ...[row.day, row.channelId, row.tag ?? '', row.userId, row.model, row.quality],
      ...[row.requests, row.pictures, row.failed, row.credits, row.savedByDrafts],
    ]
      .map(cell)
      .join(','),
  );
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula is a text to it. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
