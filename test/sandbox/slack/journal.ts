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
  ms: number;
}
