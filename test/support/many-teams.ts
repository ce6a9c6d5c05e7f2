import { readConfig } from '../../src/config.ts';
import { pollDelay } from '../../src/core/making/await-image.ts';
import { run } from '../../src/run.ts';
import { createClient } from '../../src/slack/api/client.ts';
import { seedTeam } from '../local/slack/team.ts';

/** `web` or `worker` as they run, but for many teams: the environment has one token, and each team has its own. Waits are shortened by APP_WAIT_SCALE; APP_WATCH_MS: how often it looks for jobs. */
const { SLACK_API_URL } = readConfig();
const known = new Map(
  (process.env.APP_TEAMS ?? '').split(',').map((key) => {
    const { id, tokens, bot } = seedTeam(key, key);
    const client = createClient(tokens.bot, SLACK_API_URL);
    const installation = { teamId: id, enterpriseId: null, token: tokens.bot, client };
    return [id, { ...installation, botId: bot.botId, botUserId: bot.userId }];
  }),
);
const scale = Number(process.env.APP_WAIT_SCALE ?? 1);
await run([process.env.APP_ROLE === 'web' ? 'web' : 'worker'], {
  overrides: {
    waitScale: scale,
    ...(process.env.APP_WATCH_MS ? { watchMs: Number(process.env.APP_WATCH_MS) } : {}),
    pollDelay: (elapsedMs, figures) => pollDelay(elapsedMs, figures) * scale,
    installations: {
      warmUp: async () => undefined,
      async of(teamId) {
        const installation = known.get(teamId);
        if (!installation) throw new Error(`no team ${teamId}`);
        return installation;
      },
    },
  },
});
