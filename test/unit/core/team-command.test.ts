import { describe, expect, test } from 'vitest';
import { readCommand } from '../../../src/core/asking/command.ts';

const team = { kind: 'team' };
const design = { kind: 'channel', id: 'C1' };
const ana = { kind: 'person', id: 'U1' };
const day = (date: string) => ({ kind: 'date', date });

describe('what is said about the team', () => {
  test.each<[string, object]>([
    ['budget set 500', { kind: 'budget_set', credits: 500, scope: team }],
    ['budget set unlimited', { kind: 'budget_set', credits: null, scope: team }],
    ['budget set 500 for <#C1|design>', { kind: 'budget_set', credits: 500, scope: design }],
    ['budget set 5 a day for <@U1|ana>', { kind: 'budget_set', credits: 5, scope: ana, period: 'day' }],
    ['budget set 50 a month for <@U1>', { kind: 'budget_set', credits: 50, scope: ana, period: 'month' }],
    ['orçamento definir 1.000 por mês', { kind: 'budget_set', credits: 1000, scope: team, period: 'month' }],
    ['presupuesto fijar 5 al día para <@U1>', { kind: 'budget_set', credits: 5, scope: ana, period: 'day' }],
    [
      'budget each 50 for <!subteam^S1|@designers>',
      { kind: 'budget_set', credits: 50, scope: { kind: 'group', id: 'S1', rule: 'each' } },
    ],
    [
      'budget pot 500 for guests',
      { kind: 'budget_set', credits: 500, scope: { kind: 'group', id: 'guests', rule: 'pot' } },
    ],
    [
      'budget top up 100 for <#C1> until 2026-12-24',
      { kind: 'budget_top_up', credits: 100, scope: design, until: day('2026-12-24') },
    ],
    [
      'budget top up 100 until Friday',
      { kind: 'budget_top_up', credits: 100, scope: team, until: { kind: 'weekday', day: 5 } },
    ],
    ['budget zone America/Sao_Paulo', { kind: 'budget_zone', zone: 'America/Sao_Paulo' }],
    ['budget first day 15', { kind: 'budget_first_day', day: 15 }],
    ['budget cap 20', { kind: 'budget_cap', credits: 20 }],
    ['budget cap 2 a day', { kind: 'budget_cap', credits: 2, period: 'day' }],
    ['budget cap unlimited', { kind: 'budget_cap', credits: null }],
    ['budget low on', { kind: 'budget_low', isLow: true }],
    ['presupuesto baja off', { kind: 'budget_low', isLow: false }],
    ['budget warn 50, 80, 100%', { kind: 'budget_warn', percents: [50, 80, 100] }],
    ['budget tag launch for <#C1>', { kind: 'budget_tag', tag: 'launch', channelId: 'C1' }],
    ['budget tag none for <#C1>', { kind: 'budget_tag', tag: null, channelId: 'C1' }],
    ['managers', { kind: 'managers' }],
    ['gestores', { kind: 'managers' }],
    ['managers add <@U1|ana>', { kind: 'managers_add', userId: 'U1' }],
    ['managers remove <@U1>', { kind: 'managers_remove', userId: 'U1' }],
    ['log', { kind: 'log', filters: '' }],
    ['export', { kind: 'export', format: 'csv' }],
    ['export json', { kind: 'export', format: 'jsonl' }],
    ['export all', { kind: 'export', format: 'zip' }],
    ['exportar tudo', { kind: 'export', format: 'zip' }],
    ['pause', { kind: 'pause' }],
    ['Reanudar', { kind: 'resume' }],
    ['policy', { kind: 'policy' }],
    ['policy drafts for <#C1>', { kind: 'policy_channel', mode: 'drafts', channelId: 'C1' }],
    ['política rascunhos para <#C1>', { kind: 'policy_channel', mode: 'drafts', channelId: 'C1' }],
    ['policy block gore', { kind: 'policy_block', word: 'gore' }],
    ['policy unblock gore', { kind: 'policy_unblock', word: 'gore' }],
    ['policy max 20', { kind: 'policy_max', credits: 20 }],
    ['policy max unlimited', { kind: 'policy_max', credits: null }],
    ['retention 90 days', { kind: 'retention', days: 90 }],
    ['approvals', { kind: 'answer_days', days: null }],
    ['aprobaciones 2 días', { kind: 'answer_days', days: 2 }],
    ['retention off', { kind: 'retention', days: null }],
    ['forget me', { kind: 'forget_me' }],
    ['olvídame.', { kind: 'forget_me' }],
    ['audit', { kind: 'audit' }],
  ])('%s', (text, command) => expect(readCommand(text)).toEqual(command));

  test.each([
    'policy meeting cartoon',
    'log cabin in the snow',
    'pause button icon',
    'managers at a round table',
    'retention of water, poster',
  ])('%s is drawn', (text) => expect(readCommand(text)).toEqual({ kind: 'image', text }));
});
