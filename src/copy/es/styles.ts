import type { StyleNames } from '../en/styles.ts';

export const stylesEs: StyleNames = {
  photo: 'Fotografía',
  watercolor: 'Acuarela',
  oil: 'Óleo',
  pencil: 'Dibujo a lápiz',
  ink: 'Tinta',
  flat: 'Ilustración plana',
  isometric: 'Isométrico',
  render: 'Render 3D',
  clay: 'Plastilina',
  pixel: 'Arte de píxeles',
  comic: 'Cómic',
  poster: 'Cartel',
};
