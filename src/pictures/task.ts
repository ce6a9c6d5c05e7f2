import type { Chart } from '../core/team/chart.ts';

/** What the decoder is asked for; the pictures come as they are, beside it. `room`: what it may cost, in bytes beside what an idle decoder has. */
export type Task =
  | { readonly act: 'normalize' | 'side_by_side'; readonly room: number }
  | { readonly act: 'chart'; readonly room: number; readonly chart: Chart };

/** The decoder's answer where no size of a picture costs as little as there is room for. */
export const TOO_MUCH = 'more memory than there is room for';
