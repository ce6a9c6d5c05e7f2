import type pg from 'pg';
import type { GenerationKey } from '../core/generation.ts';
import type { Enqueue, Step } from '../core/jobs.ts';
import type { OrderChange, Store } from '../core/store.ts';
import { createAcceptance } from './acceptance.ts';
import * as budgets from './budgets.ts';
import { cancel } from './cancel.ts';
import * as changes from './changes.ts';
import { deleteAfterPosting, markDeleted } from './deletion.ts';
import * as generations from './generations.ts';
import { listPublications } from './lineage.ts';
import * as pictures from './pictures.ts';
import { type Sql, transaction } from './pool.ts';
import { runnerOf } from './queue-database.ts';
import * as requests from './requests.ts';
import * as states from './states.ts';
import { listStranded } from './stranded.ts';
import * as teams from './teams.ts';
import { listVersions } from './versions.ts';
import * as waiting from './waiting.ts';

/** How long an unknown outcome keeps its hold before the hold is captured in full (decision 3). */
const SETTLE_AFTER_MS = 15 * 60_000;

/** The Store on Postgres. `enqueue` puts a job into the transaction it is given; `onEnqueued` hears of it after the commit. */
export function createStore(
  pool: pg.Pool,
  enqueue: Enqueue,
  onEnqueued: (step: Step) => void = () => undefined,
): Store {
  const enqueued = new WeakMap<Sql, Step>();
  const within = async <T>(work: (sql: Sql) => Promise<T>) => {
    let step: Step | undefined;
    const result = await transaction(pool, async (sql) => {
      enqueued.delete(sql);
      const done = await work(sql);
      step = enqueued.get(sql);
      return done;
    });
    if (step) onEnqueued(step);
    return result;
  };

  /** One guarded move; `then` happens only if it moved. */
  const moveAnd = (mark: (sql: Sql) => Promise<boolean>, then: (sql: Sql) => Promise<unknown>) =>
    within(async (sql) => {
      const moved = await mark(sql);
      if (moved) await then(sql);
      return moved;
    });
  const ringAll = async (sql: Sql, step: Step, keys: readonly GenerationKey[], delayMs = 0) => {
    await enqueue(runnerOf(sql), step, keys, { delayMs });
    if (delayMs === 0) enqueued.set(sql, step);
  };
  const ring = (sql: Sql, step: Step, key: GenerationKey, delayMs?: number) => ringAll(sql, step, [key], delayMs);
  const release = async (sql: Sql, key: GenerationKey) => {
    await budgets.resolveHold(sql, key, { kind: 'release' });
    await ring(sql, 'post', key);
  };
  /** Back to `requested`, unless nobody wants it any more. */
  const takeBack = (key: GenerationKey, from: 'submitting' | 'submitted', change?: OrderChange) =>
    within(async (sql) => {
      if (await states.markRequested(sql, key, from, change)) return true;
      if (await states.markCanceled(sql, key, from)) await release(sql, key);
      return false;
    });

  return {
    acceptGeneration: createAcceptance({ within, enqueue: (sql, accepted) => ringAll(sql, 'announce', accepted) }),
    findRequest: (teamId, key) => transaction(pool, (sql) => requests.findRequest(sql, teamId, key), 'rollback'),
    logRefused: (request, defaultCredits) => within((sql) => requests.insertRefused(sql, request, defaultCredits)),
    findGeneration: (key) => generations.findGeneration(pool, key),
    findShownIn: (place) => generations.findShownIn(pool, place),
    findThreadPicture: (place) => generations.findThreadPicture(pool, place),
    listEarlierPresses: (of) => generations.listEarlierPresses(pool, of),
    listPublications: (of) => listPublications(pool, of),
    listVersions: (thread) => listVersions(pool, thread),
    listHistory: (teamId, userId, limit) => generations.listHistory(pool, teamId, userId, limit),

    markAnnouncing: (key) => states.markAnnouncing(pool, key),
    unmarkAnnouncing: async (key) => void (await states.unmarkAnnouncing(pool, key)),
    markAnnounced: (key, announcement, next) =>
      moveAnd(
        (sql) => states.markAnnounced(sql, key, announcement),
        (sql) => ring(sql, next, key),
      ),
    adoptPlaceholder: (key, channelId, messageTs) => states.adoptPlaceholder(pool, key, channelId, messageTs),
    markSubmitting: (key) => states.markSubmitting(pool, key),
    markRequested: (key, change) => takeBack(key, 'submitting', change),
    markUnmade: (key, change) => takeBack(key, 'submitted', change),
    markSubmitted: (key, taskId) =>
      within(async (sql) => {
        if (await states.markSubmitted(sql, key, 'submitting', taskId)) return true;
        // A late answer: another holder had found the order without one, and its job has ended.
        const late = await states.markSubmitted(sql, key, 'unknown', taskId);
        if (late) await ring(sql, 'make', key);
        return late;
      }),
    markMade: (key, made, { amount, estimated }) =>
      moveAnd(
        (sql) => states.markMade(sql, key, made),
        async (sql) => {
          await budgets.resolveHold(sql, key, { kind: 'capture', amount, estimated });
          await ring(sql, 'post', key);
        },
      ),
    markFailed: (key, failure, about) =>
      moveAnd(
        async (sql) =>
          (await states.markFailed(sql, key, failure, about)) ||
          (await states.markCanceled(sql, key, 'submitting')) ||
          (await states.markCanceled(sql, key, 'submitted')),
        (sql) => release(sql, key),
      ),
    markUnknown: (key, failure, requestId) =>
      moveAnd(
        (sql) => states.markUnknown(sql, key, failure, requestId),
        async (sql) => {
          await ring(sql, 'settle', key, SETTLE_AFTER_MS);
          await ring(sql, 'post', key);
        },
      ),
    settleUnknown: (key) => within((sql) => budgets.settleUnknown(sql, key)),

    cancel: (key, by) =>
      within(async (sql) => {
        const outcome = await cancel(sql, key, by);
        if (outcome === 'canceled') await release(sql, key);
        else if (outcome !== 'nothing') await ring(sql, 'post', key);
        return outcome;
      }),
    readPlace: (key, teamConcurrency) => waiting.readPlace(pool, key, teamConcurrency),
    moveLine: (pace) => waiting.moveLine(pool, pace),
    readFigures: (order) => waiting.readFigures(pool, order),
    claimPlaceholder: (key) => waiting.claimPlaceholder(pool, key),
    releasePlaceholder: (key, said) =>
      within(async (sql) => {
        if (await waiting.releasePlaceholder(sql, key, said)) await ring(sql, 'post', key);
      }),
    listClaimedPlaceholders: () => waiting.listClaimedPlaceholders(pool),
    giveTurn: (key, at) => waiting.giveTurn(pool, key, at),

    savePictureUrls: (key, urls) => pictures.savePictureUrls(pool, key, urls),
    savePictureFile: (key, position, fileId) => pictures.savePictureFile(pool, key, position, fileId),
    addSharedFiles: (key, fileIds) => pictures.addSharedFiles(pool, key, fileIds),
    markShowing: (key) => states.markShowing(pool, key),
    markPosting: (key) => states.markPosting(pool, key),
    unmarkPosting: async (key) => void (await states.unmarkPosting(pool, key)),
    markPosted: (key, messageTs, channelId = null) =>
      within(async (sql) => {
        const moved = await states.markPosted(sql, key, messageTs, channelId);
        const changed = moved
          ? [...(await deleteAfterPosting(sql, key)), ...(await changes.markPublished(sql, key))]
          : [];
        if (changed.length > 0) await ringAll(sql, 'post', changed);
        return moved;
      }),
    markUndelivered: (key, failure) =>
      moveAnd(
        (sql) => states.markUndelivered(sql, key, failure),
        (sql) => ring(sql, 'post', key),
      ),
    deliverAgain: (key) =>
      moveAnd(
        (sql) => states.reopenDelivery(sql, key),
        (sql) => ring(sql, 'post', key),
      ),
    markDeleted: (key, userId) =>
      within(async (sql) => {
        const gone = await markDeleted(sql, key, userId);
        if (gone.length > 0) await ringAll(sql, 'post', gone);
        return gone.length > 0;
      }),
    noteChangedBy: async (key, userId) => void (await changes.noteChangedBy(pool, key, userId)),
    saveAltTexts: (key, altTexts, userId) =>
      moveAnd(
        async (sql) => {
          await pictures.saveAltTexts(sql, key, altTexts);
          return await changes.markChanged(sql, key, userId);
        },
        (sql) => ring(sql, 'post', key),
      ),
    markShown: async (key, revision) => void (await changes.markShown(pool, key, revision)),
    markUnshowable: (key, revision, failure) =>
      moveAnd(
        (sql) => changes.markUnshowable(sql, key, revision, failure),
        (sql) => ring(sql, 'post', key),
      ),
    markRefused: async (key, revision) => void (await changes.markRefused(pool, key, revision)),
    listLoneFiles: (key) => pictures.listLoneFiles(pool, key),
    markTold: async (key) => void (await states.markTold(pool, key)),
    listStranded: () => listStranded(pool),
    countAttempt: (key) => states.countAttempt(pool, key),

    readBudget: (teamId, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, teamId, defaultCredits);
        return await budgets.readBudgetMonth(sql, teamId);
      }),
    readAllowance: (who, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, who.teamId, defaultCredits);
        return await budgets.readAllowance(sql, who);
      }),
    readLeft: (teamId, month) => budgets.readLeft(pool, teamId, month),
    setBudget: (change, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, change.teamId, defaultCredits);
        const from = await budgets.writeBudget(sql, change);
        return { from, month: await budgets.readBudgetMonth(sql, change.teamId) };
      }),
    readSettings: (teamId) => teams.readSettings(pool, teamId),
    changeSetting: (by, change, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, by.teamId, defaultCredits);
        await teams.writeSetting(sql, by, change);
        return await teams.readSettings(sql, by.teamId);
      }),
    readLanguage: (teamId) => teams.readLanguage(pool, teamId),
    setLanguage: (teamId, userId, language, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, teamId, defaultCredits);
        await teams.writeLanguage(sql, teamId, userId, language);
      }),
    readCarousels: (teamId) => teams.readCarousels(pool, teamId),
    saveCarousels: (teamId, taken) => teams.saveCarousels(pool, teamId, taken),
    retireModel: (model) => teams.insertRetiredModel(pool, model),
    listRetiredModels: () => teams.listRetiredModels(pool),
    claimReply: (teamId, message, defaultCredits) =>
      within(async (sql) => {
        await budgets.ensureTeam(sql, teamId, defaultCredits);
        return await teams.claimNotice(sql, teamId, message);
      }),
    claimNotice: (teamId, notice) => teams.claimNotice(pool, teamId, notice),
  };
}
