import { hsl, type Palette } from './palette.ts';

interface Frame {
  width: number;
  height: number;
  palette: Palette;
  chance: () => number;
}

/** One of four compositions, as SVG shapes that fill the frame. */
export function scene(frame: Frame): string {
  const compositions = [hills, orbits, tiles, waves];
  const compose = compositions[Math.floor(frame.chance() * compositions.length)] ?? hills;
  return sky(frame) + compose(frame);
}

/** What only a picture of high quality has: many fine strokes. */
export function details({ width, height, palette, chance }: Frame): string {
  const unit = Math.min(width, height);
  const strokes = Array.from({ length: 260 }, () => {
    const [x, y] = [round(chance() * width), round(chance() * height)];
    const length = unit * between(chance, 0.01, 0.05);
    return `M${x} ${y}q${round(length / 2)} ${round(-length / 3)} ${round(length)} 0`;
  });
  return `<path d="${strokes.join('')}" fill="none" stroke="${palette.light}" stroke-opacity="0.45" stroke-width="${round(unit * 0.0022)}" stroke-linecap="round"/>`;
}

function sky({ width, height, palette }: Frame): string {
  const [top, bottom] = palette.sky;
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#sky)"/>`;
}

function hills(frame: Frame): string {
  const { width, height, palette, chance } = frame;
  const sun = disc(
    width * between(chance, 0.2, 0.8),
    height * between(chance, 0.2, 0.42),
    Math.min(width, height) * between(chance, 0.07, 0.15),
    palette.light,
  );
  const ridges = palette.ground.map((color, depth) =>
    ridge(frame, height * (0.46 + depth * 0.13), height * 0.1, 3 + depth, color),
  );
  return stars(frame) + sun + ridges.join('');
}

function waves(frame: Frame): string {
  const { width, height, palette, chance } = frame;
  const sun = disc(width * between(chance, 0.3, 0.7), height * 0.34, Math.min(width, height) * 0.2, palette.light);
  const rows = [...palette.ground, ...palette.ground].map((color, row) =>
    ridge(frame, height * (0.34 + row * 0.09), height * 0.03, 7, color, 0.72),
  );
  return stars(frame) + sun + rows.join('');
}

function orbits({ width, height, palette, chance }: Frame): string {
  const unit = Math.min(width, height);
  const [x, y] = [width * between(chance, 0.35, 0.65), height * between(chance, 0.35, 0.55)];
  const rings = palette.ground.map((color, ring) => {
    const radius = unit * (0.18 + ring * 0.1);
    const angle = chance() * 2 * Math.PI;
    const moon = disc(
      x + Math.cos(angle) * radius,
      y + Math.sin(angle) * radius,
      unit * between(chance, 0.015, 0.05),
      color,
    );
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="none" stroke="${color}" stroke-width="${round(unit * 0.008)}"/>${moon}`;
  });
  return disc(x, y, unit * 0.11, palette.light) + rings.join('');
}

function tiles({ width, height, palette, chance }: Frame): string {
  const side = Math.max(width, height) / 7;
  const shapes: string[] = [];
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      const color = [...palette.ground, palette.light, ...palette.sky][Math.floor(chance() * 7)];
      const turn = Math.floor(chance() * 4) * 90;
      const middle = `${round(x + side / 2)} ${round(y + side / 2)}`;
      const path =
        chance() < 0.5 ? `M${x} ${y}h${side}v${side}z` : `M${x} ${y}h${side}a${side} ${side} 0 0 1 ${-side} ${side}z`;
      shapes.push(`<path d="${path}" fill="${color}" opacity="0.85" transform="rotate(${turn} ${middle})"/>`);
    }
  }
  return shapes.join('');
}

function ridge(
  { width, height, chance }: Frame,
  top: number,
  swing: number,
  steps: number,
  color: string,
  opacity = 1,
): string {
  const step = width / steps;
  let path = `M0 ${round(height)}V${round(top + (chance() - 0.5) * swing)}`;
  for (let i = 1; i <= steps; i++) {
    const y = round(top + (chance() - 0.5) * 2 * swing);
    path += `S${round((i - 0.5) * step)} ${y} ${round(i * step)} ${y}`;
  }
  return `<path d="${path}V${round(height)}Z" fill="${color}" opacity="${opacity}"/>`;
}

function stars({ width, height, palette, chance }: Frame): string {
  if (!palette.dark) return '';
  const star = () =>
    disc(
      chance() * width,
      chance() * height * 0.5,
      Math.min(width, height) * between(chance, 0.001, 0.003),
      hsl(50, 70, 92),
    );
  return Array.from({ length: 60 }, star).join('');
}

function disc(x: number, y: number, radius: number, color: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${color}"/>`;
}

function between(chance: () => number, low: number, high: number): number {
  return low + chance() * (high - low);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
