import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TeamPiece } from './shapes.ts';

const features = z.object({
  app_home: z.object({ home_tab_enabled: z.boolean().default(false) }),
  slash_commands: z
    .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }))
    .default([]),
  shortcuts: z
    .array(
      z.object({
        name: z.string(),
        type: z.enum(['message', 'global']),
        callback_id: z.string(),
        description: z.string(),
      }),
    )
    .default([]),
});
const manifest = z.object({ display_information: z.object({ description: z.string() }), features });

/** What Slack's own surface shows of the app: commands with their hints, shortcuts, whether there is a Home. */
export function readManifest(): Pick<TeamPiece, 'commands' | 'shortcuts'> & { description: string; hasHome: boolean } {
  const { display_information, features } = manifest.parse(parse(readFileSync('manifest.yml', 'utf8')));
  return {
    description: display_information.description,
    hasHome: features.app_home.home_tab_enabled,
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id, description }) => ({
      name,
      type,
      callbackId: callback_id,
      description,
    })),
  };
}
