import type { Copy } from '../../../src/copy/copy.ts';

/** For every function of the copy its arguments. The first set must all be said; the further ones reach the other branches. */
export type Samples<T> = {
  readonly [K in keyof T as T[K] extends string | readonly string[] ? never : K]: T[K] extends (
    ...args: infer A
  ) => string
    ? readonly [A, ...A[]]
    : Samples<T[K]>;
};

export const DAY = '2026-12-01';

/** Of what is said of the team's money, log and rules. */
export const TEAM: Samples<Copy['team']> = {
  home: {
    spent: [[1234], [1]],
    held: [[1234], [1]],
    requests: [[1234], [1]],
    failed: [[1234], [1]],
    mine: [
      [1234, 12],
      [1, 1],
    ],
    left: [
      [380, 1234],
      [1, 500],
    ],
    most: [['December 1', 1234]],
    share: [['<@U1>', 1234]],
    more: [[1234]],
    outcomes: {},
    list: { model: [['gpt-image-2']] },
  },
  budgetForms: {
    budgetOf: [['xyz']],
    topUpOf: [['xyz']],
    changedMeanwhile: [['37 x']],
    more: [[1234]],
    noGroups: {},
  },
  approvals: {
    buttons: {},
    card: {
      asks: [['<@U1>', '<#C1>', 1234]],
      again: [['<@U1>', '<#C1>', 1234]],
      dearer: [['<@U1>', '<#C1>', 1234, 37]],
      left: [['xyz', 37, 1234, 'abc']],
      earlier: [
        [37, 21, 16],
        [1, 1, 0],
        [0, 0, 0],
      ],
      runsOut: [['xyz']],
    },
    whose: { channel: [['<#C1>']], person: [['<@U1>']] },
    ended: { once: [['<@U1>']], until: [['<@U1>', 1234, 'xyz']], refused: [['<@U1>']], reason: [['xyz']] },
    asker: {
      asked: [[1234, '<#C1>']],
      may: [['<@U1>']],
      asking: [[1234]],
      open: [['xyz']],
      fits: [[1234]],
    },
    onlyManagers: [['<@U1>']],
    allow: { hint: [[37, 1234]], days: {}, unreadable: [[37, 1234]] },
    refuse: {},
    days: { waits: [[7], [1]], unreadable: [[37]] },
  },
  budgets: {
    names: { each: [['@designers']], pot: [['@designers']] },
    amount: [
      [1234, 'month'],
      [1, 'day'],
      [null, 'month'],
    ],
    used: [[1234], [1]],
    held: [[1234], [1]],
    left: [[1234], [1]],
    granted: [[1234]],
    renews: [['1 y']],
    zone: [['America/Sao_Paulo', 15]],
    changed: [
      ['x y', 'month', '37 z', '1234 z'],
      ['x y', 'day', '37 z', '1234 z'],
    ],
    unchanged: [['x y', '37 z']],
    conflict: [['37 z']],
    allSpent: [
      [1234, '1 y'],
      [1, '1 y'],
    ],
    reached: [[80]],
    wider: [['x y', '37 z']],
    toppedUp: [
      [1234, 'x y', '1 z'],
      [1, 'x y', '1 z'],
    ],
    noBudget: [['x y']],
    past: [['2026-12-24']],
    zoneSet: [['America/Sao_Paulo']],
    zoneSame: [['America/Sao_Paulo']],
    zoneUnknown: [['Sao Paulo']],
    meant: [['America/Sao_Paulo']],
    firstDaySet: [[15]],
    firstDaySame: [[15]],
    runsOn: [['1 y', '2 z']],
    capped: [['37 z']],
    warned: [['50 %, 80 %']],
    tagged: [['<#C1>', 'launch']],
    untagged: [['<#C1>']],
  },
  letter: {
    title: [[DAY]],
    spent: [
      [412, 1234],
      [1, null],
    ],
    made: [
      [37, 1234],
      [1, 1],
    ],
    saved: [[1234], [1]],
    more: [[1234], [1]],
    classes: {},
    ends: [[DAY]],
    chart: [[DAY, 1234]],
  },
  audit: {
    actions: {},
    tried: [['Budget']],
    undone: [['Budget']],
    conflict: [['<@U1>']],
    confirm: { text: [['Budget']] },
  },
  log: {
    title: [['<@U1>'], ['']],
    columns: {},
    unread: [['`faild`']],
    export: {
      log: { writing: [[1234], [1]], done: [[1234], [1]], comment: [[1234], [1]] },
      audit: { writing: [[1234], [1]], done: [[1234], [1]], comment: [[1234], [1]] },
      all: { writing: [[1234], [1]], done: [[1234], [1]], comment: [[1234], [1]] },
      failed: {},
    },
  },
  managers: {
    admins: [['<@U1>'], ['']],
    named: [['<@U1>']],
    namedBy: [['<@U1>', '<@U2>']],
    added: [['<@U1>']],
    known: [['<@U1>']],
    isAdmin: [['<@U1>']],
    noMember: [['<@U1>']],
    tooMany: [[1234]],
    removed: [['<@U1>']],
    unknown: [['<@U1>']],
    form: { conflict: [['<@U1>']], noMembers: [['<@U1>']] },
  },
  privacy: {
    erasedOn: [['x y']],
    emptied: {},
    message: [['x y']],
    gone: [['x y']],
    retention: {
      after: [[1234], [1]],
      notBefore: [['x y']],
      holds: [['<@U1>']],
      erasing: [[1234], [1]],
      filesLeft: [[1234], [1]],
      unreadable: [[1234]],
      announced: [
        [1234, 'x y'],
        [1, 'x y'],
      ],
      hint: [[1234]],
    },
    forget: { counted: [['x y']] },
    hold: { isSet: [['<@U1>']], wasSet: [['<@U1>']], isLifted: [['<@U1>']], wasNone: [['<@U1>']] },
    erase: { label: [['x y']], mistyped: [['x y']] },
    read: { by: [['<@U1>']], told: [['<@U1>', 'x y']] },
  },
  mistyped: { words: [['polcy of', '`/imagine policy`']] },
  policyForm: { conflict: [['<@U1>'], [null]] },
  policy: {
    rules: {
      paused: { why: [['<@U1>']] },
      off: { why: [['<#C1>']] },
      privateOnly: { why: [['<#C1>']] },
      draftsOnly: { why: [['<#C1>']], next: [['low']] },
      spender: { why: [['@designers']] },
      word: { why: [['fox']] },
      model: { why: [['gpt-image-2']], next: [['`gpt-image-1.5`']] },
      size: { why: [['3840x2160']], next: [['`1024x1024`']] },
      quality: { why: [['high']], next: [['`low`']] },
      dear: {
        why: [
          [1234, 37],
          [1, 0],
        ],
      },
    },
    paused: [['<@U1>']],
    spend: { groups: [['@designers']] },
    models: [['`a`']],
    sizes: [['`a`']],
    qualities: [['`a`']],
    most: [[1234], [1], [null]],
    standard: [['`a`']],
    channels: { on: [['<#C1>']], private: [['<#C1>']], drafts: [['<#C1>']], off: [['<#C1>']] },
    blocked: [['fox']],
    blockedMany: [[1234]],
    more: [[1234]],
    changed: {
      on: [['<#C1>']],
      private: [['<#C1>']],
      drafts: [['<#C1>']],
      off: [['<#C1>']],
      blocked: [['fox']],
      unblocked: [['fox']],
    },
    modes: {},
    lately: [
      ['<@U1>', '37'],
      ['<@U1>', null],
    ],
    unpublished: [['x']],
  },
  warnings: {
    whose: {
      channel: [['<#C1>']],
      person: [['<@U1>']],
      each: [['@designers']],
      pot: [['@designers']],
      own: [['<@U1>']],
    },
    used: [
      [80, 'x y', 'month', 400, 1234],
      [100, 'x y', 'day', 1, 1],
    ],
    most: [
      ['<@U1> (4)', '<#C1> (5)'],
      ['<@U1> (4)', null],
      [null, '<#C1> (5)'],
    ],
    left: [
      [1234, '1 y'],
      [1, '1 y'],
    ],
    nothingLeft: [['1 y']],
    ends: [[DAY]],
    spike: [
      [1234, 37],
      [1, 1],
    ],
    own: [[80, '<@U1>']],
  },
  scopes: { without: [['chat:write'], ['xyz:read']], mend: [['https://xyz']] },
};
