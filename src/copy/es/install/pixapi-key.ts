import type { pixapiKeyEn } from '../../en/install/pixapi-key.ts';

export const pixapiKeyEs: typeof pixapiKeyEn = {
  button: 'Clave de Pixapi…',
  title: 'Clave de Pixapi',
  submit: 'Probar y fijar',
  none: 'Las imágenes de este espacio de trabajo se pagan con la clave de quien administra esta app. Con una clave propia, las paga vuestra cuenta de Pixapi.',
  isSet: (person, date, ending) => `La fijó ${person} el ${date}; termina en …${ending}.`,
  remove: 'Quitar la clave',
  label: 'Clave nueva',
  hint: 'Antes se prueba con Pixapi, sin coste; se guarda cifrada y no vuelve a mostrarse.',
  noKey: 'Esto no parece una clave de Pixapi. Cópiala entera del panel de Pixapi.',
  refused: 'Pixapi no acepta esta clave: puede estar mal escrita o revocada. No se ha cambiado nada.',
  accountRefused:
    'Pixapi no atiende la cuenta de esta clave: está suspendida o aún no verificada. No se ha cambiado nada.',
  notAnswered:
    'Ahora mismo no se pudo probar esta clave con Pixapi, así que no se ha cambiado nada. Vuelve a intentarlo en un minuto.',
  notHere:
    'Aquí los espacios de trabajo no pueden tener clave propia: quien administra esta app no ha activado el cifrado.',
  done: 'La clave está fijada. Con ella se pagan las imágenes nuevas; las que están en marcha siguen con la anterior.',
  removed: 'La clave se ha quitado. Las imágenes nuevas se pagan con la clave de quien administra esta app.',
  wasNone: 'No había ninguna clave que quitar.',
  trouble: (why) =>
    `${why} Mientras no se arregle, este espacio de trabajo no recibe imágenes nuevas. Un gestor puede fijar otra clave, o quitarla, en Inicio, en «Clave de Pixapi…».`,
};
