import { inputComplaints } from '../slack/sender/input-rules.ts';
import type { LocalSlack } from '../slack/slack.ts';
import { fieldsOf } from '../slack/view-state.ts';
import type { Answer } from './acts.ts';

type Submission = Parameters<LocalSlack['submit']>[0];

/**
 * Submits a modal. `errors`, by block_id, are what stands under its inputs: Slack's own words where its client sends
 * nothing, or what the app answered.
 */
export async function submit(slack: LocalSlack, submission: Submission): Promise<Answer> {
  const { user, team, viewId, values = {} } = submission;
  const scene = { user, ...(team ? { team } : {}), viewId };
  slack.fill({ ...scene, values });
  const view = slack.modals(user, team).find(({ id }) => id === viewId);
  const complaints = view ? inputComplaints(view) : [];
  if (view && complaints.length > 0) {
    const blocks = new Map(fieldsOf(view.blocks).map(({ actionId, blockId }) => [actionId, blockId]));
    const said = complaints.map((complaint) => /^(.*?): (.*)$/.exec(complaint) ?? []);
    return { errors: Object.fromEntries(said.map(([, actionId = '', words = '']) => [blocks.get(actionId), words])) };
  }
  // what was filled in stays so: files must not be uploaded twice
  const { status, json } = await slack.submit(scene);
  const { errors = {} } = (json ?? {}) as { errors?: Record<string, string> };
  return { status, errors };
}
