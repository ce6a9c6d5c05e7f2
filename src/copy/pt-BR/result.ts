import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const picture = (position: number | null) => (position === null ? 'esta imagem' : `a imagem ${position}`);

export const resultPtBR: Copy['result'] = {
  edit: 'Editar',
  editLabel: (position) => `Dizer o que mudar ${position === null ? 'nesta imagem' : `na imagem ${position}`}`,
  vary: (cost) => `Variar ×4 · ${number(locale, cost)}`,
  varyLabel: (position, cost) =>
    `Quatro variações ${position === null ? 'desta imagem' : `da imagem ${position}`}, ${credits(cost)}`,
  finish: (cost) => `Finalizar · ${number(locale, cost)}`,
  finishLabel: (position, cost) => `Finalizar ${picture(position)} em alta qualidade, ${credits(cost)}`,
  again: (cost) => `De novo · ${number(locale, cost)}`,
  againTitle: 'Fazer de novo?',
  prompt: 'Prompt original',
  promptAdded: (words) => `Acrescentado a ele: ${words}`,
  hide: 'Tornar privada',
  altText: 'Texto alternativo…',
  altTextTitle: 'Texto alternativo',
  altTextOf: (position) => (position === null ? 'Texto alternativo' : `Texto alternativo da imagem ${position}`),
  altTextHint: (beginning) =>
    `Lido em voz alta para quem não vê a imagem. Começa com “${beginning}”; em branco, é feito a partir do prompt.`,
  aiMade: 'Imagem feita por IA',
  save: 'Salvar',
  cancel: 'Cancelar',
  delete: 'Apagar…',
  discard: 'Descartar…',
  deleteTitle: 'Apagar?',
  deleteText: (count) =>
    count === 1
      ? 'A imagem some para todos, e ninguém mais pode partir dela. O que ela custou continua cobrado.'
      : `As ${number(locale, count)} imagens somem para todos, e ninguém mais pode partir delas. O que elas custaram continua cobrado.`,
  deleteAgainText: 'Esta mensagem some. A versão que ela mostra de novo continua onde está.',
  deleteYes: 'Apagar',
  keep: 'Manter',
  onlyAsker: 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.',
  saving: (drafts, finish, instead) =>
    `rascunhos ${number(locale, drafts)} + final ${number(locale, finish)} = ${number(locale, drafts + finish)} em vez de ${number(locale, instead)} · economia de ${number(locale, instead - drafts - finish)}`,
  hiding: 'Ela já está sendo tornada privada.',
  underWay: 'Isso já está sendo feito; o resultado chega na thread da imagem.',
  unclear: 'Um clique anterior não teve um fim claro; o botão da mensagem dele resolve isso.',
  finished: (version) => `Esta imagem já foi finalizada: v${version}.`,
  gone: 'Essa imagem não está mais aqui.',
};
