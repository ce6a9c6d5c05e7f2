export interface Palette {
  sky: [string, string];
  light: string;
  ground: string[];
  dark: boolean;
}

const MOODS: { words: RegExp; hue: number; spread: number; dark?: boolean }[] = [
  { words: /\b(night|dark|moon|star\w*|noite|lua|noche|luna)\b/i, hue: 235, spread: 40, dark: true },
  { words: /\b(sun\w*|dawn|dusk|fire|autumn|fox|p[ôo]r do sol|raposa|zorro|atardecer)\b/i, hue: 18, spread: 45 },
  { words: /\b(snow\w*|ice|winter|white|neve|inverno|nieve|invierno)\b/i, hue: 205, spread: 20 },
  { words: /\b(forest|green|tree\w*|garden|jungle|floresta|verde|bosque)\b/i, hue: 140, spread: 50 },
  { words: /\b(sea|ocean|blue|water|river|beach|whale|mar|azul|praia|playa)\b/i, hue: 195, spread: 35 },
];

/** The last mood the prompt names, so that "a red fox, at night" is dark; else any. */
export function paletteFor(prompt: string, chance: () => number): Palette {
  const named = MOODS.map((mood) => ({ ...mood, at: prompt.search(mood.words) })).filter(({ at }) => at >= 0);
  const mood = named.sort((a, b) => b.at - a.at)[0] ?? {
    hue: Math.floor(chance() * 360),
    spread: 70,
    dark: chance() < 0.2,
  };
  const hue = mood.hue + (chance() - 0.5) * 24;
  const far = hue + mood.spread * (chance() < 0.5 ? -1 : 1);
  const dark = mood.dark === true;
  return {
    dark,
    sky: dark ? [hsl(hue, 55, 10), hsl(far, 50, 32)] : [hsl(hue, 70, 62), hsl(far, 80, 86)],
    light: hsl(38 + chance() * 14, dark ? 60 : 95, dark ? 90 : 82),
    ground: [0, 1, 2, 3].map((depth) =>
      dark ? hsl(hue + depth * 6, 42, 26 - depth * 6) : hsl(hue + depth * 9, 52, 54 - depth * 11),
    ),
  };
}

export function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${Math.round((hue + 720) % 360)},${saturation}%,${lightness}%)`;
}
