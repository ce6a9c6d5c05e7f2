import type { teamEn } from '../../en/team/team.ts';
import { pagesPtBR } from '../install/pages.ts';
import { pixapiKeyPtBR } from '../install/pixapi-key.ts';
import { welcomePtBR } from '../install/welcome.ts';
import { approvalsPtBR } from './approvals.ts';
import { auditPtBR } from './audit.ts';
import { budgetFormsPtBR } from './budget-forms.ts';
import { budgetsPtBR } from './budgets.ts';
import { homePtBR } from './home.ts';
import { letterPtBR } from './letter.ts';
import { logPtBR } from './log.ts';
import { managersPtBR } from './managers.ts';
import { mistypedPtBR } from './mistyped.ts';
import { policyPtBR } from './policy.ts';
import { policyFormPtBR } from './policy-form.ts';
import { privacyPtBR } from './privacy.ts';
import { scopesPtBR } from './scopes.ts';
import { warningsPtBR } from './warnings.ts';

export const teamPtBR: typeof teamEn = {
  approvals: approvalsPtBR,
  home: homePtBR,
  budgets: budgetsPtBR,
  budgetForms: budgetFormsPtBR,
  install: { pages: pagesPtBR, welcome: welcomePtBR },
  letter: letterPtBR,
  audit: auditPtBR,
  log: logPtBR,
  managers: managersPtBR,
  mistyped: mistypedPtBR,
  pixapiKey: pixapiKeyPtBR,
  policy: policyPtBR,
  policyForm: policyFormPtBR,
  privacy: privacyPtBR,
  scopes: scopesPtBR,
  warnings: warningsPtBR,
};
