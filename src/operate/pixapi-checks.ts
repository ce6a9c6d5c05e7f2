import { lookup } from 'node:dns/promises';
import { ask } from './ask.ts';
import { type Check, type Env, ok, warning, wrong } from './check.ts';

const DEFAULT_BASE = 'https://api.pixapi.ai';
const DEFAULT_HOSTS = 'pixapi.ai,r2.cloudflarestorage.com';

const at = (env: Env, path: string) => new URL(path, env.PIXAPI_BASE_URL ?? DEFAULT_BASE).href;
const authorized = (env: Env) => ({ authorization: `Bearer ${env.PIXAPI_KEY}` });

/** The key is known to Pixapi; asked for nothing that costs. */
export const pixapiKey: Check = {
  name: 'PIXAPI_KEY',
  async run(env) {
    if (!env.PIXAPI_KEY) return wrong('is not set', 'copy it from your account at pixapi.ai');
    if (!env.PIXAPI_KEY.startsWith('sk_')) return wrong('is no key of Pixapi', 'copy it again: it begins with sk_');
    const asked = await ask(at(env, '/v1/models'), { headers: authorized(env) });
    if ('trouble' in asked) return wrong(asked.trouble, 'check the network, and PIXAPI_BASE_URL');
    const { status } = asked;
    if (status === 401 || status === 403)
      return wrong('Pixapi refuses it', 'copy it again, or make a new one at pixapi.ai');
    if (status === 200) return ok('Pixapi knows it');
    // some accounts are said to have no list of models
    if (status === 404)
      return warning('Pixapi has no list of models for this account', 'nothing, if pictures are made');
    return wrong(
      `Pixapi answers ${status}`,
      status >= 500 || status === 429 ? 'run it again in a minute' : 'check PIXAPI_BASE_URL',
    );
  },
};

/** That orders outlive a crash: the asynchronous endpoint is asked for nothing at all, which it refuses. */
export const asyncEndpoint: Check = {
  name: 'PIXAPI_MODE',
  async run(env) {
    if (env.PIXAPI_MODE === 'sync')
      return warning(
        'sync: a deploy or a crash can leave orders unknown',
        'leave PIXAPI_MODE out, unless Pixapi has no tasks for you',
      );
    if (!env.PIXAPI_KEY) return null;
    const asked = await ask(at(env, '/v1/async/images/generations'), {
      method: 'POST',
      body: '{}',
      headers: { ...authorized(env), 'content-type': 'application/json' },
    });
    if ('trouble' in asked) return wrong(asked.trouble, 'check the network, and PIXAPI_BASE_URL');
    const { status } = asked;
    if (status === 404 || status === 405)
      return warning(
        'Pixapi has no tasks here: every order is one long call',
        'set PIXAPI_MODE=sync to say so, or ask Pixapi',
      );
    return status >= 500 ? warning(`Pixapi answers ${status}`, 'run it again in a minute') : ok('Pixapi takes tasks');
  },
};

/** What pictures are downloaded from can be looked up. */
export const pictureHosts: Check = {
  name: 'PIXAPI_IMAGE_HOSTS',
  async run(env) {
    const hosts = (env.PIXAPI_IMAGE_HOSTS ?? DEFAULT_HOSTS).split(',').map((one) => one.trim().replace(/:\d+$/, ''));
    const lost: string[] = [];
    for (const host of hosts.filter(Boolean)) await lookup(host).catch(() => lost.push(host));
    if (lost.length === 0) return ok('can be looked up');
    return warning(
      `${lost.join(', ')} can't be looked up`,
      "check the network's DNS; pictures from there won't arrive",
    );
  },
};
