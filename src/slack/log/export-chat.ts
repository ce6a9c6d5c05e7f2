import { copyFor } from '../../copy/copy.ts';
import type { Export, ExportChat } from '../../core/log/export.ts';
import type { ManagerStore } from '../../core/policy/managers.ts';
import { deleteFile, listShares } from '../api/files.ts';
import type { Installations } from '../api/installations.ts';
import { postMessage, updateMessage } from '../api/messages.ts';
import type { People } from '../api/people.ts';
import type { Message } from '../kit/message.ts';
import { isManager } from '../policy/find-manager.ts';
import { exportEndMessage, exportMessage } from './export-message.ts';
import { shareText, uploadText } from './text-file.ts';

export interface ExportChatDeps {
  readonly installations: Installations;
  readonly people: People;
  readonly store: Pick<ManagerStore, 'isNamedManager'>;
}

/** Exports in the manager's conversation with the app, in their language. */
export function createExportChat({ installations, people, store }: ExportChatDeps): ExportChat {
  const at = ({ teamId }: Export) => installations.of(teamId);
  const copyOf = async (of: Export) => copyFor(await people.localeOf(await at(of), of.userId));
  const change = async (of: Export, message: Message) => {
    const { userId, channelId, messageTs } = of;
    const place = { channelId: channelId ?? userId, replyTs: null, messageTs, userId };
    if (messageTs === null) await postMessage(await at(of), place, message);
    else await updateMessage(await at(of), place, message);
  };
  return {
    isManager: async (of) =>
      await isManager({ requests: { store } }, of, await people.findNow(await at(of), of.userId)),
    async begin(of) {
      const place = { channelId: of.userId, replyTs: null, messageTs: null, userId: of.userId };
      const { ts, channelId } = await postMessage(await at(of), place, exportMessage(of, 0, await copyOf(of)));
      return { channelId, messageTs: ts };
    },
    progress: async (of, rows) => await change(of, exportMessage(of, rows, await copyOf(of))),
    end: async (of, end) => await change(of, exportEndMessage(of, end, await copyOf(of))),
    async upload(of, spool) {
      const where = await at(of);
      if (of.fileId) await deleteFile(where, of.fileId);
      return await uploadText(where, { name: nameOf(of), length: spool.bytes, pieces: spool.read() });
    },
    async share(of, fileId, rows) {
      const { comment } = (await copyOf(of)).team.log.export[of.kind];
      const file = { id: fileId, title: nameOf(of) };
      await shareText(await at(of), file, { channelId: of.channelId ?? '', comment: comment(rows) });
    },
    isShared: async (of, fileId) => (await listShares(await at(of), fileId, of.channelId ?? '')).length > 0,
  };
}

/** `imagine-log-2026-11-30.csv`: of the day, in UTC, on which it was asked for. */
function nameOf({ kind, format, askedAt }: Export): string {
  return `imagine-${kind}-${askedAt.toISOString().slice(0, 10)}.${format}`;
}
