import { number } from '../../format.ts';

export const managersPtBR = {
  title: '*Gestores deste espaço de trabalho*',
  admins: (names: string) =>
    names === '' ? 'Os proprietários e admins, sempre.' : `Os proprietários e admins, sempre: ${names}.`,
  named: (names: string) => `Indicados além deles: ${names}.`,
  namedBy: (person: string, by: string) => `${person} (por ${by})`,
  nobodyNamed: 'Ninguém mais foi indicado.',
  howTo: 'Proprietários e admins podem mudar isso: `/imagine managers add @ana`, `/imagine managers remove @ana`.',
  onlyAdmins:
    'Só proprietários e admins deste espaço de trabalho podem dizer quem são os gestores. Um gestor pode deixar de ser com `/imagine managers remove` e o próprio nome.',
  added: (person: string) =>
    `${person} agora é gestor: pode definir limites, responder a quem pede mais, ler o registro e mudar a política.`,
  known: (person: string) => `${person} já é gestor.`,
  isAdmin: (person: string) =>
    `${person} é proprietário ou admin deste espaço de trabalho, e esses são gestores enquanto o Slack disser que são.`,
  noMember: (person: string) =>
    `${person} não pode ser gestor: convidados, pessoas de outros espaços de trabalho, apps e contas desativadas não podem.`,
  tooMany: (most: number) =>
    `Já foram indicadas ${number('pt-BR', most)} pessoas, que é o máximo. Tire alguém antes, por exemplo \`/imagine managers remove @ana\`.`,
  removed: (person: string) => `${person} não é mais gestor, a partir de agora.`,
  unknown: (person: string) => `${person} não tinha sido indicado como gestor, então nada mudou.`,
  form: {
    button: 'Gestores…',
    title: 'Gestores',
    submit: 'Definir',
    label: 'Gestores além de proprietários e admins',
    hint: 'Membros deste espaço de trabalho, até 20. Definem limites, respondem a quem pede mais, leem o registro e mudam a política.',
    somebody: 'Alguém',
    conflict: (by: string) =>
      `${by} mudou quem são os gestores depois que você abriu este formulário, então nada foi definido. É assim que está agora.`,
    noMembers: (people: string) =>
      `Não foi definido: ${people} não podem ser gestores. Convidados, pessoas de outros espaços de trabalho, apps e contas desativadas não podem.`,
    done: 'Está definido, a partir de agora.',
    notOpened: 'O Slack não me deixou abrir o formulário. Digite, por exemplo, `/imagine managers add @ana`.',
  },
};
