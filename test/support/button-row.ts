/** The row of buttons under one picture, as a transcript shows it: for a regular expression. */
export const BUTTON_ROW = String.raw`\[Vary ×4 · \d+\](?: \[Finish · \d+\])?(?: \[History\])?`;
