import { useRef, useState } from 'preact/hooks';
import type { FieldValue, Form } from './blocks/surface.ts';

/** What has been filled into a view; empty again when another view takes its place. */
export function useForm(viewId: string) {
  const filled = useRef<{ viewId: string; values: Record<string, FieldValue> }>({ viewId, values: {} });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [, draw] = useState(0);
  if (filled.current.viewId !== viewId) filled.current = { viewId, values: {} };
  const form: Form = {
    valueOf: (actionId) => filled.current.values[actionId],
    fill(actionId, value) {
      filled.current.values[actionId] = value;
      draw((count) => count + 1);
    },
    errorOf: (blockId) => errors[blockId],
  };
  return { form, values: () => filled.current.values, errors, setErrors };
}
