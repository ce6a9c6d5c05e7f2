import { readObject } from '../body.ts';
import { isOrgInstalled } from '../oauth/grants.ts';
import { post, showToOne } from '../posting.ts';
import { respond } from '../respond.ts';
import { mintResponseUrl, mintTrigger, type State } from '../state.ts';
import type { ChannelKind } from '../team.ts';
import { Refusal } from '../web-api/method.ts';
import { type Answered, type AppLink, postForm } from './app-link.ts';
import { spell } from './spelling.ts';
import { enter, type Scene } from './who-and-where.ts';

export interface CommandOptions extends Scene {
  /** Escaped as Slack does it; emoji and addresses get Slack's spelling. */
  text: string;
  command?: string;
}

/** Types a slash command and shows the person what came of it. */
export async function sendCommand(state: State, link: AppLink, options: CommandOptions): Promise<Answered> {
  const { team, person, channel } = enter(state, options);
  if (person.isStranger) throw new Error(`${person.key} is here by Slack Connect and has no slash commands`);
  const { command = '/imagine' } = options;
  const text = spell(options.text);
  const triggerId = mintTrigger(state, team, person.id, { channel: channel.id });
  const target = { team: team.id, channel: channel.id, user: person.id, origin: { kind: 'command' as const } };
  const responseUrl = mintResponseUrl(state, target);
  const { failure, ...answer } = await postForm(link, {
    token: 'sim-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: shownName(channel.kind, channel.name),
    user_id: person.id,
    user_name: person.key,
    command,
    text,
    api_app_id: team.appId,
    ...(team.enterprise === null ? {} : { enterprise_id: team.enterprise, enterprise_name: team.enterprise }),
    is_enterprise_install: String(isOrgInstalled(state, team)),
    response_url: responseUrl,
    trigger_id: triggerId,
  });
  const tellPerson = (words: string) => {
    showToOne(state, team, channel, { user: person.id, text: words, via: 'slack' });
  };
  if (answer.status === 200) {
    const payload = readObject(answer.body) ?? (answer.body.trim() ? { text: answer.body } : undefined);
    if (payload?.response_type === 'in_channel')
      post(state, team, channel, { user: person.id, text: `${command} ${text}`.trim() });
    if (payload) showAnswer(payload);
  } else {
    tellPerson(
      `${command} failed with the error "${failure === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed'}"`,
    );
  }
  return { ...answer, triggerId, responseUrl };

  function showAnswer(payload: Record<string, unknown>): void {
    try {
      respond(state, { ...target, createdAt: state.clock.now(), uses: 0 }, payload, 'command');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tellPerson(`${command} failed with the error "${error.error}"`);
    }
  }
}

function shownName(kind: ChannelKind, name: string): string {
  if (kind === 'im') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}
