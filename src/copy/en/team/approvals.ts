import { counted, number, ordinal } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

/** Asking the managers for more than a budget has left, and their answers. */
export const approvalsEn = {
  buttons: { ask: 'Ask for more', once: 'Allow once', until: 'Allow N credits until …', no: 'No' },
  /** What stands in the managers' direct messages. */
  card: {
    asks: (person: string, place: string, cost: number) => `${person} asks for *${credits(cost)}*, in ${place}.`,
    again: (person: string, place: string, cost: number) =>
      `${person} asks once more, in ${place}: there wasn’t enough room for what was allowed. It costs *${credits(cost)}*.`,
    dearer: (person: string, place: string, cost: number, before: number) =>
      `${person} asks once more, in ${place}: what was allowed for ${credits(before)} costs *${credits(cost)}* now.`,
    direct: 'their direct messages with me',
    private: 'The prompt is private.',
    left: (whose: string, left: number, budget: number, until: string) =>
      `Left ${whose}: ${number(locale, left)} of ${credits(budget)}, until ${until}`,
    earlier: (asked: number, allowed: number, refused: number) =>
      asked === 0
        ? 'Didn’t ask in the last 90 days.'
        : `Asked ${number(locale, asked)} ${asked === 1 ? 'time' : 'times'} in the last 90 days: ${number(locale, allowed)} allowed, ${number(locale, refused)} refused.`,
    runsOut: (when: string) => `If nobody answers, it runs out: ${when}.`,
  },
  whose: {
    team: 'for the workspace',
    channel: (channel: string) => `for ${channel}`,
    person: (person: string) => `for ${person}`,
    group: 'for the group',
  },
  /** How a question ended, for all who read it. */
  ended: {
    once: (by: string) => `${by} allowed this once.`,
    until: (by: string, n: number, when: string) => `${by} allowed ${credits(n)} until ${when}.`,
    refused: (by: string) => `${by} said no.`,
    reason: (reason: string) => `Reason: ${reason}`,
    ranOut: 'Nobody answered in time, so this ran out.',
    unreachable: 'I couldn’t write to anybody who may answer this.',
  },
  /** For who asked. */
  asker: {
    asked: (cost: number, place: string) => `You asked for *${credits(cost)}*, in ${place}.`,
    may: (people: string) => `Who may answer: ${people}`,
    asking: (cost: number) =>
      `I’m asking for ${credits(cost)} for you. Once somebody allows it, your picture starts by itself. You’ll hear from me either way.`,
    open: (when: string) => `You asked for more already: ${when}.`,
    waits: 'That question has to be answered first.',
    fits: (cost: number) => `There’s room for it again: it costs ${credits(cost)}. Nothing has been ordered yet.`,
    own: 'This limit is your own: you can raise it with `/imagine budget cap`.',
    started: 'It starts now, where you asked for it.',
    askedAgain: 'It needs more than was allowed by now, so I’m asking once more.',
    nothing: 'It can’t be made anymore.',
    askAgain: 'You can ask again.',
    raise: 'They can raise the budget with `/imagine budget set`.',
  },
  /** For who answers too late, or may not. */
  late: 'This has been answered already.',
  onlyManagers: (people: string) => `Only these people may answer this: ${people}`,
  nobody: 'only workspace owners and admins, and the managers they have named',
  allow: {
    title: 'Allow credits',
    submit: 'Allow',
    credits: 'Credits',
    hint: (least: number, most: number) =>
      `From ${number(locale, least)} to ${number(locale, most)}. Nobody but the person who asks can use them, and only where the budget is short. What is left ends with that day.`,
    until: 'Until',
    days: {
      today: 'the end of today',
      tomorrow: 'tomorrow',
      week: 'in a week',
      month: 'in 30 days',
      quarter: 'in 90 days',
    },
    unreadable: (least: number, most: number) =>
      `Enter a whole number from ${number(locale, least)} to ${number(locale, most)}.`,
  },
  refuse: {
    title: 'Say no',
    submit: 'Say no',
    reason: 'Reason',
    hint: 'The person who asks and the other managers can read it. You can leave it empty.',
    placeholder: 'Let’s use drafts until Friday',
  },
  days: {
    waits: (n: number) =>
      `Questions for more credits wait ${n === 1 ? 'until 6 p.m. on the next working day' : `until 6 p.m. on the ${ordinal(locale, n, { one: 'st', two: 'nd', few: 'rd', other: 'th' })} working day after they were asked`}; then they run out.`,
    howTo: 'Managers change it with `/imagine approvals 2 days`.',
    unreadable: (most: number) => `Say a whole number of working days from 1 to ${number(locale, most)}.`,
  },
};
