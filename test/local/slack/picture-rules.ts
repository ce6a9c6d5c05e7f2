import { appMaySee, findFile, isProcessed, type SlackFile } from './file.ts';
import type { Block } from './message.ts';
import { DEFAULT_SETTINGS, type State } from './state.ts';
import type { Team } from './team.ts';

export interface PictureCheck {
  files: SlackFile[];
  /** What Slack refuses the whole message for. */
  refusals: string[];
  /** What no careful app does, refused or not. */
  violations: string[];
}

/** Looks behind every picture in the blocks: who may see the file, is it processed, where does the address lead. */
export function checkPictures(state: State, team: Team, blocks: Block[]): PictureCheck {
  const check: PictureCheck = { files: [], refusals: [], violations: [] };
  const refuse = (text: string, isMisuse: boolean) => {
    check.refusals.push(text);
    if (isMisuse) check.violations.push(text);
  };
  for (const { image_url, slack_file } of pictureObjects(blocks)) {
    if (typeof image_url === 'string' && !isPublicAddress(image_url, state.url))
      refuse(`image_url ${image_url} is no https address`, true);
    if (!slack_file) continue;
    const file = findFile(state, slack_file);
    const name = JSON.stringify(slack_file);
    if (!file) refuse(`invalid slack file ${name}: no such file`, true);
    else if (file.team !== team.id)
      refuse(`invalid slack file ${name}: it belongs to ${file.team}, the token to ${team.id}`, true);
    else if (file.deleted) refuse(`invalid slack file ${name}: deleted`, false);
    else if (!appMaySee(state, file)) refuse(`invalid slack file ${name}: the app may not see it`, true);
    else if (file.mimetype === 'image/webp') refuse(`invalid slack file ${name}: webp is not shown in blocks`, true);
    else {
      if (!isProcessed(state, file)) refuse(`invalid slack file ${name}: not processed yet`, false);
      if (!wasWaitedFor(state, file))
        check.violations.push(`slack_file ${file.id} was used before files.info showed its mimetype`);
      check.files.push(file);
    }
  }
  return check;
}

/** An app that has asked and was kept waiting (because the test made processing slow) may try its luck. */
function wasWaitedFor(state: State, file: SlackFile): boolean {
  const { neverProcess, processingMs } = state.settings;
  const isSlow = neverProcess || processingMs > DEFAULT_SETTINGS.processingMs;
  return file.shownProcessed || (isSlow && file.infoAsked);
}

function isPublicAddress(address: string, ownUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === new URL(ownUrl).hostname || hostname === 'localhost';
}

interface PictureObject {
  image_url?: unknown;
  slack_file?: { id?: unknown; url?: unknown };
}

function pictureObjects(part: unknown): PictureObject[] {
  if (Array.isArray(part)) return part.flatMap(pictureObjects);
  if (typeof part !== 'object' || part === null) return [];
  const here = 'image_url' in part || 'slack_file' in part ? [part as PictureObject] : [];
  return [...here, ...Object.values(part).flatMap(pictureObjects)];
}
