/** What is said after all was wrapped anew; `use`: how many data keys each key still wraps. */
export function sayUse(
  ring: { readonly ids: readonly string[] },
  wrapped: number,
  use: ReadonlyMap<string, number>,
): { readonly lines: readonly string[]; readonly isWell: boolean } {
  const [newest = '', ...older] = ring.ids;
  const left = [...use].filter(([id]) => id !== newest);
  const idle = older.filter((id) => !use.has(id));
  return {
    isWell: left.length === 0,
    lines: [
      `${wrapped} wrapped anew by "${newest}", which wraps ${use.get(newest) ?? 0} now.`,
      ...left.map(([id, count]) =>
        ring.ids.includes(id)
          ? `${count} by "${id}" could not be opened with it: the key is another one of that name, or the rows were changed.`
          : `${count} need "${id}", which ENCRYPTION_KEYS does not have: put it back, or have the app installed again there.`,
      ),
      ...idle.map(
        (id) =>
          `"${id}" wraps nothing any more: take it out of ENCRYPTION_KEYS when every process has the new list. Backups made before now still need it.`,
      ),
    ],
  };
}
