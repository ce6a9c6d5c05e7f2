import { Readable } from 'node:stream';
import { copyFor } from '../../copy/copy.ts';
import type { BytesInFlight } from '../../core/bytes-in-flight.ts';
import { toFailure } from '../../core/failure.ts';
import type { LetterFileStore } from '../../core/log/export.ts';
import type { Log } from '../../core/making/chat.ts';
import type { Chart } from '../../core/team/chart.ts';
import { letterCsv } from '../../core/warnings/letter-csv.ts';
import type { LetterDeps } from '../../core/warnings/tell-letters.ts';
import type { WarningDeps } from '../../core/warnings/tell-warnings.ts';
import { isProcessed } from '../api/files.ts';
import type { Installation, Installations } from '../api/installations.ts';
import { type Posted, postMessage } from '../api/messages.ts';
import type { People } from '../api/people.ts';
import { uploadPicture } from '../api/upload.ts';
import type { Message } from '../kit/message.ts';
import { shareText, type TextPlace, uploadText } from '../log/text-file.ts';
import { letterMessage } from './letter-message.ts';
import { spikeMessage, warningMessage } from './warning-message.ts';

export interface ManagersChatDeps {
  readonly installations: Installations;
  readonly people: People;
  readonly bytes: BytesInFlight;
  readonly drawChart: (chart: Chart) => Promise<Uint8Array>;
  readonly log: Log;
  readonly store: LetterFileStore;
  /** Multiplies the waits for Slack to process files. */
  readonly waitScale: number;
}

/** What managers are told, each in their direct messages with the app and in their own language. */
export function createManagersChat({
  installations,
  people,
  bytes,
  drawChart,
  log,
  store,
  waitScale,
}: ManagersChatDeps): WarningDeps['chat'] & LetterDeps['chat'] {
  const post = async (at: Installation, userId: string, message: Message): Promise<Posted> =>
    await postMessage(at, { channelId: userId, replyTs: null, messageTs: null, userId }, message);
  const copyOf = async (at: Installation, userId: string) => copyFor(await people.localeOf(at, userId));
  /** A letter without its chart is better than none. */
  const uploadChart = async (at: Installation, days: readonly number[], month: string, altText: string) => {
    try {
      const bars = days.map((value, i) => ({ label: dayOfMonth(month, i), value: Math.max(0, value) }));
      const picture = { bytes: await drawChart({ bars }), mimetype: 'image/png' } as const;
      const fileId = await bytes.passage(() => uploadPicture(at, bytes, { picture, title: altText, altText }));
      return (await isProcessed(at, fileId, waitScale)) ? fileId : null;
    } catch (error) {
      log.failure(toFailure(error), { teamId: at.teamId, at: 'letter' });
      return null;
    }
  };
  return {
    async tellWarning(teamId, userId, warning) {
      const at = await installations.of(teamId);
      await post(at, userId, warningMessage(warning, await copyOf(at, userId)));
    },
    async tellSpike(teamId, userId, spike) {
      const at = await installations.of(teamId);
      await post(at, userId, spikeMessage(spike, await copyOf(at, userId)));
    },
    async sendLetter(teamId, userId, letter, { days, rows }) {
      const at = await installations.of(teamId);
      const copy = await copyOf(at, userId);
      const chart = await uploadChart(at, days, letter.month, copy.team.letter.chart(letter.month, letter.spent));
      const { channelId, ts } = await post(at, userId, letterMessage(letter, chart, copy));
      // The letter is there: what becomes of its file says nothing about that.
      const name = `imagine-${letter.month.slice(0, 7)}.csv`;
      await shareCsv(at, letterCsv(rows), name, { channelId, threadTs: ts }, (fileId) =>
        store.noteLetterFile({ teamId, userId, channelId, fileId }),
      ).catch((error) => log.failure(toFailure(error), { teamId, at: 'letter' }));
    },
  };
}

/** Under a message. It names people, so it is noted before anybody sees it: whoever is forgotten goes from it, too. */
async function shareCsv(
  at: Installation,
  text: string,
  name: string,
  place: TextPlace,
  note: (fileId: string) => Promise<void>,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const id = await uploadText(at, { name, length: bytes.length, pieces: Readable.from([bytes]) });
  await note(id);
  await shareText(at, { id, title: name }, place);
}

const DAY_MS = 24 * 3_600_000;

const dayOfMonth = (first: string, days: number) => new Date(Date.parse(first) + days * DAY_MS).getUTCDate();
