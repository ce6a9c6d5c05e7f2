import type { welcomeEn } from '../../en/install/welcome.ts';
import { counted } from '../../format.ts';

const credits = (n: number) => counted('es-ES', n, { one: 'crédito', other: 'créditos' });

export const welcomeEs: typeof welcomeEn = {
  text: 'Imagine ya está en tu espacio de trabajo. Hace imágenes a partir de palabras, y las edita en sus hilos.',
  try: 'Para la primera, pulsa el botón o escribe esto en cualquier canal: `/imagine un zorro rojo leyendo el periódico`',
  budget: (budget) =>
    budget === null
      ? 'El espacio de trabajo puede gastar sin límite. Propietarios y administradores pueden poner uno arriba, en *Inicio*.'
      : `El espacio de trabajo puede gastar ${credits(budget)} al mes. Propietarios y administradores pueden cambiarlo arriba, en *Inicio*.`,
  button: 'Hacer una imagen…',
};
