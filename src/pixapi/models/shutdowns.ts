import { z } from 'zod';

const MOST_MODELS = 1_000;
/** A day before or after these is no day that anybody means. */
const [EARLIEST, LATEST] = ['2025-01-01', '2060-01-01'];

const list = z.object({ data: z.array(z.unknown()) });
const entry = z.object({ id: z.string().min(1).max(64), shutdown_date: z.string().max(40) });
const day = z.iso.date();

/**
 * The days (YYYY-MM-DD) from which models are shut down, as `GET /v1/models` says. Neither the list nor the field in it is
 * promised by anybody: what has another form says nothing.
 */
export function readShutdownDates(body: unknown): Map<string, string> {
  const entries = list.safeParse(body).data?.data.slice(0, MOST_MODELS) ?? [];
  return new Map(
    entries.flatMap((one): [string, string][] => {
      const said = entry.safeParse(one).data;
      const on = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(said?.shutdown_date ?? '')?.[1];
      const isDay = on !== undefined && day.safeParse(on).success && on >= EARLIEST && on <= LATEST;
      return said && isDay ? [[said.id, on]] : [];
    }),
  );
}
