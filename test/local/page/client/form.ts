import { useRef, useState } from 'preact/hooks';
import type { Json, ViewPiece } from '../shapes.ts';
import { act } from './act.ts';
import type { FieldValue, Form } from './blocks/surface.ts';

interface Field {
  blockId: string;
  value: FieldValue;
  /** The local Slack holds it by now. */
  isSent: boolean;
}

type Filled = Map<string, Field>;

/**
 * What has been filled into a view. It stays when the app changes the view, but for a block that has another id now;
 * it is empty again when another view takes its place.
 */
export function useForm(view: ViewPiece | undefined) {
  const filled = useRef<{ viewId: string | undefined; fields: Filled }>({ viewId: undefined, fields: new Map() });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [, draw] = useState(0);
  if (filled.current.viewId !== view?.id) filled.current = { viewId: view?.id, fields: new Map() };
  const { fields } = filled.current;
  const form: Form = {
    valueOf: (blockId, actionId) => {
      const field = fields.get(actionId);
      return field?.blockId === blockId ? field.value : undefined;
    },
    fill(blockId, actionId, value) {
      fields.set(actionId, { blockId, value, isSent: false });
      draw((count) => count + 1);
    },
    errorOf: (blockId) => errors[blockId],
  };
  /** Does something with the view, and hands over what was filled in since the last time. */
  const send = async (name: string, sent: Record<string, unknown>) => {
    const there = new Set(
      (view?.blocks ?? []).flatMap((block) => actionsIn(block).map((id) => `${block.block_id} ${id}`)),
    );
    const isNew = ([actionId, { blockId, isSent }]: [string, Field]) => !isSent && there.has(`${blockId} ${actionId}`);
    const unsent = [...fields].filter(isNew);
    const values = Object.fromEntries(unsent.map(([actionId, { value }]) => [actionId, value]));
    const answer = await act(name, { ...sent, values });
    if (!answer.error) for (const [, field] of unsent) field.isSent = true;
    return answer;
  };
  return { form, send, errors, setErrors };
}

function actionsIn(part: Json): string[] {
  const { element, elements, accessory, action_id: own } = part;
  const inside = [element, accessory, ...(Array.isArray(elements) ? elements : [])];
  const within = inside
    .filter((one) => typeof one === 'object' && one !== null)
    .flatMap((one) => actionsIn({ ...one }));
  return [...(typeof own === 'string' ? [own] : []), ...within];
}
