/** What is said to who pressed or sent something that did not go its usual way. */
export const pressesEn = {
  /** Of what costs nothing. What the request itself costs is not known here, and not spoken of. */
  notDone: 'That did not work: our database does not answer. Nothing has changed; please try again in a minute.',
  notSureDone:
    'Our database stopped answering at that very moment, so I don’t know whether it is done. Doing it once more does no harm.',
  unchanged: 'Nothing has changed.',
  lateDone:
    'This takes longer than Slack waits. It is still being worked on and may be done in a moment; doing it once more does no harm.',
  /** Of a form. */
  lateSent:
    'This takes longer than Slack waits. Your request may still be taken: then you will see a picture being made. Sent once more from this form, it is still one request.',
  sentBefore: (prompt: string) =>
    `This form was sent before, and that was ordered: *${prompt}*. What stands here now has not been ordered; send it once more if you want it too.`,
  notOpened: 'Slack did not let me open this. Please press it once more.',
};
