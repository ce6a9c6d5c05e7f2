/** Looks every few milliseconds until it is so, or every `lookMs`; fails, saying what it waited for, after `ms`. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: () => string = () => 'it',
  ms = 60_000,
  lookMs = 10,
): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
