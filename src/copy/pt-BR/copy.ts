import type { Copy } from '../en/copy.ts';
import { counted, longDate, monthName, number } from '../format.ts';
import { budgetFormPtBR } from './budget-form.ts';
import { composePtBR } from './compose.ts';
import { modelEndsPtBR } from './ending.ts';
import { failuresPtBR } from './failures.ts';
import { pressesPtBR } from './presses.ts';
import { refusalsPtBR } from './refusals.ts';
import { resultPtBR } from './result.ts';
import { settingsPtBR } from './settings.ts';
import { stylesPtBR } from './styles.ts';
import { talkPtBR } from './talk.ts';
import { teamPtBR } from './team/team.ts';
import { threadsPtBR } from './threads.ts';
import { updateFailedPtBR } from './update-failed.ts';
import { waitingPtBR } from './waiting.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagem', other: 'imagens' });
const remain = (n: number) => `${n === 1 ? 'resta' : 'restam'} ${number(locale, n)}`;

const charge: Copy['charge'] = {
  undelivered: 'A imagem está pronta; só a entrega falhou.',
  deliver: 'Entregue de novo.',
  nothing: 'Nada foi cobrado.',
  charged: (n) => `${n === 1 ? 'Foi cobrado' : 'Foram cobrados'} ${credits(n)}.`,
  held: (n) =>
    `Pode ter havido cobrança: ${counted(locale, n, { one: 'crédito fica reservado', other: 'créditos ficam reservados' })} até isso se esclarecer.`,
  returned: 'No fim, não houve cobrança.',
};

const receipt: Copy['receipt'] = {
  money: (held, charged, estimated) =>
    `reserva: ${number(locale, held)} · cobrança: ${estimated ? 'cerca de ' : ''}${number(locale, charged)}`,
  left: (left, month) =>
    left === null ? 'sem limite' : `${remain(left)} ${month === null ? 'hoje' : `em ${monthName(locale, month)}`}`,
};

const images: Copy['images'] = {
  making: (prompt, user, count, cost) => `*${prompt}* · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  editing: (instruction, user, count, cost, from) =>
    `*${instruction}* · a partir da ${from} · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  makingText: (prompt) => `Criando uma imagem: ${prompt}`,
  stillWorking: 'Está demorando mais que o normal. A imagem ainda está sendo criada, e esperar não custa nada a mais.',
  waitingForPixapi:
    'A Pixapi não está respondendo. Seu pedido mantém o lugar na fila, e nada é cobrado até a imagem ficar pronta.',
  by: (user) => `por ${user}`,
  from: (version, picture) => `v${version}${picture === null ? '' : ` #${picture}`}`,
  versionFrom: (version, from) => `v${version} a partir da ${from}`,
  fewer: (made, asked) => `A Pixapi fez ${number(locale, made)} de ${number(locale, asked)}`,
  quality: { low: 'baixa', medium: 'média', high: 'alta' },
  altText: (prompt, version, position) => `Imagem feita por IA: ${prompt} (v${version}${position})`,
  readyText: (prompt) => `Sua imagem está pronta: ${prompt}`,
  filesInThread: 'O Slack não preparou a imagem a tempo para esta mensagem, por isso ela está na thread.',
  cannotPostHere: {
    channel:
      'Ainda não posso postar nesta conversa, então aqui está a imagem, só para você. Com `/invite @Imagine`, posso postar aqui e editar imagens nas threads.',
    direct:
      'Não faço parte desta conversa, então aqui está a imagem, só para você. Para que outras pessoas também vejam e editem, peça a imagem em um canal.',
    closed: 'O Slack não me deixa enviar mensagens a você. Por isso a imagem está aqui, e só você a vê.',
  },
  cannotPostHereYet: {
    channel:
      'Ainda não posso postar nesta conversa, então só você verá a imagem. Com `/invite @Imagine`, posso postar aqui.',
    direct:
      'Não faço parte desta conversa, então só você verá a imagem. Posso postar em canais e nas suas mensagens diretas comigo.',
    closed: 'O Slack não me deixa enviar mensagens a você. Por isso a imagem vai aparecer aqui, e só você a verá.',
  },
};

const buttons: Copy['buttons'] = {
  tryAgain: 'Tentar de novo · pode cobrar de novo',
  deliverAgain: 'Entregar de novo · grátis',
  tryAgainTitle: 'Pedir de novo?',
  tryAgainText: (cost) => `O primeiro pedido pode ter dado certo e sido cobrado. Este custa ${credits(cost)}.`,
  yes: 'Pedir de novo',
  no: 'Deixar assim',
};

const problems: Copy['problems'] = {
  empty: 'Diga o que desenhar, por exemplo `/imagine uma raposa vermelha`.',
  tooLong: (length, limit) => `O texto tem ${number(locale, length)} caracteres; o máximo é ${number(locale, limit)}.`,
  unknownFlag: (flag, allowed) => `A opção \`${flag}\` não existe. As opções são ${allowed}.`,
  repeated: (flag) => `Você usou \`${flag}\` duas vezes. Deixe só uma.`,
  conflict: (one, other) => `\`${one}\` e \`${other}\` não podem ser usadas juntas.`,
  missing: (flag, allowed) => `\`${flag}\` precisa de um valor: ${allowed}.`,
  unknownValue: (flag, value, allowed) => `\`${flag} ${value}\`: os valores aceitos são ${allowed}.`,
  size: (flag, value, reason, nearest) => `\`${flag} ${value}\`: ${reason}. O mais próximo: \`${nearest}\`.`,
  sizeReasons: {
    not_multiple_of_16: 'os lados precisam ser múltiplos de 16',
    too_few_pixels: 'pequeno demais; o mínimo são 655.360 pixels',
    too_many_pixels: 'grande demais; o máximo são 8.294.400 pixels',
    edge_too_long: 'nenhum lado pode passar de 3.840 pixels',
    too_elongated: 'um lado pode ter no máximo o triplo do outro',
  },
  ratio: (flag, value, nearest) =>
    `\`${flag} ${value}\`: um lado pode ter no máximo o triplo do outro. A mais próxima: \`${nearest}\`.`,
  unknownModel: (model, allowed) => `\`--model ${model}\`: esse modelo não existe. Os modelos são ${allowed}.`,
  cannotDraw: (model, what, able) => `\`--model ${model}\` não desenha ${what}. Para isso, use ${able}.`,
  inQuality: (quality) => `em qualidade ${quality}`,
  nobodyCan: (what) => `Nenhum modelo desenha ${what}.`,
  retired: (model, successor, cost) =>
    `\`${model}\` não está mais disponível. \`${successor}\` custaria ${credits(cost)}; para usá-lo, acrescente \`--model ${successor}\`.`,
  meant: (nearest) => `Você quis dizer \`${nearest}\`?`,
};

const budget: Copy['budget'] = {
  title: (month) => `*Créditos em ${monthName(locale, month)}*`,
  budget: (n) => (n === null ? 'Sem limite no mês' : `Limite do mês: ${credits(n)}`),
  spent: (n) => `Gasto: ${number(locale, n)}`,
  held: (n) => `Reservado para imagens em andamento: ${number(locale, n)}`,
  left: (n) => (n === null ? 'Disponível: sem limite' : `Disponível: ${number(locale, n)}`),
  renews: (date, timeZone) => `Renova em ${longDate(locale, date)} (${timeZone})`,
  changed: (of, from, to) => `O limite do mês ${of} mudou. Antes: ${from}. Agora: ${to}.`,
  of: {
    team: 'do espaço de trabalho',
    channel: (channel) => `do canal ${channel}`,
    person: (person) => `de ${person}`,
  },
  amount: (n) => (n === null ? 'sem limite' : credits(n)),
  none: 'não definido',
  unreadable: (value) =>
    `Não entendi \`${value}\`. Use \`/imagine budget set 1000\` ou \`/imagine budget set unlimited\`; acrescente \`for #canal\` ou \`for @pessoa\` para definir só o limite desse canal ou dessa pessoa.`,
  onlyManagers:
    'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. `/imagine managers` mostra quem são.',
  holders: {
    team: 'o espaço de trabalho ainda tem',
    channel: 'este canal ainda tem',
    person: 'você ainda tem',
    own: 'pelo seu próprio teto você ainda tem',
    group: 'seu grupo ainda tem',
    each: (group) => `como parte de ${group} você ainda tem`,
    pot: (group) => `${group}, em conjunto, ainda têm`,
    eachGuest: 'como convidado você ainda tem',
    guestPot: 'os convidados, em conjunto, ainda têm',
  },
  ownCap: 'Foi você quem definiu esse teto: `/imagine budget cap unlimited` o remove.',
  over: (cost, holder, left, until) => `Isto custa ${credits(cost)}; ${holder} ${number(locale, left)} até ${until}.`,
  atLow: (cost, quality) => `Com \`--quality ${quality}\`, custaria ${number(locale, cost)}.`,
  ask: 'Um admin do espaço de trabalho pode aumentar o limite com `/imagine budget set`.',
};

const history: Copy['history'] = {
  title: 'Seus últimos pedidos aqui',
  none: 'Você ainda não pediu nenhuma imagem. Experimente `/imagine uma raposa vermelha`.',
  states: {
    requested: 'na fila',
    submitting: 'sendo enviado',
    submitted: 'em andamento',
    made: 'imagem pronta, sendo entregue',
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
  noPicture:
    'Não há nenhuma imagem minha nesta thread. Para mudar a foto de alguém, escolha *Edit this image* no menu da mensagem. Ou anexe uma imagem, ou crie uma com `/imagine`.',
  noVersion: (version, newest) => `Esta thread não tem v${version}; a mais recente é a v${newest}.`,
  noNumber: (picture, count) => `Não existe imagem #${picture}; esta mensagem tem ${pictures(count)}.`,
  tooManyFiles: (most) => `Uma edição pode usar até ${pictures(most)}.`,
};

const help: Copy['help'] = {
  title: '*Imagine cria e edita imagens aqui.*',
  lines: [
    '`/imagine uma raposa vermelha lendo um jornal` cria uma imagem.',
    '`/imagine` sozinho abre um formulário que mostra o preço. *Edit this image*, no menu de uma mensagem, edita as imagens dela.',
    '`--size` `square` (quadrado), `portrait` (retrato), `landscape` (paisagem), `wide` (largo), `tall` (alto), `2k`, `4k` ou um tamanho como `1536x1024`; ou uma proporção: `--ar 16:9`',
  ],
  terms: (qualities, models) => `\`--quality\` ${qualities} · \`--n\` 1 a 4 imagens · \`--model\` ${models}`,
  more: [
    `\`--style\` ${Object.keys(stylesPtBR).join(', ')} · \`--draft\` rascunho rápido e barato, para escolher · \`--private\` só para você`,
    'Na thread da imagem: “edite isto: que seja de noite”. “edite a #2: …” edita a segunda imagem; “a partir da v1: …” parte de uma versão anterior. Anexe imagens para usá-las também.',
    '`/imagine budget` mostra os créditos do mês · `/imagine history` mostra seus últimos pedidos',
    'Admins: `/imagine budget set 1000` (ou `unlimited`; também `for #canal` ou `for @pessoa`) · `/imagine language en`, `pt` ou `es`',
    'Admins: `/imagine guests look` (ou `spend`) · `/imagine confirm above 20` (ou `always`, `never`) · `/imagine settings` mostra as configurações',
  ],
};

const notices: Copy['notices'] = {
  notAccepted:
    'Não consegui registrar seu pedido: nosso banco de dados não está respondendo. Nada foi cobrado. Tente de novo em um minuto.',
  notSure:
    'Nosso banco de dados parou de responder enquanto salvava seu pedido. Se ele foi salvo, você verá aqui uma imagem sendo criada; se não, nada foi cobrado.',
  languageSet: 'A partir de agora, as mensagens públicas serão em português.',
  modelRetired: (model, successor, quality) =>
    `A Pixapi não oferece mais \`${model}\`. A partir de agora, os pedidos vão para \`${successor}\`${quality === null ? '' : ` em qualidade ${quality}`}, sem custar mais.`,
  modelEnds: modelEndsPtBR,
  costDoubted: (booked: number) =>
    `A Pixapi informou, para um pedido, um custo mais de dez vezes maior que o preço. Registrei o preço: ${credits(booked)}. Confira seu saldo na Pixapi.`,
  nothingToDo: 'Isso já foi resolvido.',
  askingAgain:
    'Primeiro vou consultar a Pixapi de novo sobre este pedido. Se a imagem estiver pronta, ela chega aqui sem custo extra.',
  rush: 'Agora estão chegando deste workspace mais pedidos do que consigo atender.',
  gone: 'Não encontro mais este pedido.',
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
  team: teamPtBR,
  compose: composePtBR,
  threads: threadsPtBR,
  talk: talkPtBR,
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
