import type { Copy } from '../../copy/copy.ts';
import type { Export, ExportEnd } from '../../core/log/export.ts';
import { button } from '../kit/button.ts';
import { actions, answer, type Message } from '../kit/message.ts';

export const CANCEL_EXPORT = 'cancel_export';

/** How far an export is, with its Cancel. */
export function exportMessage({ id, kind }: Pick<Export, 'id' | 'kind'>, rows: number, copy: Copy): Message {
  const { [kind]: words, cancel } = copy.team.log.export;
  const { text, blocks } = answer(rows > 0 ? words.writing(rows) : words.begun);
  return { text, blocks: [...blocks, ...actions([button(CANCEL_EXPORT, cancel, id)])] };
}

/** The same message when it has come to its end. */
export function exportEndMessage({ kind }: Pick<Export, 'kind'>, end: ExportEnd, copy: Copy): Message {
  const words = copy.team.log.export;
  switch (end.outcome) {
    case 'done':
      return answer(words[kind].done(end.rows));
    case 'empty':
      return answer(words.empty);
    case 'canceled':
      return answer(words.canceled);
    case 'failed':
      return answer(words.failed[end.why]);
    default:
      return end satisfies never;
  }
}
