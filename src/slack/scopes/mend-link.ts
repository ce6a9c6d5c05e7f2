export interface MendAt {
  /** Where whole workspaces are added by OAuth; null: there is one token, of one app. */
  readonly installUrl: string | null;
  /** Of the one app; null: nobody has told us. */
  readonly appId: string | null;
}

/** The page on which what is missing is granted: our own installation, or the app's page at Slack with its *Reinstall*. */
export function mendLink({ installUrl, appId }: MendAt): string {
  if (installUrl) return installUrl;
  return appId && APP_ID.test(appId) ? `https://api.slack.com/apps/${appId}/oauth` : 'https://api.slack.com/apps';
}

/** An app-level token (`xapp-1-A0123-…`) names its app. */
export function appIdIn(appToken: string | undefined): string | null {
  return /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken ?? '')?.[1] ?? null;
}

const APP_ID = /^A[A-Z0-9]{2,20}$/;
