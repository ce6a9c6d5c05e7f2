import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'es-ES';

export const refusalsEs: Copy['refusals'] = {
  rules: {
    minors: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla que protege a los menores.',
      change: 'Deja claro que todos son adultos o quita a las personas.',
    },
    self_harm: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre autolesiones.',
      change: 'Quita el acto; muestra el sentimiento o a alguien que ayuda.',
    },
    sexual: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre contenido sexual.',
      change: 'Quita los desnudos y lo insinuante; di qué ropa llevan y dónde están.',
    },
    hate: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre odio y acoso.',
      change: 'Quita los insultos, los símbolos de odio y a quienes atacan.',
    },
    violence: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre violencia.',
      change: 'Quita la sangre, las heridas y la crueldad; muestra el momento de antes o de después.',
    },
    private_information: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre datos personales.',
      change: 'Quita direcciones, números y documentos reales; inventa otros en su lugar.',
    },
    real_people: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre personas reales.',
      change: 'Quita el nombre y describe a alguien inventado: edad, ropa, qué hace.',
    },
    copyright: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre personajes protegidos, marcas y estilos de artistas.',
      change: 'Quita los nombres y describe el aspecto con tus propias palabras.',
    },
    illegal: {
      why: 'Pixapi rechazó esta imagen porque parece incumplir la regla sobre delitos y cosas peligrosas.',
      change: 'Quita drogas, armas e instrucciones para cometer delitos.',
    },
    other: {
      why: 'Pixapi rechazó esta imagen, pero no dijo cuál de sus reglas incumple.',
      change: 'Cambia el texto. Los motivos más comunes son nombres de personas reales, marcas, violencia y desnudos.',
    },
  },
  parts: {
    prompt: 'El problema está en el texto, no en la imagen de partida.',
    source: 'El problema está en la imagen de partida, no en el texto.',
    input: 'El problema puede estar en el texto o en la imagen de partida.',
    result: 'La solicitud se aceptó; la imagen que salió de ella, no.',
  },
  changeSource: 'Parte de otra imagen.',
  buttons: {
    editPrompt: 'Editar el texto',
    makeLow: (cost, quality) => `Crear en calidad ${quality} · ${number(locale, cost)}`,
    useNearest: (nearest, cost) => `Usar ${nearest}${cost === null ? '' : ` · ${number(locale, cost)}`}`,
  },
};
