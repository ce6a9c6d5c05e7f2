import { notify } from './notices.ts';
import { place } from './place.ts';

type Sent = Record<string, unknown>;

export interface Acted {
  /** What the app answered, where Slack asked it. */
  status?: number;
  errors?: Record<string, string>;
  error?: string;
}

/** Does what the person has chosen to do; what comes of it is told by the stream. Never throws: trouble is shown. */
export async function act(name: string, sent: Sent = {}): Promise<Acted> {
  const { team, user } = place();
  const answer = await post(name, { team, user, ...sent });
  if (answer.error) notify('That did not work', answer.error, { isTrouble: true });
  else if (answer.status !== undefined && answer.status !== 200 && name !== 'command')
    notify('imagine did not answer', 'Slack shows a warning sign here. Try again.', { isTrouble: true });
  return answer;
}

async function post(name: string, sent: Sent): Promise<Acted> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    return await response.json();
  } catch {
    return { error: 'The local workspace does not answer. Is the demo still running?' };
  }
}
