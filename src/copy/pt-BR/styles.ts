import type { StyleNames } from '../en/styles.ts';

export const stylesPtBR: StyleNames = {
  photo: 'Fotografia',
  watercolor: 'Aquarela',
  oil: 'Pintura a óleo',
  pencil: 'Desenho a lápis',
  ink: 'Nanquim',
  flat: 'Ilustração plana',
  isometric: 'Isométrico',
  render: 'Render 3D',
  clay: 'Massinha',
  pixel: 'Arte em pixels',
  comic: 'Quadrinhos',
  poster: 'Cartaz',
};
