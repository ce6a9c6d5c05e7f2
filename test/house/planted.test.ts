import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLANTED, plant } from '../planted/bugs.ts';

test('each bug that is planted on purpose still has its place, and a test of that name', () => {
  expect(PLANTED).toHaveLength(12);
  for (const bug of PLANTED) {
    expect.soft(() => plant(readFileSync(bug.file, 'utf8'), bug), bug.name).not.toThrow();
    const { file, test: name } = bug.caughtBy;
    const title = name.replace(/^\w+ > (of one that is) \w+$/, '$1 %s');
    expect.soft(readFileSync(file, 'utf8').includes(`'${title}'`), `${bug.name}: ${file}`).toBe(true);
  }
});
