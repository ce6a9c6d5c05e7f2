/** Whether payloads say of which workspace a person is. What outsiders and guests may do must not hang on it. */
export const BOTH_WAYS = [
  ['named', true],
  ['not named', false],
] as const;
