/**
 * A moment as Slack shows it, in the clock and the language of whoever reads: `Dec 1, 2026, 2:00 AM`. What
 * shows no blocks reads it in `timeZone`, in the language of the words around it.
 */
export function readersDate(at: Date, locale: string, timeZone = 'UTC'): string {
  const words = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  }).format(at);
  return `<!date^${Math.floor(at.getTime() / 1_000)}^{date_short}, {time}|${words}>`;
}
