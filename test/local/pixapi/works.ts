import type { Account } from './accounts.ts';
import { Refusal } from './errors.ts';
import { pick, type ResultFault, type SingleFault, type TaskFault } from './faults.ts';
import type { Order } from './order.ts';
import type { Picture, Pictures } from './pictures.ts';
import { creditsForOne } from './prices.ts';
import { taskId } from './random.ts';
import type { Settings } from './settings.ts';

/** One order being made: a task, or the inside of a synchronous call. */
export interface Work {
  id: string;
  mode: 'sync' | 'async';
  account: Account;
  order: Order;
  startedAt: number;
  dueAt: number;
  state: 'active' | 'done' | 'failed';
  /** What it will cost at most; held until it ends. */
  held: number;
  charged: number;
  pictures: Picture[];
  polls: number;
  faults: SingleFault[];
  task: TaskFault[];
  result: ResultFault[];
}

export interface Bill {
  taskId: string;
  prompt: string;
  credits: number;
}

/** Nothing runs in the background: work that is due is finished when somebody next asks. */
export class Works {
  readonly bills: Bill[] = [];
  maxInFlight = 0;
  lastId: string | undefined;
  readonly #settings: Settings;
  readonly #pictures: Pictures;
  readonly #now: () => number;
  readonly #all = new Map<string, Work>();
  readonly #active = new Set<Work>();
  #nextDue = Number.POSITIVE_INFINITY;

  constructor(settings: Settings, pictures: Pictures, now: () => number) {
    this.#settings = settings;
    this.#pictures = pictures;
    this.#now = now;
  }

  /** Throws 402 before anything is created. */
  start(mode: Work['mode'], order: Order, account: Account, faults: SingleFault[]): Work {
    this.settle();
    const { holdCredits, syncMs, taskMs } = this.#settings;
    const held = pick(faults, 'cost')?.cost.charged ?? this.#forOne(order) * order.n;
    if (account.balance - (holdCredits ? account.held : 0) < held) throw new Refusal({ status: 402 });
    account.held += held;

    const now = this.#now();
    const task = faults.flatMap((fault) => ('task' in fault ? [fault.task] : []));
    const result = faults.flatMap((fault) => ('result' in fault ? [fault.result] : []));
    const usualMs = mode === 'sync' ? syncMs : typeof taskMs === 'function' ? taskMs() : taskMs;
    const takesMs = pick(task, 'stuck') ? Number.POSITIVE_INFINITY : (pick(task, 'slowMs')?.slowMs ?? usualMs);
    const work: Work = {
      id: taskId(now),
      mode,
      account,
      order,
      startedAt: now,
      dueAt: now + takesMs,
      state: 'active',
      held,
      charged: 0,
      pictures: [],
      polls: 0,
      faults,
      task,
      result,
    };
    this.#all.set(work.id, work);
    this.#active.add(work);
    this.#nextDue = Math.min(this.#nextDue, work.dueAt);
    this.maxInFlight = Math.max(this.maxInFlight, this.#active.size);
    return work;
  }

  /** Charges once, on success alone, for the pictures that were made. */
  finish(work: Work): void {
    if (!this.#active.delete(work)) return;
    work.account.held -= work.held;
    const failure = pick(work.task, 'fails');
    work.state = failure ? 'failed' : 'done';
    const made = failure ? 0 : picturesMade(work);
    for (let index = 0; index < made; index++) work.pictures.push(this.#draw(work, index));
    if (made > 0 || failure?.charged) this.#charge(work, failure?.charged ? work.order.n : made);
  }

  settle(): void {
    const now = this.#now();
    if (now < this.#nextDue) return;
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const work of this.#active) {
      if (work.dueAt <= now) this.finish(work);
      else this.#nextDue = Math.min(this.#nextDue, work.dueAt);
    }
  }

  get inFlight(): number {
    this.settle();
    return this.#active.size;
  }

  /** A task is its own account's alone; synchronous work has no task to ask for. */
  findTask(id: string, account: Account): Work | undefined {
    this.settle();
    const work = this.#all.get(id);
    return work?.mode === 'async' && work.account === account ? work : undefined;
  }

  promptOf(id: string): string | undefined {
    return this.#all.get(id)?.order.prompt;
  }

  #draw({ id, order, faults, result }: Work, index: number): Picture {
    const download = faults.flatMap((fault) => ('download' in fault ? [fault.download] : []));
    const extension = pick(result, 'extension')?.extension ?? 'png';
    const { prompt, size, quality, inputs } = order;
    return this.#pictures.add({ taskId: id, index, prompt, size, quality, inputs, download, extension });
  }

  #charge(work: Work, pictures: number): void {
    const credits = pick(work.faults, 'cost')?.cost.charged ?? this.#forOne(work.order) * pictures;
    work.charged = credits;
    work.account.balance -= credits;
    this.bills.push({ taskId: work.id, prompt: work.order.prompt, credits });
  }

  #forOne({ model, size, quality }: Order): number {
    return creditsForOne(this.#settings.prices[model], size, quality);
  }
}

/** A policy that empties the data made nothing; data that got lost was made all the same. */
function picturesMade({ order, result }: Work): number {
  const data = pick(result, 'data')?.data;
  if (data === 'empty' || data === 'revised-prompt-only') return 0;
  return pick(result, 'pictures')?.pictures ?? order.n;
}
