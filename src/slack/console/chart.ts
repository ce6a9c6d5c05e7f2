import { createHash } from 'node:crypto';
import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { longDate } from '../../copy/format.ts';
import type { BytesInFlight } from '../../core/bytes-in-flight.ts';
import type { ChartStore } from '../../core/console/charts.ts';
import type { Figures, Span } from '../../core/console/figures.ts';
import type { Bar, Chart } from '../../core/team/chart.ts';
import { deleteFile, isProcessed } from '../api/files.ts';
import type { Installation } from '../api/installations.ts';
import { uploadPicture } from '../api/upload.ts';
import { LIMITS } from '../kit/limits.ts';
import { clip } from '../kit/text.ts';

/** What draws the chart and brings it to Slack. */
export interface ChartTools {
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  readonly bytes: BytesInFlight;
  /** Multiplies the wait for Slack to process it. */
  readonly waitScale: number;
}

/** Two charts with the same figures have the same one. */
export function digestOf(bars: readonly Bar[]): string {
  return createHash('sha256').update(JSON.stringify(bars)).digest('hex').slice(0, 32);
}

/** The chart as a block, with its figures for who doesn't see it. */
export function chartBlock(fileId: string, altText: string): types.ImageBlock {
  return { type: 'image', slack_file: { id: fileId }, alt_text: clip(altText, LIMITS.altText) };
}

/** What the chart shows, in words. */
export function chartWords({ days, total }: Figures, { since }: Pick<Span, 'since'>, { team, locale }: Copy): string {
  const [most] = days.toSorted((a, b) => b.credits - a.credits);
  const highest = most && most.credits > 0 ? [team.home.most(longDate(locale, most.day), most.credits)] : [];
  return [team.letter.chart(since, total.credits), ...highest].join('. ');
}

/**
 * Draws the chart anew where one process may (`claimChart`), and answers whether another file is shown from now on. The
 * old one is deleted by `shown`, which is called once Home no longer shows it.
 */
export async function remakeChart(
  { draw, bytes, waitScale }: ChartTools,
  store: ChartStore,
  at: Installation,
  bars: readonly Bar[],
  altText: string,
): Promise<{ readonly shown: () => Promise<void> } | null> {
  const digest = digestOf(bars);
  const { teamId } = at;
  if (!(await store.claimChart(teamId, digest))) return null;
  const picture = { bytes: await draw({ bars }), mimetype: 'image/png' as const };
  const named = { picture, title: 'Imagine', altText: clip(altText, LIMITS.fileAltText) };
  const upload = async () => await uploadPicture(at, bytes, named, (fileId) => store.noteChartFile(teamId, fileId));
  const fileId = await bytes.passage(upload);
  if (!(await isProcessed(at, fileId, waitScale))) return null;
  const old = await store.saveChart(teamId, { fileId, digest });
  return {
    shown: async () => {
      for (const one of old) await deleteFile(at, one);
      await store.forgetChartFiles(teamId, old);
    },
  };
}
