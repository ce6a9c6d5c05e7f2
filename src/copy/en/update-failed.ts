/** When Slack refuses to delete or change a posted message. */
export const updateFailedEn = {
  channel: (channel: string) => `in ${channel}`,
  direct: 'in your direct messages with me',
  stands: (place: string) => `I couldn’t remove the message with the picture: it’s still ${place}.`,
  unchanged: (place: string) => `I couldn’t update the message with the picture ${place}: it still reads as before.`,
  unreachable:
    'I can’t reach that conversation anymore: it was archived, or I was removed from it; `/invite @Imagine` lets me back in.',
  refused: 'Slack wouldn’t let me.',
  deleteAgain:
    'Once that’s fixed, choose “Delete…” under the message again, or ask a workspace admin to delete it by hand.',
  changeAgain: 'Once that’s fixed, ask for the change again.',
};
