/** What people read in the browser while they install the app. Plain text: nothing in it is markup. */
export const pagesEn = {
  again: 'Install Imagine',
  done: {
    title: (team: string) => `Imagine is in ${team}`,
    text: 'Type /imagine in any channel, and then what you want to see: /imagine a red fox reading a newspaper. You also have a message from Imagine in Slack.',
    open: 'Open Imagine in Slack',
  },
  doneOrg: {
    title: (organization: string) => `${organization} has Imagine`,
    text: 'One step is left: in Slack’s admin settings, under Installed apps, add it to the workspaces that should have it. It works in each of them from then on.',
  },
  start: {
    title: 'Install Imagine',
    text: 'Installing starts here, so that we can be sure it was you who started it.',
  },
  used: {
    title: 'This link has been used',
    text: 'A link to install Imagine works once. If Imagine isn’t in your Slack yet, start again.',
  },
  otherBrowser: {
    title: 'This is another browser',
    text: 'Installing has to end in the browser in which it started, and with cookies allowed. Start again here.',
  },
  expired: {
    title: 'This took more than ten minutes',
    text: 'For safety, installing has to end within ten minutes. Start again.',
  },
  denied: {
    title: 'Imagine was not installed',
    text: 'It was not allowed on Slack’s page, so nothing has changed. If your workspace wants an admin to approve apps, ask one, or send them this link.',
  },
  missing: {
    title: 'Some permissions are missing',
    text: (scopes: string) =>
      `Imagine can’t work without: ${scopes}. Nothing was installed. Start again, and allow all of them.`,
  },
  additional: {
    title: 'That would be too many permissions',
    text: (scopes: string) =>
      `Imagine takes no permission that it doesn’t need, and it doesn’t need: ${scopes}. Nothing was installed. Start again from here.`,
  },
  trouble: {
    title: 'Slack isn’t responding',
    text: 'Nothing was installed. Wait a minute, and start again.',
  },
  failed: {
    title: 'Something is wrong on our side',
    text: 'Nothing was installed. Whoever runs Imagine here finds the reason in its log.',
  },
  busy: {
    title: 'Too many people at once',
    text: 'Imagine can’t be installed right now. Wait a minute, and start again.',
  },
};
