import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
let isDue = false;

/** Says that something that is shown has changed; all that look are drawn anew, once a frame at most. */
export function changed(): void {
  if (isDue) return;
  isDue = true;
  // A page in the background has no frames, and must still count what is unread.
  const soon = document.hidden ? (draw: () => void) => setTimeout(draw, 200) : requestAnimationFrame;
  soon(() => {
    isDue = false;
    for (const listener of listeners) listener();
  });
}

export function useChanges(): void {
  const [, draw] = useState(0);
  useEffect(() => {
    const listener = () => draw((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
}
