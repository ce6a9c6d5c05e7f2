import { number } from '../../format.ts';

/** Who looks after the workspace's credits. */
export const managersEn = {
  title: '*Managers of this workspace*',
  admins: (names: string) =>
    names === '' ? 'Its owners and admins, always.' : `Its owners and admins, always: ${names}.`,
  named: (names: string) => `Named beside them: ${names}.`,
  namedBy: (person: string, by: string) => `${person} (by ${by})`,
  nobodyNamed: 'Nobody else has been named.',
  howTo: 'Owners and admins can change this: `/imagine managers add @ana`, `/imagine managers remove @ana`.',
  onlyAdmins:
    'Only owners and admins of this workspace can say who its managers are. A manager can step down with `/imagine managers remove` and their own name.',
  added: (person: string) =>
    `${person} is now a manager: they can set budgets, answer who asks for more, read the log and change the policy.`,
  known: (person: string) => `${person} is a manager already.`,
  isAdmin: (person: string) =>
    `${person} is an owner or admin of this workspace, and those are its managers as long as Slack says so.`,
  noMember: (person: string) =>
    `${person} can’t be a manager: guests, people of other workspaces, apps and deactivated accounts can’t.`,
  tooMany: (most: number) =>
    `${number('en-US', most)} people have been named, which is the limit. Remove one first, for example \`/imagine managers remove @ana\`.`,
  removed: (person: string) => `${person} is no longer a manager, from this moment on.`,
  unknown: (person: string) => `${person} hadn’t been named a manager, so nothing has changed.`,
  /** The form in Home. */
  form: {
    button: 'Managers…',
    title: 'Managers',
    submit: 'Set',
    label: 'Managers beside owners and admins',
    hint: 'Full members of this workspace, up to 20. They set budgets, answer who asks for more, read the log and change the policy.',
    somebody: 'Somebody',
    conflict: (by: string) =>
      `${by} changed who the managers are since you opened this form, so nothing was set. This is how it stands now.`,
    noMembers: (people: string) =>
      `Not set: ${people} can’t be managers. Guests, people of other workspaces, apps and deactivated accounts can’t.`,
    done: 'It is set, from this moment on.',
    notOpened: 'Slack wouldn’t let me open the form. Type it instead, for example `/imagine managers add @ana`.',
  },
};
