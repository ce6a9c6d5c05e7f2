import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'pt-BR';

export const refusalsPtBR: Copy['refusals'] = {
  rules: {
    minors: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra que protege menores de idade.',
      change: 'Deixe claro que todos são adultos ou tire as pessoas da imagem.',
    },
    self_harm: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre automutilação e suicídio.',
      change: 'Tire o ato; mostre o sentimento ou alguém ajudando.',
    },
    sexual: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre conteúdo sexual.',
      change: 'Tire a nudez e o que for insinuante; diga que roupa as pessoas vestem e onde estão.',
    },
    hate: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre ódio e assédio.',
      change: 'Tire as ofensas, os símbolos de ódio e quem seria o alvo.',
    },
    violence: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre violência.',
      change: 'Tire o sangue, as feridas e a crueldade; mostre o momento antes ou depois.',
    },
    private_information: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre dados pessoais.',
      change: 'Tire endereços, números e documentos reais; invente outros no lugar deles.',
    },
    real_people: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre pessoas reais.',
      change: 'Tire o nome e descreva alguém inventado: idade, roupas, o que faz.',
    },
    copyright: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre personagens protegidos, marcas e estilos de artistas.',
      change: 'Tire os nomes e descreva o visual com suas próprias palavras.',
    },
    illegal: {
      why: 'A Pixapi recusou esta imagem porque ela parece violar a regra sobre crimes e coisas perigosas.',
      change: 'Tire drogas, armas e instruções para cometer crimes.',
    },
    other: {
      why: 'A Pixapi recusou esta imagem, mas não disse qual das suas regras ela viola.',
      change: 'Mude o texto. Os motivos mais comuns são nomes de pessoas reais, marcas, violência e nudez.',
    },
  },
  parts: {
    prompt: 'O problema está no texto, não na imagem de partida.',
    source: 'O problema está na imagem de partida, não no texto.',
    input: 'O problema pode estar no texto ou na imagem de partida.',
    result: 'O pedido foi aceito; a imagem que saiu dele, não.',
  },
  changeSource: 'Parta de outra imagem.',
  buttons: {
    editPrompt: 'Editar o texto',
    makeLow: (cost, quality) => `Fazer em qualidade ${quality} · ${number(locale, cost)}`,
    useNearest: (nearest, cost) => `Usar ${nearest}${cost === null ? '' : ` · ${number(locale, cost)}`}`,
  },
};
