import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Failure } from '../core/failure.ts';
import type { SourceBytes } from '../core/making/chat.ts';
import { readHead, sizeProblem } from '../core/picture-head.ts';
import type { SourceType } from '../core/source-type.ts';
import type { Chart } from '../core/team/chart.ts';
import { type Frame, fromStream, readFrame, writeFrame } from './frames.ts';
import { marked } from './mark.ts';
import { type Task, TOO_MUCH } from './task.ts';

const DECODER = fileURLToPath(new URL('./decoder.ts', import.meta.url));
const LARGEST_BYTES = 20 * 1024 * 1024;
const DEADLINE_MS = 10_000;
/** In bytes beside an idle decoder: of what people attach, and of what Pixapi made and somebody has paid for. */
const ROOM = { attached: 48_000_000, made: 180_000_000 };
/** Above the room of the task in hand the decoder ends itself: what is loaded with the first picture, and a look too late. */
const SLACK_BYTES = 48_000_000;
const START_MS = 30_000;
const IDLE_MS = 60_000;

/** Pictures decoded in a process of their own, one at a time; what a picture may cost is bounded before it is begun. */
export interface Decoding {
  /**
   * A picture as Pixapi may have it: decoded, turned as its EXIF says, all metadata gone, PNG (with transparency, or small)
   * or JPEG, at most 20 MB and 4,096 px long (a PNG 6,144), or less where that would cost more than there is room for: 48 MB
   * for what people attach, 180 MB for what Pixapi made. `image_too_large` over 20 MB, 51 megapixels (17 of 16 bit), 16,384 px a
   * side or 20:1, where no size fits into that room, and for what takes more than 10 s or half as much again all the same;
   * `image_unreadable` for anything but a whole PNG, JPEG, WebP, GIF or AVIF (of several frames the first one; a JPEG is whole
   * without its end mark).
   */
  normalize(picture: { readonly bytes: Uint8Array }, from: 'attached' | 'made'): Promise<SourceBytes>;
  /** The same of what was made, for Slack to show: it says in XMP how it came about. */
  convert(picture: { readonly bytes: Uint8Array }, source: SourceType): Promise<SourceBytes>;
  /**
   * Two pictures beside each other on white, the first one left, both 1,024 px high where they are no longer than 3:1; a
   * PNG that says in XMP that it is put together of AI-made ones. Fails as `normalize` does.
   */
  sideBySide(left: Uint8Array, right: Uint8Array): Promise<Uint8Array>;
  /** The chart as a PNG, 1,200 × 420 px. It holds figures and no words, and is the same bytes for the same figures. */
  drawChart(chart: Chart): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The decoder is started with the first picture, again after each death, and ended after a minute without pictures. */
export function openDecoding({ deadlineMs = DEADLINE_MS, slackBytes = SLACK_BYTES } = {}): Decoding {
  let decoder: Promise<Decoder> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async () => {
    const dropped = decoder;
    decoder = null;
    await (await dropped?.catch(() => null))?.end();
  };

  /** One that dies between pictures is none of the next picture's fault. */
  const start = () => {
    const starting = startDecoder(slackBytes);
    const forget = () => {
      if (decoder === starting) decoder = null;
    };
    starting.then(({ died }) => died.then(forget), forget);
    return starting;
  };

  async function decode(words: Task, parts: readonly Uint8Array[]): Promise<Frame> {
    for (const part of parts) check(part);
    const mine = last.then(() => decodeNow({ words, parts }));
    last = mine.catch(() => undefined);
    return await mine;
  }

  async function decodeNow(task: Frame): Promise<Frame> {
    clearTimeout(idle);
    try {
      const answer = await ask(task);
      if (answer.parts.length > 0) return answer;
      if (answer.words === TOO_MUCH) throw new Failure('image_too_large', { detail: TOO_MUCH });
      throw new Failure('image_unreadable', { detail: String(answer.words) });
    } finally {
      idle = setTimeout(drop, IDLE_MS).unref();
    }
  }

  /** Whoever did not answer is asked nothing more. */
  async function ask(task: Frame): Promise<Frame> {
    decoder ??= start();
    try {
      return await (await decoder).ask(task, deadlineMs);
    } catch (error) {
      await drop();
      throw error;
    }
  }

  async function normalize({ bytes }: { readonly bytes: Uint8Array }, from: keyof typeof ROOM): Promise<SourceBytes> {
    const { words, parts } = await decode({ act: 'normalize', room: ROOM[from] }, [bytes]);
    return { bytes: bytesOf(parts), mimetype: words === 'image/png' ? 'image/png' : 'image/jpeg' };
  }

  return {
    normalize,
    convert: async (picture, source) => marked(await normalize(picture, 'made'), source),
    async sideBySide(left, right) {
      const bytes = bytesOf((await decode({ act: 'side_by_side', room: ROOM.made }, [left, right])).parts);
      return marked({ bytes, mimetype: 'image/png' }, 'compositeWithTrainedAlgorithmicMedia').bytes;
    },
    drawChart: async (chart) => bytesOf((await decode({ act: 'chart', room: ROOM.attached, chart }, [])).parts),
    async close() {
      clearTimeout(idle);
      await drop();
    },
  };
}

function bytesOf([bytes = new Uint8Array()]: Frame['parts']): Uint8Array {
  return bytes;
}

/** Nothing else reaches a decoder: some of the other kinds can name files to be read in. */
function check(bytes: Uint8Array): void {
  if (bytes.length > LARGEST_BYTES) throw new Failure('image_too_large', { detail: `${bytes.length} bytes` });
  const head = readHead(bytes);
  if (!head) throw new Failure('image_unreadable', { detail: 'kind' });
  const problem = sizeProblem(head);
  if (problem) throw new Failure('image_too_large', { detail: problem });
}

interface Decoder {
  /** `image_too_large` where it takes too long, or too much memory, or kills the process. */
  ask(task: Frame, withinMs: number): Promise<Frame>;
  end(): Promise<void>;
  /** Settles when it is gone, for whatever reason. */
  readonly died: Promise<unknown>;
}

/** To glibc: what is freed goes back to the system at once, so that one picture does not count for the next. */
const GIVE_BACK = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** It is told nothing of ours: no variable of the environment. */
async function startDecoder(slackBytes: number): Promise<Decoder> {
  const child = spawn(process.execPath, ['--expose-gc', '--max-old-space-size=64', DECODER, String(slackBytes)], {
    env: GIVE_BACK,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // It alone keeps nobody alive.
  child.unref();
  for (const pipe of [child.stdin, child.stdout] as unknown as Socket[]) pipe.unref();
  child.stdin.on('error', () => undefined);
  const died = new Promise<'died'>((resolve) => {
    child.once('exit', () => resolve('died'));
    child.once('error', () => resolve('died'));
  });
  const read = fromStream(child.stdout);

  const next = async (withinMs: number): Promise<Frame | 'died' | 'late'> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, withinMs, 'late');
    });
    const frame = readFrame(read).then(async (answer) => answer ?? (await died));
    return await Promise.race([frame, died, late]).finally(() => clearTimeout(timer));
  };

  const began = await next(START_MS);
  if (typeof began === 'string') {
    await end(child);
    throw new Failure('internal', { detail: `the decoder did not start: ${began}` });
  }
  return {
    async ask(task, withinMs) {
      writeFrame(child.stdin, task);
      const answer = await next(withinMs);
      if (typeof answer !== 'string') return answer;
      const why = answer === 'died' ? 'the decoder died of it' : `not decoded in ${withinMs} ms`;
      throw new Failure('image_too_large', { detail: why });
    },
    end: () => end(child),
    died,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
