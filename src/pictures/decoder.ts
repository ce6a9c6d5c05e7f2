import type { Chart } from '../core/team/chart.ts';
import { drawChart } from './chart.ts';
import { normalize, sideBySide } from './decode.ts';
import { type Frame, readFrames, writeFrame } from './frames.ts';

/**
 * The process that decodes, and does nothing else (decision 27). It ends by itself when a picture takes more memory
 * than it was told, and with whoever started it.
 */
const mostBytes = Number(process.argv[2]);
const LOOK_MS = 20;
const NOTHING = new Uint8Array();

const parent = process.ppid;
// A signal to the whole group is for its parent to understand.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) process.exit(1);
}, LOOK_MS).unref();

writeFrame(process.stdout, { words: 'ready', parts: [] });
for await (const { words, parts } of readFrames(process.stdin)) {
  writeFrame(process.stdout, await answer(words, parts));
  globalThis.gc?.();
}

async function answer(task: unknown, [one = NOTHING, other = NOTHING]: Frame['parts']): Promise<Frame> {
  try {
    if (isChart(task)) return { words: 'image/png', parts: [await drawChart(task.chart)] };
    if (task === 'side_by_side') return { words: 'image/png', parts: [await sideBySide(one, other)] };
    const { mimetype, bytes } = await normalize(one);
    return { words: mimetype, parts: [bytes] };
  } catch (error) {
    return { words: error instanceof Error ? error.message : 'unreadable', parts: [] };
  }
}

/** Whoever asks is our own process, next door. */
function isChart(task: unknown): task is { readonly chart: Chart } {
  return typeof task === 'object' && task !== null && 'chart' in task;
}
