import type { StyleId } from '../../core/styles.ts';

/** The name of each style, as people choose it. */
export type StyleNames = Readonly<Record<StyleId, string>>;

export const stylesEn: StyleNames = {
  photo: 'Photograph',
  watercolor: 'Watercolor',
  oil: 'Oil painting',
  pencil: 'Pencil sketch',
  ink: 'Ink drawing',
  flat: 'Flat illustration',
  isometric: 'Isometric',
  render: '3D render',
  clay: 'Clay figures',
  pixel: 'Pixel art',
  comic: 'Comic',
  poster: 'Poster',
};
