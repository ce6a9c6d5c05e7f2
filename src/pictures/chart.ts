import sharp from 'sharp';
import { type Bar, type Chart, scaleOf } from '../core/team/chart.ts';
import { numberSvg, widthOf } from './digits.ts';

const WIDTH = 1_200;
const HEIGHT = 420;
const TOP = 30;
const BOTTOM = 54;
const RIGHT = 24;
const MARGIN = 24;
const DIGITS_PX = 20;
/** A day label needs so much room; where bars stand closer, every second, third … is labeled. */
const LABEL_ROOM_PX = 44;
const COLORS = { paper: '#ffffff', line: '#dcdde1', digits: '#3f4148', bar: '#4a6fd4', nothing: '#c3c6cf' };

/** Bars on white with a scale beside them, 1,200 × 420 px; a PNG. Figures alone, no words: it is the same in every language. */
export async function drawChart(chart: Chart): Promise<Uint8Array> {
  return await sharp(Buffer.from(chartSvg(chart)))
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer();
}

function chartSvg({ bars }: Chart): string {
  const scale = scaleOf(bars);
  const most = scale.at(-1) ?? 1;
  const left = MARGIN + Math.max(...scale.map((one) => widthOf(one, DIGITS_PX))) + 16;
  const floor = HEIGHT - BOTTOM;
  const heightOf = (value: number) => ((floor - TOP) * value) / most;
  const slot = (WIDTH - RIGHT - left) / Math.max(1, bars.length);
  const lines = scale.map((value) => {
    const y = floor - heightOf(value);
    const x = left - 16 - widthOf(value, DIGITS_PX);
    return `<path d="M${left} ${y}H${WIDTH - RIGHT}" stroke="${COLORS.line}" stroke-width="2"/>${numberSvg(value, x, y - DIGITS_PX / 2, DIGITS_PX, COLORS.digits)}`;
  });
  const drawn = bars.map((bar, i) => barSvg(bar, left + i * slot, slot, floor, heightOf(bar.value)));
  const every = Math.ceil(LABEL_ROOM_PX / slot);
  const labels = bars.map(({ label }, i) =>
    i % every === 0
      ? numberSvg(label, left + (i + 0.5) * slot - widthOf(label, DIGITS_PX) / 2, floor + 18, DIGITS_PX, COLORS.digits)
      : '',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="${COLORS.paper}"/>${[...lines, ...drawn, ...labels].join('')}</svg>`;
}

/** A day without spending is a tick on the floor, so that no day looks forgotten; the least spending is seen too. */
function barSvg({ value }: Bar, x: number, slot: number, floor: number, height: number): string {
  const width = Math.min(60, slot * 0.7);
  const at = x + (slot - width) / 2;
  if (value === 0) return `<rect x="${at}" y="${floor - 2}" width="${width}" height="4" fill="${COLORS.nothing}"/>`;
  const tall = Math.max(3, height);
  return `<rect x="${at}" y="${floor - tall}" width="${width}" height="${tall}" rx="3" fill="${COLORS.bar}"/>`;
}
