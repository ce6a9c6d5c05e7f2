import { number } from '../../format.ts';

export const managersEs = {
  title: '*Gestores de este espacio de trabajo*',
  admins: (names: string) =>
    names === '' ? 'Sus propietarios y admins, siempre.' : `Sus propietarios y admins, siempre: ${names}.`,
  named: (names: string) => `Nombrados además: ${names}.`,
  namedBy: (person: string, by: string) => `${person} (por ${by})`,
  nobodyNamed: 'No se ha nombrado a nadie más.',
  howTo: 'Los propietarios y admins pueden cambiarlo: `/imagine managers add @ana`, `/imagine managers remove @ana`.',
  onlyAdmins:
    'Solo los propietarios y admins de este espacio de trabajo pueden decir quiénes son sus gestores. Un gestor puede dejar de serlo con `/imagine managers remove` y su propio nombre.',
  added: (person: string) =>
    `${person} ya es gestor: puede fijar presupuestos, responder a quien pide más, leer el registro y cambiar la política.`,
  known: (person: string) => `${person} ya era gestor.`,
  isAdmin: (person: string) =>
    `${person} es propietario o admin de este espacio de trabajo, y esos son gestores mientras Slack diga que lo son.`,
  noMember: (person: string) =>
    `${person} no puede ser gestor: no pueden serlo los invitados, las personas de otros espacios de trabajo, las apps ni las cuentas desactivadas.`,
  tooMany: (most: number) =>
    `Ya se nombró a ${number('es-ES', most)} personas, que es el máximo. Quita antes a alguien, por ejemplo \`/imagine managers remove @ana\`.`,
  removed: (person: string) => `${person} ya no es gestor, desde este momento.`,
  unknown: (person: string) => `${person} no había sido nombrado gestor, así que no ha cambiado nada.`,
  form: {
    button: 'Gestores…',
    title: 'Gestores',
    submit: 'Fijar',
    label: 'Gestores además de propietarios y admins',
    hint: 'Miembros de este espacio de trabajo, hasta 20. Fijan presupuestos, responden a quien pide más, leen el registro y cambian la política.',
    somebody: 'Alguien',
    conflict: (by: string) =>
      `${by} cambió quiénes son los gestores después de que abrieras este formulario, así que no se ha fijado nada. Así está ahora.`,
    noMembers: (people: string) =>
      `No se ha fijado: ${people} no pueden ser gestores. No pueden serlo los invitados, las personas de otros espacios de trabajo, las apps ni las cuentas desactivadas.`,
    done: 'Está fijado, desde este momento.',
    notOpened: 'Slack no me dejó abrir el formulario. Escríbelo, por ejemplo `/imagine managers add @ana`.',
  },
};
