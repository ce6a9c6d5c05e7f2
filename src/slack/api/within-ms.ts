/** What `work` comes to, or `late` after so many ms; the work itself goes on, and whoever began it minds its failure. */
export async function withinMs<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
