/** A look that a person may choose instead of describing it. */
interface Style {
  readonly id: string;
  /** The words that it adds to the prompt, in English, as the models read them best. People are shown them. */
  readonly words: string;
}

/** All styles, in the order in which they are offered. A new one is an entry here and its name in each language of `copy/`. */
export const STYLES = [
  { id: 'photo', words: 'realistic photograph, natural light, 35mm lens' },
  { id: 'watercolor', words: 'loose watercolor painting on textured paper, soft edges' },
  { id: 'oil', words: 'oil painting, visible brush strokes, rich colors' },
  { id: 'pencil', words: 'pencil sketch, fine hatching, white background' },
  { id: 'ink', words: 'black ink line drawing, clean confident lines, no shading' },
  { id: 'flat', words: 'flat vector illustration, simple shapes, limited palette' },
  { id: 'isometric', words: 'isometric illustration, crisp edges, soft shadows' },
  { id: 'render', words: '3D render, soft studio lighting, smooth materials' },
  { id: 'clay', words: 'clay figures, stop-motion look, fingerprints visible' },
  { id: 'pixel', words: 'pixel art, 16-bit palette, hard pixels' },
  { id: 'comic', words: 'comic panel, bold outlines, halftone shading' },
  { id: 'poster', words: 'minimalist poster, bold composition, large plain areas of color' },
] as const satisfies readonly Style[];

export type StyleId = (typeof STYLES)[number]['id'];

export function isStyleId(text: string): text is StyleId {
  return STYLES.some(({ id }) => id === text);
}

/** The words that a style adds; empty for none. */
export function styleWords(style: StyleId | null): string {
  return STYLES.find(({ id }) => id === style)?.words ?? '';
}
