import type { SettingChange } from '../team/settings.ts';
import { type CommandHead, mistypedCommand } from './mistyped.ts';
import { AROUND, normalize, UNSEEN } from './normalize.ts';
import { LONGEST_TEAM_COMMAND, readCredits, readScope, readTeamCommand, type TeamCommand } from './team-command.ts';

export type Language = 'en' | 'pt-BR' | 'es';

/** What `/imagine …` means. */
export type Command =
  /** Nothing was said: the form opens. */
  | { readonly kind: 'compose' }
  | { readonly kind: 'help' }
  | { readonly kind: 'history' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'setting'; readonly change: SettingChange }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'budget_show' }
  | TeamCommand
  | { readonly kind: 'budget_set_problem'; readonly value: string }
  /** A slip in a command that begins with this word. */
  | { readonly kind: 'mistyped'; readonly head: CommandHead; readonly text: string }
  /** `text` as it was given. */
  | { readonly kind: 'image'; readonly text: string };

const EXACT = new Map<string, Command>([
  ['', { kind: 'compose' }],
  ...['?', 'help', 'ajuda', 'ayuda'].map((word) => [word, { kind: 'help' }] as const),
  ...['history', 'histórico', 'historico', 'historial'].map((word) => [word, { kind: 'history' }] as const),
  ...['budget', 'orçamento', 'orcamento', 'presupuesto'].map((word) => [word, { kind: 'budget_show' }] as const),
  ...['settings', 'configurações', 'configuracoes', 'ajustes'].map((word) => [word, { kind: 'settings' }] as const),
  ['guests spend', { kind: 'setting', change: { guestsMaySpend: true } }],
  ['guests look', { kind: 'setting', change: { guestsMaySpend: false } }],
  ['confirm never', { kind: 'setting', change: { confirmAbove: null } }],
  ['confirm always', { kind: 'setting', change: { confirmAbove: 0 } }],
  ...languages('en', ['en', 'english']),
  ...languages('pt-BR', ['pt', 'pt-br', 'português', 'portugues']),
  ...languages('es', ['es', 'español', 'espanol']),
]);

function languages(language: Language, names: readonly string[]) {
  return names.map((name) => [`language ${name}`, { kind: 'language', language }] as const);
}

/**
 * A text is a subcommand only when the whole of it fits that command's grammar: "budget airline poster" draws a picture.
 * How it is set (`*help*`) and how its sentence ends ("help.", "budget?") make no difference.
 */
export function readCommand(text: string): Command {
  const line = normalize(text).replace(/\s+/gu, ' ').normalize('NFC');
  const exact = EXACT.get(line.toLowerCase());
  if (exact) return exact;
  const bare = bareLine(line);
  const named = bare && EXACT.get(bare.toLowerCase());
  if (named) return named;
  const ofTeam = bare.length <= LONGEST_TEAM_COMMAND ? readTeamCommand(bare) : null;
  const known = ofTeam ?? readBudgetProblem(bare) ?? readConfirmAbove(bare);
  if (known) return known;
  const head = mistypedCommand(bare);
  return head ? { kind: 'mistyped', head, text } : { kind: 'image', text };
}

const BEFORE = new RegExp(`^[\\s¿¡${AROUND}${UNSEEN}]+`, 'u');
const AFTER = new RegExp(`[\\s${AROUND}${UNSEEN}]`, 'u');

/** One line without the signs around it. */
export function bareLine(line: string): string {
  const begun = line.replace(BEFORE, '');
  let end = begun.length;
  while (end > 0 && AFTER.test(begun.charAt(end - 1))) end--;
  return begun.slice(0, end);
}

const BUDGET_SET = /^budget set(?: (.*?))??(?: for (<[^<>]*>|[#@][^ ]+))?$/iu;
const LONGEST_BUDGET_SET = 200;

/** What was meant to set a budget, and can't be read. */
function readBudgetProblem(line: string): Command | null {
  const match = line.length <= LONGEST_BUDGET_SET ? BUDGET_SET.exec(line) : null;
  if (!match) return null;
  const [, value = '', target] = match;
  if (readCredits(value) !== undefined && !readScope(target ?? ''))
    return { kind: 'budget_set_problem', value: target ?? '' };
  // One unreadable word, or figures, are a slip of the pen; anything longer is a picture to draw.
  return /^(?:[^ ]*|[\d., ]+)$/u.test(value) ? { kind: 'budget_set_problem', value } : null;
}

function readConfirmAbove(line: string): Command | null {
  const [, value] = /^confirm above ([^ ]{1,20})$/iu.exec(line) ?? [];
  const confirmAbove = value === undefined ? undefined : readCredits(value);
  return typeof confirmAbove === 'number' ? { kind: 'setting', change: { confirmAbove } } : null;
}
