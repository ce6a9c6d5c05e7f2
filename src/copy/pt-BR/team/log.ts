import type { logEn } from '../../en/team/log.ts';
import { counted } from '../../format.ts';

const locale = 'pt-BR';
const requests = (n: number) => counted(locale, n, { one: 'pedido', other: 'pedidos' });
const entries = (n: number) => counted(locale, n, { one: 'entrada', other: 'entradas' });
const rows = (n: number) => counted(locale, n, { one: 'linha', other: 'linhas' });

export const logPtBR: typeof logEn = {
  title: (filters) => (filters === '' ? 'Pedidos, do mais recente ao mais antigo' : `Pedidos: ${filters}`),
  own: 'Estes são os seus. Os gestores veem os de todos.',
  none: 'Não há nenhum pedido assim.',
  direct: 'mensagens diretas',
  columns: {
    when: 'Quando',
    who: 'Quem',
    where: 'Onde',
    prompt: 'O quê',
    how: 'Modelo e tamanho',
    credits: 'Créditos',
    outcome: 'Resultado',
  },
  older: 'Mais antigos',
  newest: 'Mais recentes',
  csv: 'Exportar tudo em CSV',
  jsonl: 'Exportar tudo em JSON lines',
  unread: (words) =>
    `Não entendo ${words}. Diga quem, onde, como terminou e quando, por exemplo: \`/imagine registro @bruno #design falharam semana passada\`. Ele conhece: prontos, recusados, falharam, cancelados, desconhecidos, pendentes · hoje, ontem, esta semana, mês passado, últimos 7 dias, 2026-11-02, desde 2026-11-02.`,
  export: {
    onlyManagers:
      'Só gestores deste espaço de trabalho podem exportar o registro: os proprietários e admins e quem eles indicaram.',
    started: 'A exportação começou. O arquivo chega nas suas mensagens comigo, e até lá dá para cancelar ali.',
    running: 'Sua última exportação ainda está em andamento. Nas suas mensagens comigo você vê até onde ela chegou.',
    log: {
      begun: 'O registro de pedidos está sendo gravado em um arquivo.',
      writing: (n) => `O registro de pedidos está sendo gravado em um arquivo: ${requests(n)} até agora.`,
      done: (n) => `O arquivo está aqui, com ${requests(n)}.`,
      comment: (n) => `Registro de pedidos: ${requests(n)}. Os horários são em UTC.`,
    },
    audit: {
      begun: 'A auditoria está sendo gravada em um arquivo.',
      writing: (n) => `A auditoria está sendo gravada em um arquivo: ${entries(n)} até agora.`,
      done: (n) => `O arquivo está aqui, com ${entries(n)}.`,
      comment: (n) => `Auditoria: ${entries(n)}. Os horários são em UTC.`,
    },
    all: {
      button: 'Exportar tudo…',
      title: 'Exportar tudo',
      text: 'Um zip com tudo o que se guarda deste espaço de trabalho, em JSON lines: o registro de pedidos, a auditoria, o livro de créditos, orçamentos, recargas, aprovações, política, gestores e configurações. Sem as palavras dos pedidos privados de outras pessoas e sem as imagens, que estão no Slack.',
      submit: 'Exportar',
      begun: 'Tudo o que se guarda deste espaço de trabalho está sendo gravado em um arquivo.',
      writing: (n) =>
        `Tudo o que se guarda deste espaço de trabalho está sendo gravado em um arquivo: ${rows(n)} até agora.`,
      done: (n) => `O arquivo está aqui, com ${rows(n)}.`,
      comment: (n) => `Tudo o que se guarda deste espaço de trabalho: ${rows(n)}. Os horários são em UTC.`,
    },
    cancel: 'Cancelar',
    canceled: 'Esta exportação foi cancelada. Nada foi enviado.',
    tooLate: 'O arquivo já está a caminho.',
    empty: 'Ainda não há nada para exportar.',
    failed: {
      no_manager: 'Você não é mais gestor deste espaço de trabalho, então nada foi exportado.',
      too_large: 'Seria mais do que o Slack aceita em um arquivo, um gigabyte. Nada foi enviado.',
      no_uploads:
        'O Slack deste espaço de trabalho não aceita arquivos, então nada foi enviado. Os proprietários podem mudar isso.',
      no_room: 'O Slack deste espaço de trabalho não tem mais espaço para arquivos, então nada foi enviado.',
      unknown: 'Não deu para criar o arquivo depois de várias tentativas. Nada foi enviado. Tente de novo mais tarde.',
    },
  },
};
