/** Slack's limits in characters, as far as this app comes near them (docs.slack.dev/reference/block-kit). */
export const LIMITS = {
  text: 4_000,
  sectionText: 3_000,
  contextText: 2_000,
  altText: 2_000,
  fileAltText: 1_000,
  imageUrl: 3_000,
  buttonText: 75,
  buttonLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  header: 150,
  modalTitle: 24,
  label: 2_000,
  placeholder: 150,
  optionText: 75,
  inputText: 3_000,
  /** Ours: how much of a prompt stands in a message; all of it is in the log. */
  promptShown: 300,
  /** Ours: how many versions of a thread are listed, and how much of each prompt. */
  versionsShown: 30,
  promptListed: 120,
} as const;
