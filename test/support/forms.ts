import sharp from 'sharp';
import type { FileUpload } from '../local/slack/slack.ts';
import type { Imagine } from './imagine.ts';

type Values = Record<string, string | FileUpload[]>;

/** What a person does with the modal before their eyes, and what it says. */
export function formsOf(imagine: () => Imagine) {
  const modal = (user = 'ana') => {
    const view = imagine().slack.modals(user).at(-1);
    if (!view) throw new Error(`${user} has no modal open`);
    return view;
  };
  const submit = (values: Values = {}, user = 'ana') =>
    imagine().slack.submit({ user, viewId: modal(user).id, values });
  return {
    modal,
    read: (user = 'ana') => imagine().slack.read(modal(user)),
    choose: (actionId: string, value: string, user = 'ana') =>
      imagine().slack.clickInView({ user, viewId: modal(user).id, actionId, value }),
    submit,
    /** Sends it and waits for what comes of it. */
    async send(values: Values = {}, user = 'ana') {
      const answer = await submit(values, user);
      await imagine().settled();
      return answer;
    },
    /** What was complained of, by block. */
    errors: (answer: { json?: unknown }) => (answer.json as { errors: Record<string, string> }).errors,
  };
}

/** A picture as people have it on their disk. */
export async function pictureFile(name = 'sketch.png', background = '#c40'): Promise<FileUpload> {
  const drawn = sharp({ create: { width: 64, height: 48, channels: 3, background } });
  const encoded = name.endsWith('webp') ? drawn.webp() : name.endsWith('jpg') ? drawn.jpeg() : drawn.png();
  return { name, bytes: await encoded.toBuffer() };
}
