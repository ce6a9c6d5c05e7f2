/** One exchange that the app began. */
export interface JournalEntry {
  at: number;
  /** The API method, or 'upload', 'file' (a download), 'response_url'. */
  method: string;
  args: Record<string, unknown>;
  /** The workspace whose token was used. */
  team?: string;
  status: number;
  ok: boolean;
  error?: string;
  /** The scripted fault that was played, if any. */
  fault?: string;
  /** The body of the answer, where the local Slack was told to keep them; never the bytes of a file. */
  answer?: string;
  ms: number;
}

/** One request of Slack's own to the app: a command, an interaction, an event. */
export interface SentEntry {
  at: number;
  body: string;
  contentType: string;
  /** `num` of Slack's retry, where it is one. */
  retry?: string;
  /** Absent while the app has not answered; 0 when it never did. */
  status?: number;
  answer?: string;
  ms?: number;
}
