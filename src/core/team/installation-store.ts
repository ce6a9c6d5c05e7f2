/** The app in a workspace, or in all workspaces of an organization, as it was installed by OAuth. */
export interface StoredInstallation {
  /** null: of a whole organization. */
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isEnterprise: boolean;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly token: string;
  readonly refreshToken: string | null;
  /** When the token ends; null: never. */
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
  /** Who installed it last. */
  readonly installedBy: string;
}

/** One workspace, or one organization. */
export type Installed =
  | { readonly teamId: string; readonly enterpriseId: string | null }
  | { readonly teamId: null; readonly enterpriseId: string };

export interface InstallationStore {
  /** In the place of an earlier one of the same workspace or organization. */
  saveInstallation(installation: StoredInstallation): Promise<void>;
  /** What serves a workspace: its own, or else that of its organization, as far as that is known. `secret_unreadable`. */
  readInstallation(teamId: string): Promise<StoredInstallation | null>;
  /** The token is gone with it. False: there was none. `before`: only where it was installed before then. */
  removeInstallation(installed: Installed, before?: Date): Promise<boolean>;
  /** Which organization a workspace belongs to, as Slack says. */
  noteEnterprise(teamId: string, enterpriseId: string): Promise<void>;
}
