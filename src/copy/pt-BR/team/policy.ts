import type { policyEn } from '../../en/team/policy.ts';
import { counted, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const rules = {
  paused: {
    why: (by: string) => `${by} pausou as imagens novas neste espaço de trabalho.`,
    next: 'O que já foi aceito ainda será feito. Peça de novo quando forem retomadas; os gestores fazem isso com `/imagine resume`.',
  },
  off: {
    why: (channel: string) => `As imagens estão desligadas em ${channel}.`,
    next: 'Peça em outro canal ou nas suas mensagens diretas comigo.',
  },
  privateOnly: {
    why: (channel: string) => `Em ${channel}, as imagens são só para quem pede.`,
    next: 'Acrescente `--private` ou peça em outro canal.',
  },
  draftsOnly: {
    why: (channel: string) => `${channel} é só para rascunhos.`,
    next: (quality: string) => `Use \`--quality ${quality}\` ou peça em outro canal.`,
  },
  spender: {
    why: (groups: string) => `Neste espaço de trabalho, só membros de ${groups} podem gastar créditos.`,
    next: 'Um deles pode fazer a imagem para você.',
  },
  word: {
    why: (word: string) => `Este espaço de trabalho bloqueou a palavra “${word}”.`,
    next: 'Peça com outras palavras. Só fica registrado que houve a recusa, não o que você escreveu.',
  },
  model: {
    why: (model: string) => `Este espaço de trabalho não usa o modelo \`${model}\`.`,
    next: (allowed: string) => `Ele usa ${allowed}.`,
  },
  size: {
    why: (size: string) => `Este espaço de trabalho não usa o tamanho \`${size}\`.`,
    next: (allowed: string) => `Ele usa ${allowed}.`,
  },
  quality: {
    why: (quality: string) => `Este espaço de trabalho não usa a qualidade \`${quality}\`.`,
    next: (allowed: string) => `Ele usa ${allowed}.`,
  },
  dear: {
    why: (cost: number, most: number) =>
      `Isso precisa de ${credits(cost)}, e neste espaço de trabalho um pedido não pode custar mais de ${number(locale, most)}.`,
    next: 'Um tamanho menor, uma qualidade mais baixa ou menos imagens custam menos.',
  },
};

export const policyPtBR: typeof policyEn = {
  rules,
  title: '*Política deste espaço de trabalho*',
  paused: (by: string) => `As imagens novas estão pausadas por ${by}.`,
  spend: {
    everyone: 'Quem pode gastar: todos, convidados também.',
    members: 'Quem pode gastar: membros; convidados podem olhar.',
    groups: (groups: string) => `Quem pode gastar: membros de ${groups}.`,
  },
  models: (allowed: string) => `Modelos: ${allowed}.`,
  sizes: (allowed: string) => `Tamanhos: ${allowed}.`,
  qualities: (allowed: string) => `Qualidades: ${allowed}.`,
  all: 'todos',
  most: (n: number | null) =>
    n === null ? 'Um pedido pode custar quanto for.' : `Um pedido pode custar até ${credits(n)}.`,
  standard: (terms: string) => `Quando o pedido não diz outra coisa: ${terms}.`,
  channels: {
    on: (channels: string) => `Ligadas: ${channels}.`,
    private: (channels: string) => `Só privadas: ${channels}.`,
    drafts: (channels: string) => `Só rascunhos: ${channels}.`,
    off: (channels: string) => `Desligadas: ${channels}.`,
  },
  blocked: (words: string) => `Palavras bloqueadas: ${words}.`,
  blockedMany: (n: number) => `Palavras bloqueadas: ${number(locale, n)}.`,
  noneBlocked: 'Palavras bloqueadas: nenhuma.',
  more: (n: number) => `e mais ${number(locale, n)}`,
  howTo:
    'Os gestores podem mudá-la na página inicial do app ou com `/imagine policy off for #canal` (`on`, `private`, `drafts`), `/imagine policy block PALAVRA`, `unblock PALAVRA`, `/imagine policy max 20`, `/imagine pause` e `/imagine resume`.',
  changed: {
    on: (channel: string) => `As imagens estão ligadas em ${channel}.`,
    private: (channel: string) => `A partir de agora, em ${channel} as imagens são só privadas.`,
    drafts: (channel: string) => `A partir de agora, ${channel} é só para rascunhos.`,
    off: (channel: string) =>
      `A partir de agora, as imagens estão desligadas em ${channel}. Também não dá para publicar lá; o que está lá fica.`,
    blocked: (word: string) =>
      `A partir de agora, “${word}” está bloqueada como palavra inteira, com qualquer acento, maiúscula ou minúscula.`,
    unblocked: (word: string) => `“${word}” não está bloqueada.`,
    paused:
      'As imagens novas estão pausadas para todos, em todos os canais. O que já foi aceito ainda será feito. `/imagine resume` retoma.',
    resumed: 'Todos podem fazer imagens novas outra vez.',
    rules: 'A política está definida. Ela vale a partir de agora.',
  },
  same: 'Já era assim; nada mudou.',
  lately: (by: string, to: string | null) =>
    `${by} tinha mudado a mesma coisa há menos de uma hora${to === null ? '' : `, para ${to}`}.`,
  modes: { on: 'ligadas', private: 'só privadas', drafts: 'só rascunhos', off: 'desligadas' },
  nothing: 'sem regra',
  noWord: 'Isso não é uma palavra: uma palavra tem letras ou algarismos.',
  tooMany:
    'É mais do que dá para guardar: 200 palavras bloqueadas (3.000 caracteres ao todo) e 500 canais com regra própria.',
  unpublished: (why: string) => `${why} A imagem continua privada.`,
};
