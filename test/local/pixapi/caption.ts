import type { Picture } from './pictures.ts';

const MOST_LINES = 3;

/** The prompt in a band at the foot, and the picture's number in a corner. */
export function caption({ prompt, index, size: { width, height } }: Picture): string {
  const font = Math.max(14, Math.round(Math.min(width, height) / 28));
  const lines = wrap(drawable(prompt), Math.floor((width * 0.9) / (font * 0.56)));
  const lineHeight = Math.round(font * 1.35);
  const band = lines.length * lineHeight + font;
  const texts = lines.map((line, i) => {
    const y = height - band + font * 0.4 + (i + 0.75) * lineHeight;
    return `<text x="${font}" y="${Math.round(y)}">${escaped(line)}</text>`;
  });
  return [
    `<rect y="${height - band}" width="${width}" height="${band}" fill="#000" fill-opacity="0.5"/>`,
    `<g font-family="sans-serif" font-size="${font}" fill="#fff">${texts.join('')}`,
    `<text x="${width - font}" y="${font * 1.6}" text-anchor="end" fill-opacity="0.85">${index + 1}</text></g>`,
  ].join('');
}

/** Without control characters and half surrogates, which no XML may hold. */
function drawable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function wrap(text: string, widest: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < widest) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > widest ? `${line.slice(0, widest - 1)}…`.toWellFormed() : line));
  return lines.length > MOST_LINES ? [...kept.slice(0, -1), `${kept.at(-1)} …`] : kept;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
