import type { logEn } from '../../en/team/log.ts';
import { counted } from '../../format.ts';

const locale = 'es-ES';
const requests = (n: number) => counted(locale, n, { one: 'solicitud', other: 'solicitudes' });
const entries = (n: number) => counted(locale, n, { one: 'entrada', other: 'entradas' });
const rows = (n: number) => counted(locale, n, { one: 'fila', other: 'filas' });

export const logEs: typeof logEn = {
  title: (filters) => (filters === '' ? 'Solicitudes, de la más reciente a la más antigua' : `Solicitudes: ${filters}`),
  own: 'Estas son las tuyas. Los gestores ven las de todos.',
  none: 'No hay ninguna solicitud así.',
  direct: 'mensajes directos',
  columns: {
    when: 'Cuándo',
    who: 'Quién',
    where: 'Dónde',
    prompt: 'Qué',
    how: 'Modelo y tamaño',
    credits: 'Créditos',
    outcome: 'Resultado',
  },
  older: 'Anteriores',
  newest: 'Más recientes',
  csv: 'Exportar todo en CSV',
  jsonl: 'Exportar todo en JSON lines',
  unread: (words) =>
    `No entiendo ${words}. Di quién, dónde, cómo acabó y cuándo, por ejemplo: \`/imagine registro @bruno #design fallidas semana pasada\`. Conoce: hechas, rechazadas, fallidas, canceladas, desconocidas, pendientes · hoy, ayer, esta semana, mes pasado, últimos 7 días, 2026-11-02, desde 2026-11-02.`,
  export: {
    onlyManagers:
      'Solo los gestores de este espacio de trabajo pueden exportar su registro: los propietarios y admins, y quienes ellos nombraron.',
    started:
      'La exportación ha empezado. El archivo llegará a tus mensajes conmigo; hasta entonces puedes cancelarla allí.',
    running: 'Tu última exportación sigue en curso. En tus mensajes conmigo ves por dónde va.',
    log: {
      begun: 'El registro de solicitudes se está escribiendo en un archivo.',
      writing: (n) => `El registro de solicitudes se está escribiendo en un archivo: ${requests(n)} hasta ahora.`,
      done: (n) => `Aquí está el archivo, con ${requests(n)}.`,
      comment: (n) => `Registro de solicitudes: ${requests(n)}. Las horas están en UTC.`,
    },
    audit: {
      begun: 'La auditoría se está escribiendo en un archivo.',
      writing: (n) => `La auditoría se está escribiendo en un archivo: ${entries(n)} hasta ahora.`,
      done: (n) => `Aquí está el archivo, con ${entries(n)}.`,
      comment: (n) => `Auditoría: ${entries(n)}. Las horas están en UTC.`,
    },
    all: {
      button: 'Exportar todo…',
      title: 'Exportar todo',
      text: 'Un zip con todo lo que se guarda de este espacio de trabajo, en JSON lines: el registro de solicitudes, la auditoría, el libro de créditos, presupuestos, recargas, aprobaciones, política, gestores y ajustes. Sin las palabras de las solicitudes privadas de otras personas y sin las imágenes, que están en Slack.',
      submit: 'Exportar',
      begun: 'Todo lo que se guarda de este espacio de trabajo se está escribiendo en un archivo.',
      writing: (n) =>
        `Todo lo que se guarda de este espacio de trabajo se está escribiendo en un archivo: ${rows(n)} hasta ahora.`,
      done: (n) => `Aquí está el archivo, con ${rows(n)}.`,
      comment: (n) => `Todo lo que se guarda de este espacio de trabajo: ${rows(n)}. Las horas están en UTC.`,
    },
    cancel: 'Cancelar',
    canceled: 'Esta exportación se canceló. No se envió nada.',
    tooLate: 'El archivo ya está en camino.',
    empty: 'Todavía no hay nada que exportar.',
    failed: {
      no_manager: 'Ya no eres gestor de este espacio de trabajo, así que no se exportó nada.',
      too_large: 'Sería más de lo que Slack admite en un archivo, un gigabyte. No se envió nada.',
      no_uploads:
        'El Slack de este espacio de trabajo no admite archivos, así que no se envió nada. Sus propietarios pueden cambiarlo.',
      no_room: 'El Slack de este espacio de trabajo ya no tiene sitio para archivos, así que no se envió nada.',
      unknown: 'No se pudo crear el archivo tras varios intentos. No se envió nada. Inténtalo más tarde.',
    },
  },
};
