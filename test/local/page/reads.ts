/** How far each person has read each channel. */
export interface Reads {
  of(userId: string, channelId: string): string;
  until(userId: string, channelId: string, ts: string): void;
}

export function createReads(): Reads {
  const read = new Map<string, string>();
  return {
    of: (userId, channelId) => read.get(`${userId} ${channelId}`) ?? '',
    until(userId, channelId, ts) {
      const key = `${userId} ${channelId}`;
      if (ts > (read.get(key) ?? '')) read.set(key, ts);
    },
  };
}
