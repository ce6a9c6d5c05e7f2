import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'pt-BR';

export const refusalsPtBR: Copy['refusals'] = {
  rules: {
    minors: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra que protege menores de idade.',
      change: 'Deixe claro que todos são adultos ou tire as pessoas da imagem.',
    },
    self_harm: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre automutilação e suicídio.',
      change: 'Tire o ato e mostre o sentimento ou a ajuda.',
    },
    sexual: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre conteúdo sexual.',
      change: 'Tire a nudez e o que for insinuante; diga que roupa as pessoas vestem e onde estão.',
    },
    hate: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre ódio e assédio.',
      change: 'Tire as ofensas, os símbolos de ódio e quem seria o alvo deles.',
    },
    violence: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre violência.',
      change: 'Tire o sangue, as feridas e a crueldade; mostre o momento antes ou depois.',
    },
    private_information: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre dados pessoais.',
      change: 'Tire endereços, números e documentos reais; invente outros no lugar.',
    },
    real_people: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre pessoas reais.',
      change: 'Tire o nome e descreva alguém inventado: idade, roupas, o que faz.',
    },
    copyright: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre personagens protegidos, marcas e estilos de artistas.',
      change: 'Tire os nomes e descreva o visual com suas próprias palavras.',
    },
    illegal: {
      why: 'A Pixapi não quis criar esta imagem: parece que ela contraria a regra sobre crimes e coisas perigosas.',
      change: 'Tire as drogas, as armas e o modo de cometer um crime.',
    },
    other: {
      why: 'A Pixapi não quis criar esta imagem e não disse qual das suas regras ela contraria.',
      change: 'Mude a redação: nomes de pessoas reais, marcas, violência e nudez são os motivos mais comuns.',
    },
  },
  parts: {
    prompt: 'O problema está no texto, não na imagem de partida.',
    source: 'O problema está na imagem de partida, não no texto.',
    input: 'O problema pode estar no texto ou na imagem de partida.',
    result: 'O pedido em si passou; o que foi desenhado, não.',
  },
  changeSource: 'Comece por outra imagem.',
  buttons: {
    editPrompt: 'Editar o texto',
    makeLow: (cost) => `Fazer em qualidade baixa · ${number(locale, cost)}`,
    useNearest: (nearest, cost) => `Usar ${nearest}${cost === null ? '' : ` · ${number(locale, cost)}`}`,
  },
};
