import { letterEn } from './letter.ts';
import { managersEn } from './managers.ts';
import { warningsEn } from './warnings.ts';

/** What is said of the team's money, log and rules: a file for each subject. */
export const teamEn = {
  letter: letterEn,
  managers: managersEn,
  warnings: warningsEn,
};
