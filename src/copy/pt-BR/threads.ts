import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const again: Copy['threads']['again'] = {
  making: (prompt, user, version) => `*${prompt}* · mostrando a v${version} de novo · para ${user} · grátis`,
  facts: (version) => `v${version} de novo`,
  free: 'grátis',
  ready: (version, prompt) => `v${version} de novo: ${prompt}`,
  nothingBefore: 'A versão mais recente desta thread não veio de outra, então não há o que desfazer.',
  shownAlready: 'Essa já é a versão atual.',
  gone: 'Essa versão não existe mais.',
};

const compare: Copy['threads']['compare'] = {
  making: (asked, user) => `*${asked}* · para ${user} · grátis`,
  left: (version) => `à esquerda: ${version}`,
  right: (version) => `à direita: ${version}`,
  altText: (left, leftPrompt, right, rightPrompt) =>
    `Imagens feitas por IA, lado a lado: à esquerda ${left}, ${leftPrompt}; à direita ${right}, ${rightPrompt}`,
  ready: (left, right) => `Lado a lado: ${left} à esquerda, ${right} à direita`,
  nothing:
    'Preciso de duas imagens para comparar. Diga quais, por exemplo “comparar v1 v2”, ou “comparar #1 #2” para duas da mesma mensagem.',
};

const tree: Copy['threads']['tree'] = {
  button: 'Histórico',
  title: 'Versões',
  line: (version, prompt, user, facts) => `${version} · *${prompt}* · por ${user} · ${facts}`,
  cost: (n, estimated) => `${estimated ? 'cerca de ' : ''}${credits(n)}`,
  deleted: 'apagada',
  more: (n) => `Estas são as ${number(locale, n)} versões mais recentes.`,
  choose: 'Mostrar uma versão de novo',
  submit: 'Mostrar · grátis',
  close: 'Fechar',
};

const publish: Copy['threads']['publish'] = {
  button: 'Publicar no canal',
  choose: 'Publicar em…',
  alone: (channel) => `Só você vê esta imagem · pedida em ${channel}`,
  aloneHere: 'Só você vê esta imagem',
  published: (channel) => `Publicada em ${channel}`,
  already: (channel) => `A imagem já está publicada em ${channel}.`,
  underWay: (channel) => `A imagem está sendo publicada em ${channel}.`,
  gone: 'Esta imagem não existe mais, então não dá para publicá-la.',
  noRoom: (channel, cost, left) =>
    `Ela custou ${credits(cost)}, e ${channel} tem ${number(locale, left)} neste mês. Nada foi publicado. Peça a um admin que aumente o limite do canal.`,
  onlyAsker: 'Só quem pediu a imagem pode publicá-la.',
  by: (user) => `publicada por ${user}`,
  making: (prompt, user) => `*${prompt}* · sendo publicada por ${user} · grátis`,
  together: (n) => `${credits(n)} no total`,
  title: 'Publicar imagem',
  where: 'Em qual canal?',
  submit: 'Publicar · grátis',
  close: 'Agora não',
};

export const threadsPtBR: Copy['threads'] = {
  publish,
  again,
  compare,
  tree,
  inThread: 'Diga isso na thread de uma imagem, e eu saberei de qual você está falando.',
  help: [
    'Também na thread: “desfazer” volta à versão anterior, “comparar v1 v2” põe duas lado a lado e “histórico” lista todas. Tudo isso é grátis.',
    'Nas mensagens diretas comigo, basta dizer o que desenhar. Para mudar a imagem, responda na thread dela.',
  ],
};
