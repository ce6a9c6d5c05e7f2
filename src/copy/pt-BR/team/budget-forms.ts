import type { budgetFormsEn } from '../../en/team/budget-forms.ts';
import { number } from '../../format.ts';

const locale = 'pt-BR';

export const budgetFormsPtBR: typeof budgetFormsEn = {
  button: 'Limites…',
  title: 'Limites',
  intro:
    'Quanto se pode gastar, e quem. Um pedido precisa caber em todos os limites que valem para ele; o mais estreito que não tiver espaço avisa.',
  change: 'Mudar',
  channel: 'Um canal…',
  person: 'Uma pessoa…',
  group: 'Um grupo…',
  guests: 'Convidados…',
  topUp: 'Dar mais créditos…',
  calendar: 'Mês e fuso horário…',
  whichChannel: 'Canal',
  whichPerson: 'Pessoa',
  whichGroup: 'Grupo de usuários',
  rule: 'Como vale',
  each: 'Para cada membro',
  pot: 'Para todos juntos',
  credits: 'Créditos',
  period: 'Renova',
  month: 'todo mês',
  day: 'todo dia',
  until: 'Até o fim do dia',
  give: 'Dar',
  budgetOf: (whose) => `Limite ${whose}`,
  nobody: 'Escolha de quem é o limite.',
  firstDay: 'O mês começa no dia',
  zone: 'Fuso horário',
  save: 'Salvar',
  changedMeanwhile: (amount) =>
    `Alguém mudou este limite enquanto o formulário estava aberto: agora é ${amount}. Nada foi mudado. Se ainda quiser o seu, aperte *Definir* de novo.`,
  noGroups: {
    noScope:
      'Não consigo ver os grupos deste espaço de trabalho, então nenhum pode ter limite. Um admin pode dar ao app a permissão `usergroups:read`.',
    noPlan:
      'Não consigo ver os grupos deste espaço de trabalho, então nenhum pode ter limite. O Slack só os tem nos planos pagos.',
    none: 'Este espaço de trabalho ainda não tem grupos de usuários.',
  },
  topUpOf: (whose) => `Dar mais créditos ao limite ${whose}`,
  notOpened: 'O Slack não me deixou abrir o formulário. Digite, por exemplo, `/imagine budget set 500 for #design`.',
  runsOn:
    'Mudar isto nunca abre um segundo limite: o que está em andamento continua, com o que já foi gasto, até o próximo começo pela regra nova.',
  more: (n) => `e mais ${number(locale, n)}`,
};
