import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { respond } from '../api/response-url.ts';
import { openView } from '../api/views.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { copyAt } from '../kit/copy-of.ts';
import { answer } from '../kit/message.ts';
import type { Actor, Passage } from './turnstile.ts';

type Ack = (answer?: object) => Promise<void>;

/** What Slack says of who did something with the app, and how they can be answered. */
const did = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  type: z.string(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  view: z
    .object({
      app_installed_team_id: z.string().optional(),
      type: z.string().optional(),
      title: z.object({ text: z.string() }).nullish(),
      blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).optional(),
    })
    .nullish(),
});
const commanded = z.object({ command: z.string(), team_id: z.string(), user_id: z.string() });
const opened = z.object({
  event_id: z.string(),
  team_id: z.string(),
  event: z.object({ type: z.literal('app_home_opened'), user: z.string() }),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
});
/** Whoever closes a form wants nothing of us. */
const FREE = ['view_closed', 'block_suggestion'];

/**
 * Lets commands, presses, forms, shortcuts and looks at Home through the turnstile, before anything is asked of the
 * database. Who is not let through hears why, once a minute; a form that was sent stays open and says so each time. What is
 * said in channels passes: only `onTalk` knows whether it is meant for us, and counts it there.
 */
export function limited(deps: ListenerDeps): Middleware<AnyMiddlewareArgs> {
  return async ({ body, ack, next }) => {
    const reply = ack as Ack | undefined;
    const command = commanded.safeParse(body).data;
    if (command) {
      const by = { teamId: command.team_id, userId: command.user_id };
      const passage = deps.turnstile.pass(by);
      if (passage === 'go') return await next();
      if (!passage.isNews) return await reply?.();
      return await reply?.({
        response_type: 'ephemeral',
        ...answer(tooManyWords(passage, await wordsOf(deps, by))),
      });
    }
    const home = opened.safeParse(body).data;
    if (home) {
      const by = { teamId: home.authorizations?.[0]?.team_id ?? home.team_id, userId: home.event.user };
      return deps.turnstile.pass(by, `event:${home.event_id}`) === 'go' ? await next() : await reply?.();
    }
    const act = did.safeParse(body).data;
    if (!act || FREE.includes(act.type)) return await next();
    const by = {
      teamId: act.view?.app_installed_team_id ?? act.team?.id ?? act.user.team_id ?? '',
      userId: act.user.id,
    };
    const passage = deps.turnstile.pass(by);
    if (passage === 'go') return await next();
    if (act.type === 'view_submission') return await reply?.(complaint(act, passage, await wordsOf(deps, by)));
    await reply?.();
    if (passage.isNews)
      await tell(deps, by, act, passage).catch((error) => deps.log.failure(toFailure(error), { at: 'gate' }));
  };
}

/** Why nobody is let through now, and what to do. */
export function tooManyWords({ tooMany }: Exclude<Passage, 'go'>, { failures, charge, notices }: Copy): string {
  const { why, next } = failures.too_many_requests;
  return [tooMany === 'person' ? why : notices.rush, charge.nothing, next].join(' ');
}

async function wordsOf(deps: ListenerDeps, { teamId, userId }: Actor): Promise<Copy> {
  return await copyAt(deps, deps.installations.of(teamId), userId);
}

/** The form stays, with all that was typed. */
function complaint({ view }: z.output<typeof did>, passage: Exclude<Passage, 'go'>, copy: Copy): object {
  const words = tooManyWords(passage, copy);
  const field = view?.blocks?.find(({ type }) => type === 'input')?.block_id;
  if (field) return { response_action: 'errors', errors: { [field]: words } };
  return { response_action: 'update', view: noticeModal(view?.title?.text ?? '/imagine', words, copy) };
}

/** Where it was pressed; over Home in a modal. A form in which something was chosen keeps what it shows. */
async function tell(
  deps: ListenerDeps,
  by: Actor,
  act: z.output<typeof did>,
  passage: Exclude<Passage, 'go'>,
): Promise<void> {
  const copy = await wordsOf(deps, by);
  const words = tooManyWords(passage, copy);
  if (act.response_url) return await respond(act.response_url, deps.apiUrl, answer(words));
  if (!act.trigger_id || act.view?.type === 'modal') return;
  await openView(await deps.installations.of(by.teamId), act.trigger_id, noticeModal('/imagine', words, copy));
}
