/** Of a posted message that Slack does not let go, or change. */
export const updateFailedEn = {
  channel: (channel: string) => `in ${channel}`,
  direct: 'in your direct messages with me',
  stands: (place: string) => `I could not take the message with the picture away: it still stands ${place}.`,
  unchanged: (place: string) => `I could not change the message with the picture ${place}: it reads as before.`,
  unreachable:
    'I can’t get at that conversation any more: it is archived, or I was taken out of it; `/invite @Imagine` lets me in again.',
  refused: 'Slack did not let me.',
  deleteAgain: 'Choose “Delete…” under it once more when that is mended, or have a workspace admin delete it by hand.',
  changeAgain: 'Ask for the change once more when that is mended.',
};
