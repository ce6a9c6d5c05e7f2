type Query = (sql: string) => Promise<unknown>;

/** Lets a database's budgets live at another time from now on; null: at ours again. */
export async function setBudgetClock(query: Query, at: Date | null): Promise<void> {
  await query(
    `create or replace function budget_now() returns timestamptz language sql stable as $$
  select ${at === null ? 'now()' : `timestamptz '${at.toISOString()}'`}
$$;`,
  );
}
