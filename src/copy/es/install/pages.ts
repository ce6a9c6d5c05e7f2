import type { pagesEn } from '../../en/install/pages.ts';

export const pagesEs: typeof pagesEn = {
  again: 'Instalar Imagine',
  done: {
    title: (team) => `Imagine ya está en ${team}`,
    text: 'Escribe /imagine en cualquier canal, y después lo que quieres ver: /imagine un zorro rojo leyendo el periódico. Además, Imagine te ha escrito en Slack.',
    open: 'Abrir Imagine en Slack',
  },
  doneOrg: {
    title: (organization) => `${organization} ya tiene Imagine`,
    text: 'Falta un paso: en la administración de Slack, en Aplicaciones instaladas, añádela a los espacios de trabajo que deban tenerla. Desde ese momento funciona en cada uno.',
  },
  start: {
    title: 'Instalar Imagine',
    text: 'La instalación empieza aquí, para tener la certeza de que eres tú quien la empieza.',
  },
  used: {
    title: 'Este enlace ya se usó',
    text: 'Cada enlace para instalar Imagine sirve una sola vez. Si Imagine todavía no está en tu Slack, empieza de nuevo.',
  },
  otherBrowser: {
    title: 'Este es otro navegador',
    text: 'La instalación tiene que terminar en el navegador donde empezó, y con las cookies permitidas. Empieza de nuevo aquí.',
  },
  expired: {
    title: 'Pasaron más de diez minutos',
    text: 'Por seguridad, la instalación tiene que terminar en diez minutos. Empieza de nuevo.',
  },
  denied: {
    title: 'Imagine no se instaló',
    text: 'No se dio permiso en la página de Slack, así que nada ha cambiado. Si en tu espacio de trabajo un administrador tiene que aprobar las aplicaciones, pídeselo o envíale este enlace.',
  },
  missing: {
    title: 'Faltan permisos',
    text: (scopes) =>
      `Imagine no puede funcionar sin: ${scopes}. No se instaló nada. Empieza de nuevo y permítelos todos.`,
  },
  additional: {
    title: 'Serían demasiados permisos',
    text: (scopes) =>
      `Imagine no acepta permisos que no necesita, y no necesita: ${scopes}. No se instaló nada. Empieza de nuevo desde aquí.`,
  },
  trouble: {
    title: 'Slack no responde',
    text: 'No se instaló nada. Espera un minuto y empieza de nuevo.',
  },
  failed: {
    title: 'Algo falla de nuestro lado',
    text: 'No se instaló nada. Quien administra Imagine encuentra el motivo en su registro.',
  },
  busy: {
    title: 'Demasiada gente a la vez',
    text: 'Ahora mismo no se puede instalar Imagine. Espera un minuto y empieza de nuevo.',
  },
};
