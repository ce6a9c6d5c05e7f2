import { parseArgs } from 'node:util';
import { soak } from './run.ts';

/** The figures that are published: hours of a bad year in some minutes. */
const FULL = { requests: 2_000, kills: 200, restarts: 20 };
const PER_MINUTE = { requests: 600, kills: 60, restarts: 6 };

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    kills: { type: 'string' },
    restarts: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes ?? 1);
const usual = (what: keyof typeof FULL) => (values.full ? FULL[what] : Math.round(PER_MINUTE[what] * minutes));
const options = {
  seed: values.seed ?? String(Date.now() % 1_000_000),
  requests: Number(values.requests ?? usual('requests')),
  kills: Number(values.kills ?? usual('kills')),
  restarts: Number(values.restarts ?? usual('restarts')),
};
console.log(
  `soak: ${options.requests} requests, ${options.kills} kills, ${options.restarts} restarts of Postgres, --seed ${options.seed}`,
);
const { figures, complaints } = await soak(options);
for (const [name, value] of Object.entries(figures))
  console.log(`${name.padEnd(30)} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
for (const complaint of complaints) console.log(`FAILED: ${complaint}`);
console.log(
  complaints.length === 0
    ? 'Nothing lost, nothing billed twice, nothing overspent.'
    : `Again: npm run soak -- --seed ${options.seed} …`,
);
process.exit(complaints.length === 0 ? 0 : 1);
