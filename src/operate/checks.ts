import type { Check } from './check.ts';
import { database, disk } from './database-checks.ts';
import { encryptionKeys } from './keys/check.ts';
import { installPage, oauthClient } from './oauth-checks.ts';
import { asyncEndpoint, pictureHosts, pixapiKey } from './pixapi-checks.ts';
import { models, variables } from './settings-checks.ts';
import { appToken, botToken, clock, previousSecret, signingSecret } from './slack-checks.ts';

/** All that `npm run doctor` looks at. */
export const CHECKS: readonly Check[] = [
  ...[variables, botToken, oauthClient, installPage, appToken, signingSecret, previousSecret, clock],
  ...[pixapiKey, asyncEndpoint, pictureHosts, models, database, encryptionKeys, disk],
];
