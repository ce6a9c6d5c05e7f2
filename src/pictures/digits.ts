/** Digits as strokes on a field of 10 × 16: no font has to be installed, and none is asked for. */
const STROKES: Readonly<Record<string, string>> = {
  '0': 'M5 1C8 1 9 4.5 9 8S8 15 5 15S1 11.5 1 8S2 1 5 1Z',
  '1': 'M2 4L5.5 1V15',
  '2': 'M1.5 4.6C1.5 2.5 3 1 5 1S8.6 2.5 8.6 4.7C8.6 8 1.5 11 1.5 15H9',
  '3': 'M1.5 2.5C2.5 1.4 3.6 1 5 1C7 1 8.3 2.4 8.3 4.3S7 7.6 4.5 7.6C7.2 7.6 8.8 9 8.8 11.2S7.2 15 5 15C3.4 15 2 14.4 1.2 13.2',
  '4': 'M7 15V1L1 11H9.4',
  '5': 'M8.3 1H2.5L2 7.2C2.8 6.5 3.9 6.1 5 6.1C7.3 6.1 8.9 7.9 8.9 10.5S7.2 15 4.9 15C3.4 15 2.1 14.5 1.2 13.3',
  '6': 'M8 2.2C7.2 1.4 6.2 1 5.2 1C2.5 1 1.1 4 1.1 8.5C1.1 12.8 2.6 15 5 15S8.9 13.1 8.9 10.5S7.3 6.4 5.1 6.4S1.3 8 1.2 10',
  '7': 'M1 1H9L4 15',
  '8': 'M5 7.5C3 7.5 1.8 6.2 1.8 4.3S3.1 1 5 1S8.2 2.4 8.2 4.3S7 7.5 5 7.5C2.6 7.5 1.1 9 1.1 11.2S2.7 15 5 15S8.9 13.4 8.9 11.2S7.4 7.5 5 7.5Z',
  '9': 'M2 13.8C2.8 14.6 3.8 15 4.8 15C7.5 15 8.9 12 8.9 7.5C8.9 3.2 7.4 1 5 1S1.1 2.9 1.1 5.5S2.7 9.6 4.9 9.6S8.7 8 8.8 6',
};

const FIELD_WIDTH = 13;
/** Between thousands: a gap reads the same in every language. */
const GAP_WIDTH = 6;
const FIELD_HEIGHT = 16;

/** How wide a number stands, in px, at this height of its digits. */
export function widthOf(number: number, height: number): number {
  const groups = grouped(number);
  const digits = groups.join('').length;
  return ((digits * FIELD_WIDTH + (groups.length - 1) * GAP_WIDTH - (FIELD_WIDTH - 10)) * height) / FIELD_HEIGHT;
}

/** A whole number from 0 as SVG, its upper left corner at (x, y), digits `height` px high. */
export function numberSvg(number: number, x: number, y: number, height: number, color: string): string {
  let at = 0;
  const paths = grouped(number).flatMap((group) => {
    const drawn = [...group].map((digit) => {
      const path = `<path transform="translate(${at} 0)" d="${STROKES[digit]}"/>`;
      at += FIELD_WIDTH;
      return path;
    });
    at += GAP_WIDTH;
    return drawn;
  });
  const scale = height / FIELD_HEIGHT;
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${color}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`;
}

/** `1234567` as `1`, `234`, `567`. */
function grouped(number: number): string[] {
  return String(number).split(/(?=(?:\d{3})+$)/);
}
