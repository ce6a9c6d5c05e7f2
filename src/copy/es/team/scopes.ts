import type { scopesEn } from '../../en/team/scopes.ts';

const lost: Readonly<Record<string, string>> = {
  'app_mentions:read': 'la aplicación no se entera de que la mencionan',
  'channels:history': 'no lee las respuestas en hilos de canales públicos',
  'groups:history': 'no lee las respuestas en hilos de canales privados',
  'im:history': 'no lee los mensajes directos que recibe',
  'mpim:history': 'no lee las respuestas en mensajes de grupo',
  'channels:join': 'no puede entrar por sí misma en un canal público',
  'chat:write': 'no puede publicar nada',
  commands: 'no hay /imagine ni accesos directos',
  'files:read': 'no se pueden editar las imágenes que sube la gente',
  'files:write': 'ninguna imagen llega a Slack',
  'users:read': 'no se sabe quién es administrador ni quién es miembro',
};

export const scopesEs: typeof scopesEn = {
  title: 'Slack no le ha dado a esta aplicación todos los permisos que necesita',
  without: (scope) => `\`${scope}\`: ${lost[scope] ?? 'falla parte de lo que hace la aplicación'}`,
  mend: (link) => `<${link}|Vuelve a instalarla> y funcionará al momento, sin reiniciar nada.`,
};
