import { pagesEn } from '../install/pages.ts';
import { pixapiKeyEn } from '../install/pixapi-key.ts';
import { welcomeEn } from '../install/welcome.ts';
import { approvalsEn } from './approvals.ts';
import { auditEn } from './audit.ts';
import { budgetFormsEn } from './budget-forms.ts';
import { budgetsEn } from './budgets.ts';
import { homeEn } from './home.ts';
import { letterEn } from './letter.ts';
import { logEn } from './log.ts';
import { managersEn } from './managers.ts';
import { mistypedEn } from './mistyped.ts';
import { policyEn } from './policy.ts';
import { policyFormEn } from './policy-form.ts';
import { privacyEn } from './privacy.ts';
import { scopesEn } from './scopes.ts';
import { warningsEn } from './warnings.ts';

/** What is said of the team's money, log and rules: a file for each subject. */
export const teamEn = {
  approvals: approvalsEn,
  home: homeEn,
  budgets: budgetsEn,
  budgetForms: budgetFormsEn,
  install: { pages: pagesEn, welcome: welcomeEn },
  letter: letterEn,
  audit: auditEn,
  log: logEn,
  managers: managersEn,
  mistyped: mistypedEn,
  pixapiKey: pixapiKeyEn,
  policy: policyEn,
  policyForm: policyFormEn,
  privacy: privacyEn,
  scopes: scopesEn,
  warnings: warningsEn,
};
