import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { button } from '../kit/button.ts';
import { OPEN_AUDIT } from '../log/audit-answer.ts';
import { EXPORT_ALL } from '../log/export.ts';
import { SET_PIXAPI_KEY } from '../policy/key-modal.ts';
import { SET_MANAGERS } from '../policy/managers-modal.ts';
import { SET_POLICY } from '../policy/policy-modal.ts';
import { ERASE_ALL } from '../privacy/erase-all.ts';
import { FORGET_ME } from '../privacy/forget.ts';
import { LEGAL_HOLD } from '../privacy/hold.ts';
import { RETENTION } from '../privacy/retention.ts';

export const NEW_IMAGE = 'new_image';
export const SET_BUDGET = 'set_budget';
export const OPEN_BUDGETS = 'open_budgets';

/** A button of Home. Whoever may press it is asked again when it is pressed: that it stands there permits nothing. */
export interface HomeButton {
  /** The action_id; its listener stands in slack/team/listeners.ts. */
  readonly id: string;
  readonly label: (copy: Copy) => string;
}

/** What managers find in Home, a line each, in this order. A new form of the console adds its line here. */
export const MANAGER_BUTTONS: readonly HomeButton[] = [
  { id: SET_BUDGET, label: ({ budgetForm }) => budgetForm.button },
  { id: OPEN_BUDGETS, label: ({ team }) => team.budgetForms.button },
  { id: SET_POLICY, label: ({ team }) => team.policyForm.button },
  { id: SET_MANAGERS, label: ({ team }) => team.managers.form.button },
  { id: OPEN_AUDIT, label: ({ team }) => `${team.audit.name}…` },
  { id: RETENTION, label: ({ team }) => team.privacy.retention.button },
  { id: LEGAL_HOLD, label: ({ team }) => team.privacy.hold.button },
  { id: EXPORT_ALL, label: ({ team }) => team.log.export.all.button },
  { id: ERASE_ALL, label: ({ team }) => team.privacy.erase.button },
];

/** Beside them where workspaces may have keys of their own. */
export const KEY_BUTTON: HomeButton = { id: SET_PIXAPI_KEY, label: ({ team }) => team.pixapiKey.button };

/** What everybody of the workspace finds there, managers too. */
export const MEMBER_BUTTONS: readonly HomeButton[] = [
  { id: FORGET_ME, label: ({ team }) => team.privacy.forget.button },
];

/** Of what Slack takes in one row (25), as many as a phone shows without a long column. */
const IN_A_ROW = 5;

/** The buttons in rows; none where there are none. */
export function buttonRows(buttons: readonly HomeButton[], copy: Copy): types.ActionsBlock[] {
  const rows = Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) =>
    buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  );
  return rows.map((row) => ({
    type: 'actions',
    elements: row.map(({ id, label }) => button(id, label(copy), 'home')),
  }));
}
