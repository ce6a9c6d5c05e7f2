import type { ApprovalStore } from '../core/approvals/approval-store.ts';
import type { TellingStore } from '../core/asking/tellings.ts';
import type { ChartStore } from '../core/console/charts.ts';
import type { FigureStore } from '../core/console/figures.ts';
import type { FailureCode } from '../core/failure.ts';
import type { AuditStore } from '../core/log/audit.ts';
import type { LogStore } from '../core/log/entry.ts';
import type { ExportStore } from '../core/log/export.ts';
import type { UndoStore } from '../core/log/undo.ts';
import type { AnnounceStore } from '../core/making/announce-image.ts';
import type { CancelStore } from '../core/making/cancel.ts';
import type { Log } from '../core/making/chat.ts';
import type { MakeStore } from '../core/making/make-store.ts';
import type { PostStore } from '../core/making/post-image.ts';
import type { RequestDeps } from '../core/ordering/order.ts';
import type { SeenStore } from '../core/ordering/seen-requests.ts';
import type { ManagerStore } from '../core/policy/managers.ts';
import type { PolicyStore } from '../core/policy/policy.ts';
import type { PrivacyStore } from '../core/privacy/privacy-store.ts';
import type { BudgetStore } from '../core/team/budget.ts';
import type { BudgetRuleStore } from '../core/team/budget-rules.ts';
import type { GrantStore } from '../core/team/grants.ts';
import type { HistoryStore } from '../core/team/history.ts';
import type { NoticeStore } from '../core/team/notices.ts';
import type { PixapiKeyStore } from '../core/team/pixapi-keys.ts';
import type { SettingsStore } from '../core/team/settings.ts';
import type { ChangeStore } from '../core/thread/changes.ts';
import type { VersionStore } from '../core/thread/versions.ts';
import type { AlertStore } from '../core/warnings/tell-warnings.ts';
import type { Installations } from './api/installations.ts';
import type { People } from './api/people.ts';
import type { ChartTools } from './console/chart.ts';
import type { Groups } from './groups/groups.ts';
import type { Installs } from './install/installs.ts';
import type { Turnstile } from './receive/turnstile.ts';
import type { Scopes } from './scopes/scopes.ts';

/** What the listeners need. */
export interface ListenerDeps {
  readonly requests: RequestDeps & {
    readonly store: Pick<AnnounceStore, 'adoptPlaceholder'> &
      Pick<PostStore, 'retryDelivery'> &
      Pick<MakeStore, 'askAgain'> &
      CancelStore &
      ApprovalStore &
      VersionStore &
      ChangeStore &
      BudgetStore &
      FigureStore &
      ChartStore &
      Pick<LogStore, 'listLog'> &
      BudgetRuleStore &
      GrantStore &
      Pick<AlertStore, 'readPace'> &
      SettingsStore &
      ManagerStore &
      PolicyStore &
      HistoryStore &
      PrivacyStore &
      LogStore &
      AuditStore &
      UndoStore &
      ExportStore &
      SeenStore &
      TellingStore &
      PixapiKeyStore &
      Pick<NoticeStore, 'claimReply'>;
  };
  readonly installations: Installations;
  /** null: the one workspace of the environment. */
  readonly installs: Installs | null;
  readonly people: People;
  readonly groups: Groups;
  readonly scopes: Pick<Scopes, 'missingNow' | 'linkFor'>;
  readonly apiUrl: string;
  readonly chartTools: ChartTools;
  readonly turnstile: Turnstile;
  /** Whether Pixapi takes a key: null if it does, or why not. Null itself where no workspace can have its own (without ENCRYPTION_KEYS). */
  readonly checkKey: ((key: string) => Promise<FailureCode | null>) | null;
  /** Does something after the answer to Slack; what fails in it is logged. */
  readonly background: (work: () => Promise<void>) => void;
  readonly log: Log;
}

/** Who says something to the app, where, and by what it is known when Slack says it once more. */
export interface Asker extends By {
  readonly channelId: string;
  readonly key: string;
}

/** Who wants something, where. */
export interface By {
  readonly teamId: string;
  readonly userId: string;
}
