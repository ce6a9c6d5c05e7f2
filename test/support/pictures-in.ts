/** A picture in a message. */
export interface ShownPicture {
  readonly alt_text: string;
  readonly slack_file?: { readonly id: string };
}

/** The pictures in blocks, in the order in which they stand: as blocks of their own, or on the cards of a carousel. */
export function picturesIn(blocks: unknown): ShownPicture[] {
  if (Array.isArray(blocks)) return blocks.flatMap(picturesIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  if ('type' in blocks && blocks.type === 'image') return [blocks as unknown as ShownPicture];
  return Object.values(blocks).flatMap(picturesIn);
}
