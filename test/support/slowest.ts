import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

/** Names the slowest files at the end of a run, so that a ring does not grow slow unseen. */
export default class Slowest implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < SHOWN) return;
    const timed = modules.map((module) => {
      const { duration, collectDuration, setupDuration } = module.diagnostic();
      return { file: module.relativeModuleId, ms: duration + collectDuration + setupDuration };
    });
    const slowest = timed.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN);
    console.log(`  Slowest`);
    for (const { file, ms } of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(9)} s  ${file}`);
  }
}
