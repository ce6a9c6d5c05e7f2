/** A node of `explain (generic_plan, verbose, format json)`, as far as it is read here. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly Alias?: string;
  readonly 'Join Type'?: string;
  readonly 'Parent Relationship'?: string;
  readonly Operation?: string;
  readonly Output?: readonly string[];
  readonly Plans?: readonly PlanNode[];
  readonly [condition: string]: unknown;
}

/** Which of a table's columns is `team_id`, from 0; tables of all teams are not in it. */
export type TeamColumns = ReadonlyMap<string, number>;

/** `alias.team_id = expression`, where it leaves out every other row of `alias`. */
interface Restriction {
  readonly alias: string;
  readonly expression: string;
}

const OWN_CONDITIONS = ['Filter', 'Index Cond', 'Recheck Cond', 'TID Cond'];
const JOIN_CONDITIONS = ['Hash Cond', 'Merge Cond', 'Join Filter'];
/** Which side a join's condition leaves rows out of: of an outer join never the side that is kept. */
const LEAVES_OUT: Readonly<Record<string, readonly ('Outer' | 'Inner')[]>> = {
  Inner: ['Outer', 'Inner'],
  Semi: ['Outer', 'Inner'],
  'Right Semi': ['Outer', 'Inner'],
  Left: ['Inner'],
  Anti: ['Inner'],
  Right: ['Outer'],
  'Right Anti': ['Outer'],
  Full: [],
};

/**
 * The tables of teams that a plan reads rows of, or writes them to, without knowing whose: each scan must be held to a
 * team by a condition of its own, or by a join with what is held to one. A parameter names a team, and so does what a
 * function, a subquery or a CTE has brought: what they read is looked at by itself.
 */
export function openTables(plan: PlanNode, teams: TeamColumns): string[] {
  const nodes = [...walk(plan)];
  const scans = nodes.filter((node) => node.Alias && isScanOf(node, teams));
  const aliases = new Set(scans.map(({ Alias }) => Alias ?? ''));
  const restrictions = [...nodes.flatMap(restrictionsOf), ...hashedRestrictions(nodes)];
  const bound = new Set<string>();
  for (let before = -1; before < bound.size; ) {
    before = bound.size;
    for (const { alias, expression } of restrictions) if (isBound(expression, aliases, bound)) bound.add(alias);
  }
  const read = scans.filter(({ Alias = '' }) => !bound.has(Alias)).map((scan) => scan['Relation Name'] ?? '');
  const written = nodes.filter((node) => isOpenInsert(node, teams, aliases, bound));
  return [...new Set([...read, ...written.map((node) => `into ${node['Relation Name']}`)])].sort();
}

function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const part of node.Plans ?? []) yield* walk(part);
}

function isScanOf(node: PlanNode, teams: TeamColumns): boolean {
  return node['Node Type'].endsWith('Scan') && node.Schema === 'public' && teams.has(node['Relation Name'] ?? '');
}

function restrictionsOf(node: PlanNode): Restriction[] {
  const own = conditions(node, OWN_CONDITIONS).filter(({ alias }) => alias === node.Alias);
  const sides = LEAVES_OUT[node['Join Type'] ?? ''] ?? [];
  const parts = node.Plans?.filter((part) => sides.some((side) => part['Parent Relationship'] === side)) ?? [];
  const beneath = new Set(parts.flatMap((part) => [...walk(part)]).map(({ Alias }) => Alias));
  return [...own, ...conditions(node, JOIN_CONDITIONS).filter(({ alias }) => beneath.has(alias))];
}

const HASHED = / = \(hashed (SubPlan \w+)\)\.col(\d+)/g;

/** `exists (…)` that is answered from a table of all that it could find: only what is equal to the other side counts. */
function hashedRestrictions(nodes: readonly PlanNode[]): Restriction[] {
  const texts = nodes.flatMap((node) => Object.values(node).flat()).filter((one) => typeof one === 'string');
  return texts.flatMap((text) =>
    [...text.matchAll(HASHED)].flatMap(({ 1: name, 2: column, index }) => {
      const subplan = nodes.find((node) => node['Subplan Name'] === name);
      const alias = TEAM.exec(subplan?.Output?.[Number(column) - 1] ?? '')?.[1];
      const expression =
        text
          .slice(0, index)
          .split(/ AND | OR |ANY \(/)
          .at(-1) ?? '';
      return alias ? [{ alias: alias.replaceAll('"', ''), expression }] : [];
    }),
  );
}

function conditions(node: PlanNode, names: readonly string[]): Restriction[] {
  return names.flatMap((name) => {
    const text = node[name];
    return typeof text === 'string' ? conjuncts(text).flatMap(equationsOf) : [];
  });
}

const TEAM = /^("[^"]+"|\w+)\.team_id$/;

/** Both ways: `a.team_id = b.team_id` says something of either. */
function equationsOf(conjunct: string): Restriction[] {
  const [left, right, ...more] = splitAt(conjunct, ' = ');
  if (left === undefined || right === undefined || more.length > 0) return [];
  const sides = [left, right].map((side) => unwrapped(side.replace(/^ANY /, '')));
  return [
    [sides[0], sides[1]],
    [sides[1], sides[0]],
  ].flatMap(([column = '', expression = '']) => {
    const alias = TEAM.exec(column)?.[1];
    return alias ? [{ alias: alias.replaceAll('"', ''), expression }] : [];
  });
}

/** The parts of a condition that must all hold. */
function conjuncts(condition: string): string[] {
  const inside = unwrapped(condition);
  const parts = splitAt(inside, ' AND ');
  return parts.length === 1 ? [inside] : parts.flatMap(conjuncts);
}

/** Without the parentheses and casts around the whole. */
function unwrapped(text: string): string {
  let inside = text.trim().replace(/::text$/, '');
  while (inside.startsWith('(') && closes(inside) === inside.length - 1)
    inside = inside.slice(1, -1).replace(/::text$/, '');
  return inside;
}

/** Where the parenthesis that a text begins with is closed. */
function closes(text: string): number {
  for (const [at, depth] of depths(text)) if (depth === 0 && text[at] === ')') return at;
  return -1;
}

/** Each character outside of quotes, with how deep in parentheses it stands after it. */
function* depths(text: string): Generator<[at: number, depth: number]> {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote) {
      if (char === quote) quote = '';
      continue;
    }
    if (char === "'" || char === '"') quote = char;
    if (char === '(' || char === '[') depth++;
    if (char === ')' || char === ']') depth--;
    yield [at, depth];
  }
}

function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const [at, depth] of depths(text)) {
    if (depth !== 0 || at < from || !text.startsWith(separator, at)) continue;
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  return [...parts, text.slice(from)];
}

/** Whether an expression can only be a team that is known: see `openTables`. */
function isBound(expression: string, scanned: ReadonlySet<string>, bound: ReadonlySet<string>): boolean {
  const text = expression.replace(/'(?:[^']|'')*'/g, '');
  if (/\b(?:InitPlan|SubPlan|CTE)\b/.test(text)) return true;
  const columns = [...text.matchAll(/("[^"]+"|\b[a-z_]\w*)\.("[^"]+"|\w+)(?!\w*\()/g)].map(
    ([, alias = '', column]) => ({
      alias: alias.replaceAll('"', ''),
      column,
    }),
  );
  const own = columns.filter(({ alias }) => scanned.has(alias));
  if (own.length > 0) return own.every(({ alias, column }) => column === 'team_id' && bound.has(alias));
  return columns.length > 0 || /\$\d/.test(text);
}

function isOpenInsert(
  node: PlanNode,
  teams: TeamColumns,
  scanned: ReadonlySet<string>,
  bound: ReadonlySet<string>,
): boolean {
  if (node['Node Type'] !== 'ModifyTable' || node.Operation !== 'Insert') return false;
  const column = teams.get(node['Relation Name'] ?? '');
  if (column === undefined) return false;
  const rows = node.Plans?.find((part) => part['Parent Relationship'] === 'Outer');
  const value = rows?.Output?.[column];
  return value === undefined || !isBound(value, scanned, bound);
}
