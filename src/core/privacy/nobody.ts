/** Whether an id stands in place of somebody who was erased. */
export function isNobody(userId: string): boolean {
  return userId.startsWith('erased-');
}
