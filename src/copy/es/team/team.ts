import type { teamEn } from '../../en/team/team.ts';
import { pagesEs } from '../install/pages.ts';
import { pixapiKeyEs } from '../install/pixapi-key.ts';
import { welcomeEs } from '../install/welcome.ts';
import { approvalsEs } from './approvals.ts';
import { auditEs } from './audit.ts';
import { budgetFormsEs } from './budget-forms.ts';
import { budgetsEs } from './budgets.ts';
import { homeEs } from './home.ts';
import { letterEs } from './letter.ts';
import { logEs } from './log.ts';
import { managersEs } from './managers.ts';
import { mistypedEs } from './mistyped.ts';
import { policyEs } from './policy.ts';
import { policyFormEs } from './policy-form.ts';
import { privacyEs } from './privacy.ts';
import { scopesEs } from './scopes.ts';
import { warningsEs } from './warnings.ts';

export const teamEs: typeof teamEn = {
  approvals: approvalsEs,
  home: homeEs,
  budgets: budgetsEs,
  budgetForms: budgetFormsEs,
  install: { pages: pagesEs, welcome: welcomeEs },
  letter: letterEs,
  audit: auditEs,
  log: logEs,
  managers: managersEs,
  mistyped: mistypedEs,
  pixapiKey: pixapiKeyEs,
  policy: policyEs,
  policyForm: policyFormEs,
  privacy: privacyEs,
  scopes: scopesEs,
  warnings: warningsEs,
};
