/** The row of buttons under one picture in a channel, as a transcript shows it: for a regular expression. */
export const BUTTON_ROW = String.raw`\[Edit\] \[Vary ×4 · \d+\](?: \[Finish · \d+\])?(?: \[History\])? \[… (?:Again · \d+ / )?Original prompt / Make private / Alt text… / Delete…\]`;
