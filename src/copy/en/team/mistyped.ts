/** Something meant for a command that is none. */
export const mistypedEn = {
  words: (text: string, forms: string) =>
    `\`${text}\` isn’t a command I know, so nothing was changed or charged. I know ${forms}. If you meant a picture, say “draw” before it.`,
};
