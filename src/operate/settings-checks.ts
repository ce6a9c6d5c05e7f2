import { readConfig } from '../config.ts';
import { createOffers } from '../core/pricing/offer.ts';
import { type Check, ok, warning, wrong } from './check.ts';

/** Each variable has a form that can be used. */
export const variables: Check = {
  name: 'variables',
  async run(env) {
    try {
      readConfig({ ...env, DATABASE_URL: env.DATABASE_URL ?? 'postgres://own' });
      return ok('every one can be read');
    } catch (error) {
      const [, ...complaints] = String(error instanceof Error ? error.message : error).split('\n');
      return wrong(complaints.map((line) => line.trim()).join('; '), '.env.example explains each name');
    }
  },
};

const SOON_DAYS = 30;

/** What ends soon. */
export const models: Check = {
  name: 'models',
  async run(env) {
    const config = (() => {
      try {
        return readConfig({ ...env, DATABASE_URL: 'postgres://own' });
      } catch {
        return null;
      }
    })();
    if (!config) return null;
    const { endings } = createOffers(config.models, config.DEFAULT_MODEL ?? null).today();
    const soon = endings.filter(({ daysLeft }) => daysLeft <= SOON_DAYS);
    if (soon.length === 0) return ok('none ends within 30 days');
    const said = soon.map(
      ({ model, daysLeft, on }) => `${model} ends ${daysLeft <= 0 ? `(${on})` : `in ${daysLeft} days (${on})`}`,
    );
    return warning(said.join('; '), 'docs/models.md says what follows');
  },
};
