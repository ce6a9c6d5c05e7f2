/** What is said once. */
export interface NoticeStore {
  /** True for the first caller of this team and notice. */
  claimNotice(teamId: string, notice: string): Promise<boolean>;
  /** True for whoever is first to answer this message in words. */
  claimReply(teamId: string, message: string, defaultCredits: number | null): Promise<boolean>;
}
