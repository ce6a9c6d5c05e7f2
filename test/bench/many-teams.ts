import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createClient } from '../../src/slack/client.ts';
import { seedTeam } from '../sandbox/slack/team.ts';

/** `web` or `worker` as they run, but for many teams: the environment has one token, and each team has its own. */
const config = readConfig();
const known = new Map(
  (process.env.BENCH_TEAMS ?? '').split(',').map((key) => {
    const { id, tokens, bot } = seedTeam(key, key);
    const client = createClient(tokens.bot, config.SLACK_API_URL);
    const installation = { teamId: id, enterpriseId: null, token: tokens.bot, client };
    return [id, { ...installation, botId: bot.botId, botUserId: bot.userId }];
  }),
);
const app = await compose(config, [process.env.BENCH_ROLE === 'web' ? 'web' : 'worker'], {
  installations: {
    warmUp: async () => undefined,
    async of(teamId) {
      const installation = known.get(teamId);
      if (!installation) throw new Error(`no team ${teamId}`);
      return installation;
    },
  },
});
app.logger.info({ port: app.port }, 'ready');
