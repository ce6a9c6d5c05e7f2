import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { LABELS } from '../../src/observe/labels.ts';
import { createMetrics } from '../../src/observe/metrics.ts';

const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) })
  .parse(parse(readFileSync('docs/operations/alerts.yml', 'utf8')))
  .groups.flatMap((group) => group.rules);

test('alerts speak of metrics and codes that exist, and the runbook has an entry for each', async () => {
  const metrics = createMetrics({ areRead: true, models: [] });
  metrics.watch({
    readOverview: async () => ({ queues: [], line: 0, unknown: 0, undelivered: 0 }),
    pool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
    endings: () => [],
    scopesMissing: () => 0,
  });
  const text = await metrics.read();
  metrics.close();
  const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  const codes: readonly string[] = LABELS.code;
  for (const { alert, expr } of rules) {
    const used = [...expr.matchAll(/\bimagine_\w+/g)].map(([name]) => name);
    expect(used.length, alert).toBeGreaterThan(0);
    expect(
      used.filter((name) => !names.includes(name)),
      alert,
    ).toEqual([]);
    const said = /code=~"([^"]*)"/.exec(expr)?.[1]?.split('|') ?? [];
    expect(
      said.filter((code) => !codes.includes(code)),
      alert,
    ).toEqual([]);
    expect(expr.split('(').length, alert).toBe(expr.split(')').length);
  }
  const entries = [...readFileSync('docs/operations/runbook.md', 'utf8').matchAll(/^## (\w+)/gm)].map(
    ([, name]) => name,
  );
  expect(entries).toEqual(rules.map(({ alert }) => alert));
});
