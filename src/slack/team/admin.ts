import type { Person } from '../api/people.ts';
import type { By, ListenerDeps } from '../deps.ts';

/** The person, where Slack says that they are an owner or admin of this workspace (at most minutes ago); null: anybody else. */
export async function findAdmin(
  { installations, people }: ListenerDeps,
  { teamId, userId }: By,
): Promise<Person | null> {
  const person = await people.find(await installations.of(teamId), userId);
  return person.isAdmin ? person : null;
}
