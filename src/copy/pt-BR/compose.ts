import type { Copy } from '../en/copy.ts';
import { counted, longDate, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagem', other: 'imagens' });
const remain = (n: number) => `${n === 1 ? 'resta' : 'restam'} ${number(locale, n)}`;

const WHERE = { team: '', channel: ' nesse canal', person: ' para você' };

export const composePtBR: Copy['compose'] = {
  title: 'Nova imagem',
  editTitle: 'Editar imagem',
  close: 'Fechar',
  loading: 'Um momento.',
  prompt: {
    label: 'O que a imagem deve mostrar?',
    placeholder: 'uma raposa vermelha lendo um jornal',
    hint: 'Opções como --ar 16:9 também valem aqui e prevalecem sobre os campos abaixo.',
    cut: (most) => `O texto era maior do que cabe aqui: este é o começo, com ${number(locale, most)} caracteres.`,
  },
  change: { label: 'O que deve mudar?', placeholder: 'que seja de noite' },
  which: 'Qual imagem?',
  style: {
    label: 'Estilo',
    none: 'Nenhum',
    adds: (words) => `Acrescenta ao seu texto: _${words}_`,
  },
  size: {
    label: 'Tamanho',
    same: 'Como está',
    words: {
      square: 'Quadrado',
      portrait: 'Retrato',
      landscape: 'Paisagem',
      wide: 'Largo',
      tall: 'Alto',
      '2k': 'Quadrado grande',
      '4k': 'Muito grande e largo',
      auto: 'O modelo escolhe',
    },
    dropped: (size, quality) =>
      `${size} não pode ser desenhado nesta qualidade (${quality}), por isso o tamanho é outro.`,
  },
  quality: {
    label: 'Qualidade',
    same: 'Como está',
    any: 'Automática: a mais barata',
    words: { low: 'Baixa: rascunhos para escolher', medium: 'Média', high: 'Alta: a imagem final' },
  },
  count: 'Quantas?',
  references: {
    label: 'Imagens de partida',
    hint: (most) => `PNG, JPEG ou WebP, no máximo ${number(locale, most)}.`,
    kept: (count) => `Parte de ${pictures(count)} daquele pedido.`,
  },
  where: {
    label: 'Para onde ela vai?',
    channel: 'Este canal',
    direct: 'Esta conversa',
    thread: 'A thread em que foi pedida',
    me: 'Só para mim',
    hint: 'Se ficar vazio, só você a vê, nas suas mensagens comigo.',
    outside: 'Não estou nesse canal. Use /invite @Imagine lá primeiro ou escolha outro lugar.',
    notPart: 'Não faço parte dessa conversa. Escolha “Só para mim” ou um canal.',
  },
  price: (count, cost, left, scope) =>
    `${pictures(count)} · ${credits(cost)} · ${left === null ? 'sem limite' : `${remain(left)}${WHERE[scope]}`}`,
  tooDear: 'É mais do que resta.',
  each: (prices) => `Por qualidade: ${prices}`,
  submit: (count, cost) => `Criar ${count} · ${credits(cost)}`,
  submitEdit: (cost) => `Editar · ${credits(cost)}`,
  priceChanged: (cost) =>
    `Do jeito que está, com as opções no texto, custa ${credits(cost)}. Nada foi pedido ainda: se estiver certo, aperte mais uma vez.`,
  fewer: (count, cost) => `Com ${pictures(count)}, custaria ${number(locale, cost)}.`,
  low: (cost) => `Em qualidade baixa, custaria ${number(locale, cost)}.`,
  nothingLeft: (left, scope, renews) =>
    `${left < 2 ? 'Resta' : 'Restam'} ${credits(left)}${WHERE[scope]} até ${longDate(locale, renews)}, pouco para uma imagem.`,
  nothingOffered: 'No momento não dá para pedir imagens a nenhum modelo.',
  notOpened:
    'O Slack não me deixou abrir o formulário. Escreva o pedido, por exemplo `/imagine uma raposa vermelha lendo um jornal`.',
  editNotOpened:
    'O Slack não me deixou abrir o formulário. Responda na thread da imagem: “edite isto: que seja de noite”.',
  noPicture: 'Esta mensagem não tem imagem que eu possa editar. Precisa ser PNG, JPEG ou WebP.',
  pictureGone: 'A imagem não existe mais: foi excluída.',
  pictureUnseen:
    'Não consigo ver esta imagem: ela foi excluída ou não estou onde ela está. `/invite @Imagine` me dá acesso; ou envie-a no formulário que `/imagine` abre.',
  upload: (n) => `Imagem ${number(locale, n)} desta mensagem`,
  notShown: 'O Slack não mostra a imagem aqui, mas ela será usada.',
  notYours: 'Só quem fez o pedido pode mudar esse texto. Escreva o seu com `/imagine`.',
  home: {
    title: 'Imagine cria e edita imagens na conversa',
    make: '*Crie*: `/imagine uma raposa vermelha lendo um jornal` em qualquer canal, ou o botão abaixo.',
    edit: '*Edite*: responda na thread da imagem, “edite isto: que seja de noite”, quantas vezes quiser.',
    finish: '*Escolha e finalize*: várias imagens vêm como rascunhos baratos; finalize a preferida em alta qualidade.',
    left: (left, renews) =>
      left === null
        ? `Sem limite neste mês · um novo mês começa em ${longDate(locale, renews)}`
        : `${left < 2 ? 'Resta' : 'Restam'} ${credits(left)} neste espaço de trabalho · renova em ${longDate(locale, renews)}`,
    requests: 'Seus últimos pedidos',
    admins:
      'Um canal ou uma pessoa também pode ter um limite: `/imagine budget set 1000` com `for #canal` ou `for @pessoa` no fim.',
  },
};
