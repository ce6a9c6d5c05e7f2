import type { RefusalRule } from '../../core/refusal.ts';
import { number } from '../format.ts';

const locale = 'en-US';

/** Which rule it looks like, and what to change. */
type RuleWords = Readonly<Record<RefusalRule, { readonly why: string; readonly change: string }>>;

const rules: RuleWords = {
  minors: {
    why: 'Pixapi would not make this: it looks like it breaks the rule that protects minors.',
    change: 'Make it clear that everyone is an adult, or leave people out.',
  },
  self_harm: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on self-harm.',
    change: 'Leave out the act; show the feeling, or someone helping.',
  },
  sexual: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on sexual content.',
    change: 'Leave out nudity and anything suggestive; say what people wear and where they are.',
  },
  hate: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on hate and harassment.',
    change: 'Leave out insults, hate symbols and whoever they target.',
  },
  violence: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on violence.',
    change: 'Leave out blood, wounds and cruelty; show the moment before or after.',
  },
  private_information: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on private information.',
    change: 'Leave out real addresses, numbers and documents; make some up instead.',
  },
  real_people: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on real people.',
    change: 'Leave out the name and describe someone invented: their age, their clothes, what they do.',
  },
  copyright: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on protected characters, brands and artists’ styles.',
    change: 'Leave out the names and describe the look in your own words.',
  },
  illegal: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on crime and dangerous things.',
    change: 'Leave out drugs, weapons and how to commit a crime.',
  },
  other: {
    why: 'Pixapi would not make this, and didn’t say which of its rules it breaks.',
    change: 'Change the wording. The usual reasons are names of real people, brands, violence and nudity.',
  },
};

export const refusalsEn = {
  rules,
  /** What was refused, where more than the words was sent, or where it was the result. */
  parts: {
    prompt: 'The problem is the wording, not the picture you started from.',
    source: 'The problem is the picture you started from, not the wording.',
    input: 'The problem may be the wording or the picture you started from.',
    result: 'Your request was allowed; the picture that came of it was not.',
  },
  changeSource: 'Start from a different picture.',
  buttons: {
    editPrompt: 'Edit prompt',
    makeLow: (cost: number, quality: string) => `Make it ${quality} · ${number(locale, cost)}`,
    /** `cost` null: it can’t be said yet. */
    useNearest: (nearest: string, cost: number | null) =>
      `Use ${nearest}${cost === null ? '' : ` · ${number(locale, cost)}`}`,
  },
};
