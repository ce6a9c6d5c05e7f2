import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { migrate } from '../../src/migrate.ts';
import { createDatabase, dropDatabase } from './database.ts';
import { TEMPLATE } from './global-setup.ts';

export interface Database {
  readonly url: string;
  /** It is empty again, and nobody here uses it any more. */
  giveBack(): Promise<void>;
}

/** Migrated and empty, each in use once at a time in this process: emptying one is far cheaper than copying the template. */
const idle: Database[] = [];

/** An empty database of our tables on the run's server. The run drops it with the others at its end. */
export async function borrowDatabase(): Promise<Database> {
  const waiting = idle.pop();
  if (waiting) return waiting;
  const server = inject('postgresUrl');
  const database: Database = {
    url: await createDatabase(server, `${inject('databases')}_${randomUUID().replaceAll('-', '')}`, TEMPLATE),
    giveBack: async () => void idle.push(database),
  };
  return database;
}

/** The same on another server, copied from nothing and dropped in the end. */
export async function ownDatabase(server: string): Promise<Database> {
  const name = `imagine_${randomUUID().replaceAll('-', '')}`;
  const url = await createDatabase(server, name);
  await migrate(url);
  return { url, giveBack: () => dropDatabase(server, name) };
}

/** Everything that teams did and every job. The app itself may empty neither ledger nor audit: that takes the owner, who lifts their guards for a moment. */
export const EMPTY = `begin; set local session_replication_role = replica;
  delete from ledger_entries; delete from audit_entries; delete from budget_months; delete from budget_days; delete from budgets;
  delete from grant_uses; delete from grants; delete from budget_alerts; delete from spend_days; delete from charts;
  delete from legal_holds; delete from erasures; delete from erased_files; delete from erased_messages; delete from prompt_readings;
  delete from approval_cards; delete from approvals;
  delete from pictures; delete from source_files; delete from generations; delete from notices;
  delete from request_keys; delete from tellings; delete from retired_models; delete from model_shutdowns;
  delete from model_readings; delete from managers; delete from exports; delete from policies; delete from channel_rules;
  delete from pixapi_keys; delete from seen_requests; delete from install_states; delete from welcomes; delete from installations; delete from enterprise_installations; delete from team_enterprises;
  delete from manager_notes; delete from spend_spikes; delete from channel_tags; delete from letters; delete from teams; delete from pgboss.job; commit`;
