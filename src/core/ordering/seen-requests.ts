/** Which signed requests have been seen already. */
export interface SeenStore {
  /** True for the first caller with this signature in ten minutes. */
  claimRequest(signature: string): Promise<boolean>;
}
