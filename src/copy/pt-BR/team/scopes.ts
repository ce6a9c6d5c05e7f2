import type { scopesEn } from '../../en/team/scopes.ts';

const lost: Readonly<Record<string, string>> = {
  'app_mentions:read': 'o app não fica sabendo quando é mencionado',
  'channels:history': 'o app não lê respostas em conversas de canais públicos',
  'groups:history': 'o app não lê respostas em conversas de canais privados',
  'im:history': 'o app não lê as mensagens diretas que recebe',
  'mpim:history': 'o app não lê respostas em mensagens de grupo',
  'channels:join': 'o app não consegue entrar sozinho em um canal público',
  'chat:write': 'o app não consegue publicar nada',
  commands: 'não há /imagine nem atalhos',
  'files:read': 'as imagens que as pessoas enviam não podem ser editadas',
  'files:write': 'nenhuma imagem chega ao Slack',
  'users:read': 'não se sabe quem é administrador nem quem é membro',
};

export const scopesPtBR: typeof scopesEn = {
  title: 'O Slack não deu a este app todas as permissões de que ele precisa',
  without: (scope) => `\`${scope}\`: ${lost[scope] ?? 'parte do que o app faz falha'}`,
  mend: (link) => `<${link}|Instale o app de novo> e ele volta a funcionar na hora, sem reiniciar nada.`,
};
