import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import { answerDays } from '../approvals/answer-days.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { showAudit } from '../log/audit.ts';
import { exportLog } from '../log/export.ts';
import { showLog } from '../log/log.ts';
import { addManager, removeManager, showManagers } from '../policy/managers.ts';
import { changeBlockedWord, changeChannelRule, changeMost, pauseOrResume, showPolicy } from '../policy/policy.ts';
import { offerForget } from '../privacy/forget.ts';
import { changeRetention, showRetention } from '../privacy/retention.ts';
import { setFirstDay, setZone } from './budget-calendar.ts';
import { changeBudget } from './budget-change.ts';
import { topUp } from './budget-grant.ts';
import { capOwn, setLowWhenShort, setTag, setWarnAt } from './budget-rules.ts';

type Kind = TeamCommand['kind'];
type Answers = {
  readonly [K in Kind]?: (
    deps: ListenerDeps,
    by: Asker,
    asked: Extract<TeamCommand, { kind: K }>,
    copy: Copy,
  ) => Promise<Message>;
};

/** Who answers what is said about the team. */
const ANSWERS: Answers = {
  budget_set: changeBudget,
  answer_days: answerDays,
  audit: showAudit,
  log: showLog,
  export: exportLog,
  budget_top_up: topUp,
  budget_zone: setZone,
  budget_first_day: setFirstDay,
  budget_cap: capOwn,
  budget_warn: setWarnAt,
  budget_low: setLowWhenShort,
  budget_tag: setTag,
  managers: showManagers,
  managers_add: addManager,
  managers_remove: removeManager,
  retention: changeRetention,
  retention_show: showRetention,
  forget_me: offerForget,
  policy: showPolicy,
  policy_channel: changeChannelRule,
  policy_block: changeBlockedWord,
  policy_unblock: changeBlockedWord,
  policy_max: changeMost,
  pause: pauseOrResume,
  resume: pauseOrResume,
};

/** Everybody may say it; each answer asks Slack itself who may do it. */
export async function answerTeamCommand(
  deps: ListenerDeps,
  by: Asker,
  asked: TeamCommand,
  copy: Copy,
): Promise<Message> {
  const say = ANSWERS[asked.kind] as ((...args: unknown[]) => Promise<Message>) | undefined;
  return say ? await say(deps, by, asked, copy) : answer(copy.help.title);
}
