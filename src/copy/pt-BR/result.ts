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
  promptAdded: (words) => `Acrescentado: ${words}`,
  hide: 'Tornar privada',
  altText: 'Texto alternativo…',
  altTextTitle: 'Texto alternativo',
  altTextOf: (position) => (position === null ? 'Texto alternativo' : `Texto alternativo da imagem ${position}`),
  altTextHint: (beginning) =>
    `Lido em voz alta para quem não vê a imagem. Começa com “${beginning}”. Se você deixar em branco, o prompt é usado.`,
  aiMade: 'Imagem feita por IA',
  save: 'Salvar',
  cancel: 'Cancelar',
  delete: 'Apagar…',
  discard: 'Descartar…',
  deleteTitle: 'Apagar?',
  deleteText: (count) =>
    count === 1
      ? 'Isto apaga a imagem para todos, e ninguém mais poderá partir dela. Os créditos já cobrados não são devolvidos.'
      : `Isto apaga as ${number(locale, count)} imagens para todos, e ninguém mais poderá partir delas. Os créditos já cobrados não são devolvidos.`,
  deleteAgainText: 'Isto apaga só esta mensagem. A versão que ela mostra de novo continua onde está.',
  deleteYes: 'Apagar',
  keep: 'Manter',
  onlyAsker: 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.',
  saving: (drafts, finish, instead) =>
    `rascunhos ${number(locale, drafts)} + final ${number(locale, finish)} = ${number(locale, drafts + finish)} em vez de ${number(locale, instead)} · economia de ${number(locale, instead - drafts - finish)}`,
  hiding: 'A imagem já está sendo tornada privada.',
  underWay: 'Isso já está sendo feito. O resultado vai aparecer na thread da imagem.',
  unclear: 'Um clique anterior ainda não foi resolvido. Use o botão daquela mensagem.',
  finished: (version) => `Esta imagem já foi finalizada: v${version}.`,
  gone: 'Essa imagem não está mais aqui.',
  converted: (posted, came) => `${posted}, enviada como ${came}`,
  missing: (shown, made, positions, isGivenUp) =>
    `${number(locale, shown)} de ${number(locale, made)} imagens ${shown === 1 ? 'está' : 'estão'} aqui. ${positions.length === 1 ? 'Falta' : 'Faltam'} ${positions.map((position) => `#${position}`).join(', ')}: ${
      isGivenUp
        ? 'não deu para baixar, mesmo tentando por um dia.'
        : 'ainda não dá para baixar; continuo tentando, sem custo a mais.'
    }`,
  byAddress: {
    uploads_disabled:
      'Este workspace não permite enviar arquivos, então a imagem aparece no endereço da Pixapi, onde talvez não dure. Quando for permitido, *De novo* faz uma que fica.',
    storage_full:
      'Este workspace está sem espaço para arquivos, então a imagem aparece no endereço da Pixapi, onde talvez não dure. Quando houver espaço, *De novo* faz uma que fica.',
  },
  rendition: (edgePx) =>
    `Feita a partir da cópia menor que o Slack guarda da imagem: ${number(locale, edgePx)} px no lado mais longo.`,
};
