import type { teamEn } from '../../en/team/team.ts';
import { letterEs } from './letter.ts';
import { warningsEs } from './warnings.ts';

export const teamEs: typeof teamEn = {
  letter: letterEs,
  warnings: warningsEs,
};
