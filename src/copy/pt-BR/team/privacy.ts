import { counted, number } from '../../format.ts';

const days = (n: number) => counted('pt-BR', n, { one: 'dia', other: 'dias' });
const files = (n: number) => counted('pt-BR', n, { one: 'arquivo', other: 'arquivos' });

export const privacyPtBR = {
  erasedOn: (day: string) => `apagado em ${day}`,
  message: (day: string) => `Este pedido foi apagado em ${day}, com as imagens.`,
  gone: (day: string) =>
    `Isso foi apagado em ${day}, então não dá mais para criar nada a partir dali. O que custou continua nos números.`,
  somebody: 'alguém que foi apagado',
  /** In a Home, until it is opened again. */
  emptied: {
    own: 'Tudo o que você me pediu até agora foi apagado.',
    others: 'Parte do que estava aqui foi apagada. Abra esta aba de novo para ver o resto.',
  },
  held: 'Por enquanto este espaço de trabalho precisa guardar seus registros (retenção legal), então nada pode ser excluído nem apagado.',
  onlyManagers: 'Só gestores deste espaço de trabalho podem fazer isso.',
  retention: {
    title: '*O que é guardado, e por quanto tempo*',
    after: (n: number) =>
      `Prompts e imagens são apagados ${days(n)} depois do pedido, também em conversas que alguém ainda edita. Os números ficam: quem gastou o quê, quando e onde.`,
    never: 'Prompts e imagens são guardados até alguém apagar.',
    notBefore: (day: string) => `Nada é apagado por idade antes de ${day}.`,
    untold: 'Nada foi apagado por idade ainda. Os gestores são avisados uma semana antes de começar.',
    holds: (names: string) => `Sob retenção legal, guardados em qualquer caso: ${names}.`,
    everybody: 'todo mundo',
    erasing: (n: number) => `${counted('pt-BR', n, { one: 'exclusão', other: 'exclusões' })} em andamento.`,
    filesLeft: (n: number) => `O Slack ainda não excluiu ${files(n)}. Continuo pedindo.`,
    howTo:
      'Gestores podem mudar isso: `/imagine retention 90 days`, `/imagine retention off`. Qualquer pessoa pode dizer `/imagine forget me`.',
    unchanged: 'Já estava assim.',
    unreadable: (most: number) => `Informe dias inteiros de 1 a ${number('pt-BR', most)}, ou \`off\`. Nada mudou.`,
    announced: (n: number, day: string) =>
      `A partir de ${day}, apago prompts e imagens ${days(n)} depois do pedido, aqui e no Slack, também em conversas que alguém ainda edita. Os números ficam: quem gastou o quê, quando e onde. Para guardar por mais tempo, ou para sempre: \`/imagine retention 365 days\`, \`/imagine retention off\`.`,
    button: 'Retenção…',
    formTitle: 'Retenção',
    label: 'Dias até apagar prompts e imagens',
    hint: (most: number) => `De 1 a ${number('pt-BR', most)}. Deixe vazio para guardar.`,
    submit: 'Salvar',
  },
  forget: {
    button: 'Esquecer de mim…',
    title: 'Esquecer de mim',
    text: 'Isto apaga todos os prompts e imagens que você pediu até agora, daqui e do Slack, com tudo o que repete suas palavras ou mostra suas imagens de novo. O que está sendo criado é cancelado. Suas mensagens comigo passam a dizer que foram apagadas. Nos números, no registro e na auditoria, ninguém mais sabe que foi você. *Não dá para desfazer.*',
    decided: 'O que gestores decidiram sobre você, como um orçamento só seu, fica até que eles retirem.',
    counted: (day: string) =>
      `Como há um limite que conta o que você gasta, seu nome fica junto aos créditos deste período até ${day}. Prompts e imagens vão embora agora.`,
    press: 'Qualquer pessoa pode ser esquecida. Vou perguntar mais uma vez.',
    submit: 'Esquecer de mim',
    asked: 'Estou esquecendo você. Leva alguns minutos; o que ainda está sendo criado termina antes.',
    already: 'Já estou esquecendo você. Leva alguns minutos; o que ainda está sendo criado termina antes.',
  },
  hold: {
    button: 'Retenção legal…',
    title: 'Retenção legal',
    text: 'Enquanto valer, nada da pessoa é apagado: nem por idade, nem com Excluir, nem quando ela pede para ser esquecida.',
    who: 'Pessoa',
    whoHint: 'Deixe vazio para todo o espaço de trabalho.',
    what: 'O que fazer',
    set: 'Guardar tudo',
    lift: 'Encerrar a retenção legal',
    reason: 'Motivo',
    submit: 'Salvar',
    isSet: (who: string) => `A partir de agora, tudo de ${who} é guardado.`,
    wasSet: (who: string) => `Tudo de ${who} já está sendo guardado.`,
    isLifted: (who: string) => `A retenção legal de ${who} terminou.`,
    wasNone: (who: string) => `Não há retenção legal de ${who}.`,
  },
  erase: {
    button: 'Apagar tudo…',
    title: 'Apagar tudo',
    text: 'Isto apaga todos os prompts e imagens deste espaço de trabalho até agora, daqui e do Slack, e torna todas as pessoas anônimas nos números, no registro e na auditoria. Somas e configurações ficam. Fica escrito que foi você. *Não dá para desfazer.* Se quiser uma cópia, exporte antes: `/imagine export all`.',
    label: (word: string) => `Digite ${word} para confirmar`,
    word: 'APAGAR TUDO',
    mistyped: (word: string) => `Digite ${word}, exatamente assim. Nada foi apagado.`,
    submit: 'Apagar tudo',
    onlyAdmins: 'Só proprietários e admins deste espaço de trabalho podem apagar tudo.',
    asked:
      'Estou apagando tudo. Leva alguns minutos ou, se houver muito, horas; o que ainda está sendo criado termina antes.',
    already: 'Já estou apagando tudo.',
  },
  read: {
    button: 'Ler…',
    choose: 'Ler um prompt privado…',
    title: 'Prompt privado',
    text: 'Este prompt é privado. A leitura fica escrita na auditoria com o seu motivo, e quem o escreveu fica sabendo que você leu.',
    label: 'Por que você precisa ler?',
    missing: 'Diga por quê.',
    submit: 'Ler',
    by: (person: string) => `Um prompt privado de ${person}:`,
    told: (reader: string, when: string) =>
      `${reader}, que é gestor deste espaço de trabalho, leu um prompt privado seu, de ${when}. O motivo está na auditoria.`,
  },
};
