import type { Copy } from '../../copy/copy.ts';
import type { Forecast } from '../../core/warnings/forecast.ts';

/** A line of where the budget gets to at this pace; none where too little is known. */
export function forecastWords(forecast: Forecast, { team: { warnings } }: Copy): string[] {
  switch (forecast.kind) {
    case 'silent':
      return [];
    case 'lasts':
      return [warnings.lasts];
    case 'ends':
      return [warnings.ends(forecast.on)];
    default:
      return forecast satisfies never;
  }
}
