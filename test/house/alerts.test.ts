import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { LABELS } from '../../src/observe/labels.ts';
import { createMetrics } from '../../src/observe/metrics.ts';

const read = (file: string) => readFileSync(`docs/operations/${file}`, 'utf8');
const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) })
  .parse(parse(read('alerts.yml')))
  .groups.flatMap((group) => group.rules);
const { panels } = z
  .object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
  })
  .parse(JSON.parse(read('dashboard.json')));
const shown = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));
const queries = [...rules.map(({ alert, expr }) => [alert, expr] as const), ...shown];

/** What Prometheus adds to whatever it reads, and what a histogram has beside its own labels. */
const ADDED = ['instance', 'le'];
/** What our queries use of PromQL. */
const FUNCTIONS = ['sum', 'max', 'min', 'rate', 'increase', 'histogram_quantile', 'by'];

const labelsOf = new Map<string, readonly string[]>();
beforeAll(async () => {
  const metrics = createMetrics({ areRead: true, models: [{ id: 'gpt-image-2', qualities: ['low'] }] });
  metrics.watch({
    readOverview: async () => ({
      queues: [{ queue: 'make', depth: 1, oldestSeconds: 1, active: 1 }],
      ...{ line: 0, unknown: 0, undelivered: 0 },
    }),
    pool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
    endings: () => [{ model: 'gpt-image-2', daysLeft: 3 }],
    scopesMissing: () => 0,
    isAway: () => false,
  });
  metrics.count({ kind: 'stage', stage: 'make', model: 'gpt-image-2', quality: 'low', seconds: 1 });
  for (const [, name = '', labels = ''] of (await metrics.read()).matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm))
    labelsOf.set(name, [
      ...new Set(
        [...(labelsOf.get(name) ?? []), ...labels.matchAll(/(\w+)="/g)].map((one) =>
          typeof one === 'string' ? one : (one[1] ?? ''),
        ),
      ),
    ]);
  metrics.close();
});
afterAll(() => labelsOf.clear());

test.each(queries)('%s asks for what there is: %s', (_, expr) => {
  const names = [...expr.matchAll(/\b(?:imagine|process)_\w+/g)].map(([name]) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !labelsOf.has(name))).toEqual([]);

  const known = [...ADDED, ...names.flatMap((name) => labelsOf.get(name) ?? [])];
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(', '));
  const matched = [...expr.matchAll(/\b(\w+)(?:=~|!=|!~|=)"([^"]*)"/g)];
  expect([...grouped, ...matched.map(([, label = '']) => label)].filter((label) => !known.includes(label))).toEqual([]);
  for (const [, label = '', values = ''] of matched) {
    const list: readonly string[] = LABELS[label as keyof typeof LABELS];
    expect(values.split('|').filter((value) => !list.includes(value))).toEqual([]);
  }

  for (const [open, close] of ['()', '{}', '[]'])
    expect(expr.split(open ?? '')).toHaveLength(expr.split(close ?? '').length);
  const bare = expr.replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]/g, '');
  expect(
    [...bare.matchAll(/\b([a-z_]+) ?\(/g)].map(([, name]) => name).filter((name) => !FUNCTIONS.includes(name ?? '')),
  ).toEqual([]);
});

test('the runbook has an entry for each alert, in the same order', () => {
  const entries = [...read('runbook.md').matchAll(/^## (\w+)/gm)].map(([, name]) => name);
  expect(entries).toEqual(rules.map(({ alert }) => alert));
});

test('whatever we count is shown, or told of', () => {
  const ours = [...labelsOf.keys()]
    .filter((name) => name.startsWith('imagine_'))
    .map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
  const asked = queries.map(([, expr]) => expr).join('\n');
  expect([...new Set(ours)].filter((name) => !asked.includes(name))).toEqual([]);
});
