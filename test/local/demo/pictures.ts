import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalSlack } from '../slack/slack.ts';
import { fileIds } from './channel.ts';
import type { Environment } from './environment.ts';

/** Writes every picture that stands in the channel into a folder; the names say what they are. */
export async function savePictures({ slack, query }: Environment, channel: string, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (const [i, fileId] of fileIds(slack, channel).entries()) {
    const [picture] = await query<{ prompt: string; label: string | null; position: number; count: number }>(
      `select prompt, label, position, count from pictures p
       join generations g on g.team_id = p.team_id and g.id = p.generation_id where file_id = $1`,
      [fileId],
    );
    if (!picture) throw new Error(`Slack shows a picture that the database does not know: ${fileId}`);
    const { prompt, label, position, count } = picture;
    const which = count > 1 ? `-${position}` : '';
    const name = `${String(i + 1).padStart(2, '0')}-${slug(prompt)}${label ? `-v${label}` : ''}${which}.png`;
    await writeFile(join(folder, name), slack.file(fileId).bytes);
    names.push(name);
  }
  return names;
}

/** Writes every picture of every channel into folders of their own; named by alt text, for no database may be there. */
export async function keepPictures(slack: LocalSlack, folder: string): Promise<void> {
  for (const team of Object.values(slack.teams)) {
    for (const { id, key } of team.channels.values()) {
      const place = join(folder, team.key, key.replace(':', '-'));
      for (const [i, fileId] of fileIds(slack, id, team.key).entries()) {
        const { bytes, altTxt } = slack.file(fileId);
        await mkdir(place, { recursive: true });
        await writeFile(join(place, `${String(i + 1).padStart(2, '0')}-${slug(altTxt)}.png`), bytes);
      }
    }
  }
}

function slug(prompt: string): string {
  return prompt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}
