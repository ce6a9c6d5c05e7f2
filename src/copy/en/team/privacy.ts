import { counted, number } from '../../format.ts';

const days = (n: number) => counted('en-US', n, { one: 'day', other: 'days' });
const files = (n: number) => counted('en-US', n, { one: 'file', other: 'files' });

/** What is kept, for how long, and how it is erased. */
export const privacyEn = {
  erasedOn: (day: string) => `erased on ${day}`,
  message: (day: string) => `This request was erased on ${day}, with its pictures.`,
  gone: (day: string) =>
    `That was erased on ${day}, so nothing can be made from it anymore. What it cost stays in the figures.`,
  somebody: 'somebody who was erased',
  /** In a Home, until it is opened again. */
  emptied: {
    own: 'Everything you asked me for until now was erased.',
    others: 'Some of what stood here was erased. Open this tab again to see the rest.',
  },
  held: 'This workspace has to keep its records for now (a legal hold), so nothing of them can be deleted or erased.',
  onlyManagers: 'Only managers of this workspace can do that.',
  retention: {
    title: '*What is kept, and for how long*',
    after: (n: number) =>
      `Prompts and pictures are erased ${days(n)} after they were asked for, also in threads that somebody still edits. Figures stay: who spent what, when and where.`,
    never: 'Prompts and pictures are kept until somebody erases them.',
    notBefore: (day: string) => `Nothing is erased by age before ${day}.`,
    untold: 'Nothing has been erased by age yet. Managers are told a week before it begins.',
    holds: (names: string) => `Under a legal hold, so kept whatever else is set: ${names}.`,
    everybody: 'everybody',
    erasing: (n: number) => `${counted('en-US', n, { one: 'erasure is', other: 'erasures are' })} under way.`,
    filesLeft: (n: number) => `Slack hasn’t deleted ${files(n)} yet. I keep asking.`,
    howTo:
      'Managers can change this: `/imagine retention 90 days`, `/imagine retention off`. Anybody can say `/imagine forget me`.',
    unchanged: 'That is how it was already.',
    unreadable: (most: number) =>
      `Please give whole days from 1 to ${number('en-US', most)}, or \`off\`. Nothing has changed.`,
    announced: (n: number, day: string) =>
      `From ${day} on, I erase prompts and pictures ${days(n)} after they were asked for, here and in Slack, also in threads that somebody still edits. Figures stay: who spent what, when and where. To keep them longer, or for good: \`/imagine retention 365 days\`, \`/imagine retention off\`.`,
    button: 'Retention…',
    formTitle: 'Retention',
    label: 'Days until prompts and pictures are erased',
    hint: (most: number) => `From 1 to ${number('en-US', most)}. Leave it empty to keep them.`,
    submit: 'Save',
  },
  forget: {
    button: 'Forget me…',
    title: 'Forget me',
    text: 'This erases every prompt and picture you asked for until now, from here and from Slack, with whatever repeats your words or shows your pictures again. What is being made is canceled. Your messages with me say that they were erased. In the figures, the log and the audit log, nobody can tell anymore that it was you. *This can’t be undone.*',
    decided: 'What managers decided about you, such as a budget of your own, stays until they take it back.',
    counted: (day: string) =>
      `Because a limit counts what you spend, your name stays with the credits of this period until ${day}. Prompts and pictures go now.`,
    press: 'Anybody can be forgotten. I’ll ask you once more.',
    submit: 'Forget me',
    asked: 'I’m forgetting you. It takes some minutes; what is still being made ends first.',
    already: 'I’m already forgetting you. It takes some minutes; what is still being made ends first.',
  },
  hold: {
    button: 'Legal hold…',
    title: 'Legal hold',
    text: 'While a hold is set, nothing of the person is erased: not by age, not with Delete, not when they ask to be forgotten.',
    who: 'Person',
    whoHint: 'Leave it empty for the whole workspace.',
    what: 'What should happen',
    set: 'Keep everything',
    lift: 'End the hold',
    reason: 'Reason',
    submit: 'Save',
    isSet: (who: string) => `Everything of ${who} is kept from now on.`,
    wasSet: (who: string) => `Everything of ${who} is being kept already.`,
    isLifted: (who: string) => `The hold on ${who} has ended.`,
    wasNone: (who: string) => `There is no hold on ${who}.`,
  },
  erase: {
    button: 'Erase everything…',
    title: 'Erase everything',
    text: 'This erases every prompt and picture of this workspace until now, from here and from Slack, and makes everybody anonymous in figures, log and audit log. Sums and settings stay. It is written down that you did this. *This can’t be undone.* If you want a copy, export it first: `/imagine export all`.',
    label: (word: string) => `Type ${word} to confirm`,
    word: 'ERASE EVERYTHING',
    mistyped: (word: string) => `Type ${word}, exactly so. Nothing has been erased.`,
    submit: 'Erase everything',
    onlyAdmins: 'Only owners and admins of this workspace can erase everything.',
    asked:
      'I’m erasing everything. It takes some minutes or, where there is much, hours; what is still being made ends first.',
    already: 'I’m already erasing everything.',
  },
  read: {
    button: 'Read…',
    choose: 'Read a private prompt…',
    title: 'Private prompt',
    text: 'This prompt is private. Reading it is written to the audit log with your reason, and its author is told that you read it.',
    label: 'Why do you need to read it?',
    missing: 'Please say why.',
    submit: 'Read it',
    by: (person: string) => `A private prompt of ${person}:`,
    told: (reader: string, when: string) =>
      `${reader}, a manager of this workspace, read a private prompt of yours, from ${when}. The reason is in the audit log.`,
  },
};
