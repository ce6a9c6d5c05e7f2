/** The few that this page offers and knows; any other is shown by its name. */
export const EMOJI: Record<string, string> = {
  '+1': '👍',
  heart: '❤️',
  tada: '🎉',
  eyes: '👀',
  joy: '😂',
  fire: '🔥',
  white_check_mark: '✅',
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
  art: '🎨',
  frame_with_picture: '🖼️',
  lock: '🔒',
};

export const OFFERED = ['+1', 'heart', 'tada', 'eyes', 'joy'];
