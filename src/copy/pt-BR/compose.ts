import type { Copy } from '../en/copy.ts';
import { counted, longDate, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagem', other: 'imagens' });
const remain = (n: number) => `${n === 1 ? 'resta' : 'restam'} ${number(locale, n)}`;

const WHERE = {
  team: '',
  channel: ' nesse canal',
  person: ' para você',
  group: ' para o seu grupo',
  own: ' do seu próprio limite',
};

export const composePtBR: Copy['compose'] = {
  title: 'Nova imagem',
  editTitle: 'Editar imagem',
  close: 'Fechar',
  loading: 'Um momento.',
  prompt: {
    label: 'O que a imagem deve mostrar?',
    placeholder: 'uma raposa vermelha lendo um jornal',
    hint: 'Opções como --ar 16:9 também valem aqui e prevalecem sobre os campos abaixo.',
    cut: (most) => `O texto não cabia inteiro aqui; estes são os primeiros ${number(locale, most)} caracteres.`,
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
    same: 'Manter como está',
    words: {
      square: 'Quadrado',
      portrait: 'Retrato',
      landscape: 'Paisagem',
      wide: 'Largo',
      tall: 'Alto',
      '2k': 'Quadrado grande',
      '4k': 'Muito grande e largo',
      auto: 'Deixar o modelo escolher',
    },
    dropped: (size, quality) =>
      `${size} não pode ser desenhado nesta qualidade (${quality}), por isso escolhi outro tamanho.`,
  },
  quality: {
    label: 'Qualidade',
    same: 'Manter como está',
    any: 'Automática: a mais barata',
    words: { low: 'Baixa: rascunhos para escolher', medium: 'Média', high: 'Alta: a imagem final' },
  },
  count: 'Quantas?',
  references: {
    label: 'Imagens de partida',
    hint: (most) => `PNG, JPEG, WebP ou HEIC, no máximo ${number(locale, most)}.`,
    kept: (count) => `Parte do que foi anexado àquele pedido: ${pictures(count)}.`,
  },
  where: {
    label: 'Onde a imagem deve aparecer?',
    channel: 'Este canal',
    direct: 'Esta conversa',
    thread: 'A thread em que foi pedida',
    me: 'Só para mim',
    hint: 'Se você deixar em branco, só você verá a imagem, nas suas mensagens diretas comigo.',
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
    `Com as opções do seu texto, isto custa ${credits(cost)}. Nada foi pedido ainda; clique de novo para pedir.`,
  fewer: (count, cost) => `Com ${pictures(count)}, custaria ${number(locale, cost)}.`,
  low: (cost, quality) => `Em qualidade ${quality}, custaria ${number(locale, cost)}.`,
  nothingLeft: (left, scope, renews) =>
    `${left < 2 ? 'Resta' : 'Restam'} ${credits(left)}${WHERE[scope]} até ${longDate(locale, renews)}: não dá para uma imagem.`,
  nothingOffered: 'Nenhum modelo de imagem está disponível agora.',
  notOpened:
    'O Slack não me deixou abrir o formulário. Digite o pedido, por exemplo `/imagine uma raposa vermelha lendo um jornal`.',
  editNotOpened:
    'O Slack não me deixou abrir o formulário. Responda na thread da imagem: “edite isto: que seja de noite”.',
  noPicture: 'Esta mensagem não tem nenhuma imagem que eu possa editar. Posso editar PNG, JPEG, WebP e HEIC.',
  pictureGone: 'Esta imagem foi apagada.',
  pictureUnseen:
    'Não consigo ver esta imagem: ou ela foi apagada, ou não estou nessa conversa. Use `/invite @Imagine` para me dar acesso ou envie a imagem no formulário que `/imagine` abre.',
  upload: (n) => `Imagem ${number(locale, n)} desta mensagem`,
  notShown: 'O Slack não mostra a imagem aqui, mas ela será usada.',
  notYours: 'Só quem fez o pedido pode mudar esse texto. Escreva o seu com `/imagine`.',
  home: {
    title: 'Imagine cria e edita imagens no chat',
    make: '*Crie*: digite `/imagine uma raposa vermelha lendo um jornal` em qualquer canal ou use o botão abaixo.',
    edit: '*Edite*: responda na thread da imagem, “edite isto: que seja de noite”, quantas vezes quiser.',
    finish: '*Escolha e finalize*: várias imagens vêm como rascunhos baratos; finalize a preferida em alta qualidade.',
    left: (left, renews) =>
      left === null
        ? `Sem limite neste mês · um novo mês começa em ${longDate(locale, renews)}`
        : `${left < 2 ? 'Resta' : 'Restam'} ${credits(left)} neste espaço de trabalho · renova em ${longDate(locale, renews)}`,
    requests: 'Seus últimos pedidos',
  },
};
