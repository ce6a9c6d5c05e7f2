import type { Fault, FaultMatch, SingleFault } from './faults.ts';

/** What is known of a request when its fault is looked up. */
export interface Call {
  to: 'generations' | 'edits' | 'task' | 'models' | 'download' | 'elsewhere';
  mode?: 'sync' | 'async';
  form?: 'json' | 'multipart';
  model?: string;
  prompt?: string;
  taskId?: string;
  index?: number;
}

interface Line {
  match: FaultMatch;
  left: Fault[];
  everUsed: boolean;
}

const FOR_TASKS_ONLY = ['task', 'submitId'];
const FOR_SUBMITS_ONLY = [...FOR_TASKS_ONLY, 'result', 'cost', 'answerAfterWork'];

/** Scripts are asked in the order they were written; a request takes at most one fault. */
export class Script {
  readonly #lines: Line[] = [];

  add(match: FaultMatch, faults: Fault[]): void {
    for (const fault of faults) for (const single of singles(fault)) refuseImpossible(match, single);
    this.#lines.push({ match, left: [...faults], everUsed: false });
  }

  take(call: Call): SingleFault[] {
    for (const line of this.#lines) {
      const fault = line.left[0];
      if (!fault || !matches(line.match, call) || !fits(fault, call)) continue;
      line.everUsed = true;
      if (!('forever' in fault)) line.left.shift();
      else line.left.length = 1;
      return [...singles(fault)];
    }
    return [];
  }

  unused(): string[] {
    return this.#lines.flatMap((line) =>
      line.left
        .filter((fault) => !('forever' in fault && line.everUsed))
        .map((fault) => `${describe(line.match)} -> ${describe(fault)}`),
    );
  }
}

function singles(fault: Fault): SingleFault[] {
  if ('pass' in fault) return [];
  if ('forever' in fault) return [fault.forever];
  return 'all' in fault ? fault.all : [fault];
}

function matches(match: FaultMatch, call: Call): boolean {
  const isSubmit = call.to === 'generations' || call.to === 'edits';
  if (match.to === 'submit' ? !isSubmit : match.to !== call.to) return false;
  const { to: _to, prompt, ...exact } = { prompt: undefined, ...match };
  const known: Record<string, unknown> = { ...call };
  return Object.entries(exact).every(([name, value]) => known[name] === value) && speaksOf(prompt, call.prompt);
}

function speaksOf(wanted: string | RegExp | undefined, prompt: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (prompt === undefined) return false;
  return typeof wanted === 'string' ? prompt.includes(wanted) : wanted.test(prompt);
}

/** A fault about tasks waits for an asynchronous submit. */
function fits(fault: Fault, call: Call): boolean {
  return call.mode !== 'sync' || !singles(fault).some((single) => has(single, FOR_TASKS_ONLY));
}

function refuseImpossible({ to }: FaultMatch, fault: SingleFault): void {
  const isSubmit = to === 'submit' || to === 'generations' || to === 'edits';
  const possible = 'download' in fault ? isSubmit || to === 'download' : to !== 'download';
  if (!possible || (!isSubmit && has(fault, FOR_SUBMITS_ONLY))) {
    throw new Error(`${describe(fault)} can't happen to a ${to} request`);
  }
}

function has(fault: object, keys: string[]): boolean {
  return keys.some((key) => key in fault);
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (part instanceof RegExp || part === Infinity ? String(part) : part));
}
