import type { Copy } from '../en/copy.ts';
import { counted, longDate, monthName, number } from '../format.ts';
import { budgetFormPtBR } from './budget-form.ts';
import { composePtBR } from './compose.ts';
import { failuresPtBR } from './failures.ts';
import { pressesPtBR } from './presses.ts';
import { refusalsPtBR } from './refusals.ts';
import { resultPtBR } from './result.ts';
import { settingsPtBR } from './settings.ts';
import { stylesPtBR } from './styles.ts';
import { threadsPtBR } from './threads.ts';
import { updateFailedPtBR } from './update-failed.ts';
import { waitingPtBR } from './waiting.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagem', other: 'imagens' });
const remain = (n: number) => `${n === 1 ? 'resta' : 'restam'} ${number(locale, n)}`;

const OF = { team: 'o espaço de trabalho ainda tem', channel: 'este canal ainda tem', person: 'você ainda tem' };

const charge: Copy['charge'] = {
  undelivered: 'A imagem está pronta; só a entrega falhou.',
  nothing: 'Nada foi cobrado.',
  charged: (n) => `${counted(locale, n, { one: 'crédito cobrado', other: 'créditos cobrados' })}.`,
  held: (n) =>
    `Pode ter sido cobrado: ${counted(locale, n, { one: 'crédito fica reservado', other: 'créditos ficam reservados' })} até isso se esclarecer.`,
};

const receipt: Copy['receipt'] = {
  money: (held, charged, estimated) =>
    `reserva: ${number(locale, held)} · cobrança: ${estimated ? 'cerca de ' : ''}${number(locale, charged)}`,
  left: (left, month) => (left === null ? 'sem limite' : `${remain(left)} em ${monthName(locale, month)}`),
};

const images: Copy['images'] = {
  making: (prompt, user, count, cost) => `*${prompt}* · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  editing: (instruction, user, count, cost, from) =>
    `*${instruction}* · a partir da ${from} · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  makingText: (prompt) => `Criando uma imagem: ${prompt}`,
  stillWorking:
    'Está demorando mais que o normal. A imagem ainda está sendo feita; a espera não aumenta o que é cobrado.',
  waitingForPixapi:
    'A Pixapi não está respondendo. Seu pedido guarda o lugar na fila, e nada é cobrado até a imagem ser feita.',
  by: (user) => `por ${user}`,
  from: (version, picture) => `v${version}${picture === null ? '' : ` #${picture}`}`,
  versionFrom: (version, from) => `v${version} a partir da ${from}`,
  fewer: (made, asked) => `A Pixapi fez ${number(locale, made)} de ${number(locale, asked)}`,
  quality: { low: 'baixa', medium: 'média', high: 'alta' },
  altText: (prompt, version, position) => `Imagem feita por IA: ${prompt} (v${version}${position})`,
  readyText: (prompt) => `Sua imagem está pronta: ${prompt}`,
  filesInThread: 'O Slack não preparou a imagem para esta mensagem, por isso ela está na thread.',
  cannotPostHere: {
    channel:
      'Ainda não posso postar nesta conversa. `/invite @Imagine` me dá acesso e faz as edições na thread funcionarem; até lá, aqui está sua imagem.',
    direct:
      'Não faço parte desta conversa, então aqui está a imagem só para você. Imagens que outros podem ver e editar são feitas em canais.',
    closed: 'O Slack não me deixa escrever para você, então aqui está a imagem, só para você.',
  },
  cannotPostHereYet: {
    channel:
      'Ainda não posso postar nesta conversa, então só você verá a imagem. `/invite @Imagine` me deixa postar aqui.',
    direct:
      'Não faço parte desta conversa, então só você verá a imagem. Em canais, e nas suas mensagens diretas comigo, posso publicá-la.',
    closed: 'O Slack não me deixa escrever para você, então a imagem virá aqui, só para você.',
  },
};

const buttons: Copy['buttons'] = {
  tryAgain: 'Tentar de novo · pode cobrar de novo',
  deliverAgain: 'Entregar de novo · grátis',
  tryAgainTitle: 'Pedir mais uma vez?',
  tryAgainText: (cost) =>
    `A imagem do primeiro pedido pode ter sido feita e cobrada. Este pedido custa ${credits(cost)}.`,
  yes: 'Pedir de novo',
  no: 'Deixar assim',
};

const problems: Copy['problems'] = {
  empty: 'Diga o que desenhar, por exemplo `/imagine uma raposa vermelha`.',
  tooLong: (length, limit) => `O texto tem ${number(locale, length)} caracteres; o máximo é ${number(locale, limit)}.`,
  unknownFlag: (flag, allowed) => `A opção \`${flag}\` não existe. As que existem: ${allowed}.`,
  repeated: (flag) => `\`${flag}\` aparece duas vezes; use uma só.`,
  conflict: (one, other) => `\`${one}\` e \`${other}\` não podem ser usadas juntas.`,
  missing: (flag, allowed) => `\`${flag}\` precisa de um valor: ${allowed}.`,
  unknownValue: (flag, value, allowed) => `\`${flag} ${value}\`: os valores aceitos são ${allowed}.`,
  size: (flag, value, reason, nearest) => `\`${flag} ${value}\`: ${reason}. O mais próximo: \`${nearest}\`.`,
  sizeReasons: {
    not_multiple_of_16: 'os lados precisam ser múltiplos de 16',
    too_few_pixels: 'pequeno demais, o mínimo são 655.360 pixels',
    too_many_pixels: 'grande demais, o máximo são 8.294.400 pixels',
    edge_too_long: 'um lado pode ter no máximo 3.840 pixels',
    too_elongated: 'um lado pode ter no máximo o triplo do outro',
  },
  ratio: (flag, value, nearest) =>
    `\`${flag} ${value}\`: um lado pode ter no máximo o triplo do outro. A mais próxima: \`${nearest}\`.`,
  unknownModel: (model, allowed) => `\`--model ${model}\`: esse modelo não existe. Os que existem: ${allowed}.`,
  cannotDraw: (model, what, able) => `\`--model ${model}\` não desenha ${what}. Para isso, use ${able}.`,
  inQuality: (quality) => `em qualidade ${quality}`,
  nobodyCan: (what) => `Nenhum modelo desenha ${what}.`,
  retired: (model, successor, cost) =>
    `\`${model}\` não está mais disponível. \`${successor}\` custaria ${credits(cost)}; peça com \`--model ${successor}\`.`,
  meant: (nearest) => `Você quis dizer \`${nearest}\`?`,
};

const budget: Copy['budget'] = {
  title: (month) => `*Créditos em ${monthName(locale, month)}*`,
  budget: (n) => (n === null ? 'Sem limite no mês' : `Limite do mês: ${credits(n)}`),
  spent: (n) => `Gasto: ${number(locale, n)}`,
  held: (n) => `Reservado para imagens em andamento: ${number(locale, n)}`,
  left: (n) => (n === null ? 'Disponível: sem limite' : `Disponível: ${number(locale, n)}`),
  renews: (date, timeZone) => `Renova em ${longDate(locale, date)} (${timeZone})`,
  changed: (of, from, to) => `O limite do mês ${of} mudou: antes ${from}, agora ${to}.`,
  of: {
    team: 'do espaço de trabalho',
    channel: (channel) => `do canal ${channel}`,
    person: (person) => `de ${person}`,
  },
  amount: (n) => (n === null ? 'sem limite' : credits(n)),
  none: 'não definido',
  unreadable: (value) =>
    `Não consegui ler \`${value}\`. Use \`/imagine budget set 1000\` ou \`/imagine budget set unlimited\`; com \`for #canal\` ou \`for @pessoa\` no fim, vale só para eles.`,
  onlyAdmins: 'Só proprietários e admins do espaço de trabalho podem mudar isso.',
  over: (cost, scope, left, renews) =>
    `Isto custa ${credits(cost)}; ${OF[scope]} ${number(locale, left)} até ${longDate(locale, renews)}.`,
  atLow: (cost) => `Com \`--quality low\`, custaria ${number(locale, cost)}.`,
  ask: 'Um admin do espaço de trabalho pode aumentar o limite com `/imagine budget set`.',
};

const history: Copy['history'] = {
  title: 'Seus últimos pedidos aqui',
  none: 'Você ainda não pediu nenhuma imagem. Experimente `/imagine uma raposa vermelha`.',
  states: {
    requested: 'na fila',
    submitting: 'sendo enviado',
    submitted: 'em andamento',
    made: 'imagem pronta, em entrega',
    undelivered: 'imagem pronta, não entregue',
    posted: 'concluído',
    failed: 'imagem não criada',
    canceled: 'cancelado',
    unknown: 'resultado desconhecido',
  },
  cost: (charged, held, estimated) =>
    charged === null
      ? counted(locale, held, { one: 'reservado', other: 'reservados' })
      : `${estimated ? 'cerca de ' : ''}${credits(charged)}`,
};

const edits: Copy['edits'] = {
  howTo: 'Diga o que mudar, por exemplo “edite isto: que seja de noite”.',
  noPicture: 'Não há imagem minha nesta thread. Anexe uma ou peça uma com `/imagine`.',
  noVersion: (version, newest) => `Esta thread não tem v${version}; a mais recente é a v${newest}.`,
  noNumber: (picture, count) => `Não há imagem #${picture}; esta mensagem tem ${pictures(count)}.`,
  tooManyFiles: (most) => `Uma edição pode partir de ${pictures(most)} no máximo.`,
};

const help: Copy['help'] = {
  title: '*Imagine cria e edita imagens aqui.*',
  lines: [
    '`/imagine uma raposa vermelha lendo um jornal` cria uma imagem.',
    '`/imagine` sozinho abre um formulário que mostra o preço; *Edit this image*, no menu de uma mensagem, edita as imagens dela.',
    '`--size` `square` (quadrado), `portrait` (retrato), `landscape` (paisagem), `wide` (largo), `tall` (alto), `2k`, `4k` ou um tamanho como `1536x1024`; ou uma proporção: `--ar 16:9`',
    '`--quality` `low` (baixa), `medium` (média), `high` (alta) · `--n` 1 a 4 imagens · `--model` gpt-image-1.5, gpt-image-2',
    `\`--style\` ${Object.keys(stylesPtBR).join(', ')} · \`--draft\` rascunho rápido e barato, para escolher · \`--private\` só para você`,
    'Na thread da imagem: “edite isto: que seja de noite”. “edite a #2: …” usa a segunda imagem; “a partir da v1: …”, uma versão anterior. Anexe imagens para usá-las também.',
    '`/imagine budget` mostra os créditos do mês · `/imagine history`, seus últimos pedidos',
    'Admins: `/imagine budget set 1000` (ou `unlimited`; também `for #canal` ou `for @pessoa`) · `/imagine language en`, `pt` ou `es`',
    'Admins: `/imagine guests look` (ou `spend`) · `/imagine confirm above 20` (ou `always`, `never`) · `/imagine settings` mostra tudo isso',
  ],
};

const notices: Copy['notices'] = {
  notAccepted:
    'Não foi possível aceitar seu pedido: nosso banco de dados não responde. Nada foi cobrado. Tente de novo em um minuto.',
  notSure:
    'Nosso banco de dados parou de responder bem na hora em que seu pedido era gravado. Se ele foi aceito, você verá aqui uma imagem sendo feita; se não, nada foi cobrado.',
  languageSet: 'De agora em diante, as mensagens públicas serão em português.',
  modelRetired: (model, successor) =>
    `A Pixapi não tem mais \`${model}\`. De agora em diante, os pedidos vão para \`${successor}\` em qualidade baixa, sem custar mais.`,
  nothingToDo: 'Isso já está resolvido.',
  askingAgain:
    'Primeiro vou consultar a Pixapi de novo sobre este pedido. Se a imagem estiver pronta, ela chega aqui sem custo extra.',
  gone: 'Não conheço mais este pedido.',
  unforeseen: (id) => `Algo falhou do nosso lado. Informe este número a um admin: ${id}.`,
};

export const ptBR: Copy = {
  locale,
  credits,
  pictures,
  failures: failuresPtBR,
  styles: stylesPtBR,
  refusals: refusalsPtBR,
  settings: settingsPtBR,
  compose: composePtBR,
  threads: threadsPtBR,
  charge,
  receipt,
  images,
  buttons,
  problems,
  budget,
  budgetForm: budgetFormPtBR,
  history,
  edits,
  help,
  notices,
  presses: pressesPtBR,
  result: resultPtBR,
  updateFailed: updateFailedPtBR,
  waiting: waitingPtBR,
};
