/** Whether an id stands in place of somebody who was erased. */
export function isNobody(userId: string): boolean {
  return userId.startsWith('erased-');
}

/** In the place of a person's id: whoever runs the app, by its commands. */
export const OPERATOR = 'operator';
