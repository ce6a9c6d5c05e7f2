import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type Call, calls } from '../calls/calls.ts';
import type { Count, Fact } from '../core/counting/facts.ts';
import type { Log } from '../core/making/chat.ts';
import { type GaugeSources, registerGauges } from './gauges.ts';
import { type KnownModel, LABELS, modelLabels, SECONDS } from './labels.ts';

/** How exactly the event loop is watched. Every look wakes the process up, which at prom-client's own 10 ms is most of what an idle one does. */
const EVENT_LOOP_MS = 250;

export interface Metrics {
  read(): Promise<string>;
  /** Hears of what was committed. */
  readonly count: Count;
  /** The log, counted as well. */
  counting(log: Log): Log;
  /** What is looked at only when somebody reads. */
  watch(sources: GaugeSources): void;
  close(): void;
}

/**
 * Figures of one process for `/metrics`: codes and counts only, nothing of any person or team, and every label from a list
 * that is known beforehand (`labels.ts`). Where nobody may read them, nothing is counted.
 */
export function createMetrics({
  areRead,
  models,
}: {
  readonly areRead: boolean;
  readonly models: readonly KnownModel[];
}): Metrics {
  if (!areRead) return UNREAD;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_MS });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] });

  const tries = counter('imagine_failed_tries_total', 'Failures of single tries, by code', ['code']);
  const accepted = counter('imagine_accepted_total', 'Requests taken');
  const refused = counter('imagine_refused_total', 'Requests that ended in a reason their person can mend', ['code']);
  const failed = counter('imagine_failed_total', 'Requests that ended in another failure', ['code']);
  const canceled = counter('imagine_canceled_total', 'Requests that ended because nobody wanted them any more');
  const posted = counter('imagine_posted_total', 'Requests whose pictures were shown');
  const held = counter('imagine_credits_held_total', 'Credits held for requests');
  const charged = counter('imagine_credits_charged_total', 'Credits charged');
  const released = counter('imagine_credits_released_total', 'Held credits given back');
  const called = counter('imagine_calls_total', 'Calls to other services, by how they ended', ['to', 'outcome']);
  const stages = new Histogram({
    name: 'imagine_stage_seconds',
    help: 'Seconds of each stage of a request, by the times of the request log',
    labelNames: ['stage', 'model', 'quality'],
    buckets: SECONDS,
    registers: [registry],
  });
  for (const code of LABELS.code) for (const one of [tries, refused, failed]) one.inc({ code }, 0);
  for (const to of LABELS.to) for (const outcome of LABELS.outcome) called.inc({ to, outcome }, 0);

  let look: () => Promise<void> = async () => undefined;
  const known = modelLabels(models);
  const count = (fact: Fact) => {
    switch (fact.kind) {
      case 'accepted':
        accepted.inc();
        return held.inc(fact.credits);
      case 'refused':
        return refused.inc({ code: fact.code });
      case 'failed':
        return failed.inc({ code: fact.code });
      case 'canceled':
        return canceled.inc();
      case 'posted':
        return posted.inc();
      case 'settled':
        charged.inc(fact.charged);
        return released.inc(fact.released);
      case 'stage':
        return stages.observe({ stage: fact.stage, ...known(fact.model, fact.quality) }, fact.seconds);
    }
    fact satisfies never;
  };
  const onCall = (call: unknown) => {
    const { to, outcome } = call as Call;
    called.inc({ to, outcome });
  };
  calls.asyncEnd.subscribe(onCall);

  return {
    async read() {
      await look();
      return await registry.metrics();
    },
    count,
    counting: (log) => ({
      note: log.note,
      failure(failure, context) {
        tries.inc({ code: failure.code });
        log.failure(failure, context);
      },
    }),
    watch(sources) {
      look = registerGauges(registry, sources);
    },
    close: () => void calls.asyncEnd.unsubscribe(onCall),
  };
}

const UNREAD: Metrics = {
  read: async () => '',
  count: () => undefined,
  counting: (log) => log,
  watch: () => undefined,
  close: () => undefined,
};
