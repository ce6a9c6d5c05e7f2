/** A workspace's own key for Pixapi: the form in Home. */
export const pixapiKeyEn = {
  button: 'Pixapi key…',
  title: 'Pixapi key',
  submit: 'Check and set',
  none: 'Pictures of this workspace are paid for with the key of whoever runs this app. With a key of your own, your Pixapi account pays for them.',
  isSet: (person: string, date: string, ending: string) => `Set by ${person} on ${date}, ends in …${ending}.`,
  remove: 'Remove key',
  label: 'New key',
  hint: 'It is checked with Pixapi first, at no cost, kept encrypted and never shown again.',
  noKey: 'This doesn’t look like a Pixapi key. Copy it whole from your Pixapi dashboard.',
  refused: 'Pixapi doesn’t accept this key: it may be mistyped or revoked. Nothing was changed.',
  accountRefused:
    'Pixapi won’t serve the account that this key belongs to: it is suspended or not verified yet. Nothing was changed.',
  notAnswered: 'Pixapi couldn’t be asked about this key just now, so nothing was changed. Try again in a minute.',
  notHere: 'Workspaces can’t have keys of their own here: whoever runs this app has not turned on encryption.',
  done: 'The key is set. New pictures are paid for with it from now on; those in the making stay with the one before.',
  removed: 'The key is removed. New pictures are paid for with the key of whoever runs this app.',
  wasNone: 'There was no key to remove.',
  /** `why`: the sentence of the failure. */
  trouble: (why: string) =>
    `${why} Until that is mended, this workspace gets no new pictures. A manager can set another key, or remove it, in Home under “Pixapi key…”.`,
};
