import type { RefusalRule } from '../../core/refusal.ts';
import { number } from '../format.ts';

const locale = 'en-US';

/** Which rule it looks like, and what to change. */
type RuleWords = Readonly<Record<RefusalRule, { readonly why: string; readonly change: string }>>;

const rules: RuleWords = {
  minors: {
    why: 'Pixapi would not make this: it looks like it breaks the rule that protects minors.',
    change: 'Make everybody in it clearly adult, or leave people out.',
  },
  self_harm: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on self-harm.',
    change: 'Leave out the act and show the feeling, or the help.',
  },
  sexual: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on sexual content.',
    change: 'Leave out nudity and anything suggestive; say what people wear and where they are.',
  },
  hate: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on hate and harassment.',
    change: 'Leave out insults, symbols of hate, and whom they are aimed at.',
  },
  violence: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on violence.',
    change: 'Leave out blood, wounds and cruelty; show the moment before or after.',
  },
  private_information: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on private information.',
    change: 'Leave out real addresses, numbers and documents; invent them instead.',
  },
  real_people: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on real people.',
    change: 'Leave out the name and describe somebody invented: age, clothes, what they do.',
  },
  copyright: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on protected characters, brands and artists’ styles.',
    change: 'Leave out the names and describe the look in your own words.',
  },
  illegal: {
    why: 'Pixapi would not make this: it looks like it breaks the rule on crime and dangerous things.',
    change: 'Leave out drugs, weapons, and how a crime is done.',
  },
  other: {
    why: 'Pixapi would not make this and did not say which of its rules it breaks.',
    change: 'Change the wording: names of real people, brands, violence and nudity are the usual reasons.',
  },
};

export const refusalsEn = {
  rules,
  /** What was refused, where more than the words was sent, or where it was the result. */
  parts: {
    prompt: 'It is about the words, not about the picture to start from.',
    source: 'It is about the picture to start from, not about the words.',
    input: 'It may be about the words or about the picture to start from.',
    result: 'The order itself was let through; what was drawn was not.',
  },
  changeSource: 'Start from another picture.',
  buttons: {
    editPrompt: 'Edit prompt',
    makeLow: (cost: number) => `Make it low · ${number(locale, cost)}`,
    /** `cost` null: it can’t be said yet. */
    useNearest: (nearest: string, cost: number | null) =>
      `Use ${nearest}${cost === null ? '' : ` · ${number(locale, cost)}`}`,
  },
};
