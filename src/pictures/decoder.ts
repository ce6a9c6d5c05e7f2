import { drawChart } from './chart.ts';
import { normalize, sideBySide } from './decode.ts';
import { type Frame, fromDescriptor, readFrame, writeFrame } from './frames.ts';
import { type Task, TOO_MUCH } from './task.ts';

/**
 * The process that decodes, and does nothing else (decisions 27 and 60). It ends by itself when a picture takes more memory
 * than there was to be room for, and with whoever started it.
 */
const slack = Number(process.argv[2]);
const LOOK_MS = 20;
const STDIN = 0;
const NOTHING = new Uint8Array();

const parent = process.ppid;
// A signal to the whole group is for its parent to understand.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const idle = process.memoryUsage.rss();
let most = Number.POSITIVE_INFINITY;
setInterval(() => {
  if (process.memoryUsage.rss() > most || process.ppid !== parent) process.exit(1);
}, LOOK_MS).unref();

writeFrame(process.stdout, { words: 'ready', parts: [] });
const read = fromDescriptor(STDIN);
while (await doNext()) globalThis.gc?.();

/** Nothing of a picture is held any more once it has ended: what is tidied up then is all of it. */
async function doNext(): Promise<boolean> {
  const frame = await readFrame(read);
  if (!frame) return false;
  writeFrame(process.stdout, await answer(frame.words as Task, frame.parts));
  return true;
}

async function answer(task: Task, [one = NOTHING, other = NOTHING]: Frame['parts']): Promise<Frame> {
  most = idle + task.room + slack;
  try {
    if (task.act === 'chart') return { words: 'image/png', parts: [await drawChart(task.chart)] };
    if (task.act === 'side_by_side') return { words: 'image/png', parts: [await sideBySide(one, other)] };
    const picture = await normalize(one, task.room);
    return picture ? { words: picture.mimetype, parts: [picture.bytes] } : { words: TOO_MUCH, parts: [] };
  } catch (error) {
    return { words: error instanceof Error ? error.message : 'unreadable', parts: [] };
  }
}
