import { existsSync } from 'node:fs';

/** Where Debian's `chromium` package puts it. */
export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** False where the browser's tests are left out; never in CI, which sets NEEDS_BROWSER. */
export const hasBrowser = existsSync(CHROMIUM) || process.env.NEEDS_BROWSER === '1';
