import type { Environment } from './environment.ts';
import type { Stage } from './stage.ts';

/** What the story leaves behind when all is well. */
export interface Expected {
  readonly pictures: number;
  readonly credits: number;
}

/** The story that the demo tells: three colleagues, pictures, edits, a budget, and what can go wrong. */
export async function playStory(stage: Stage, { pixapi }: Environment): Promise<Expected> {
  stage.title('A picture');
  await stage.command('ana', 'a red fox reading a newspaper');

  stage.title('An edit, in the picture’s thread');
  await stage.reply('bruno', 'edit this: make it night');

  stage.title('Four drafts at once, an edit of one of them, and the third finished: its price stands on the button');
  await stage.command('ana', 'a paper boat at sea --n 4 --size landscape');
  await stage.reply('carla', 'edit #2: add a lighthouse');
  await stage.press('bruno', 'Finish · 14', 'finish_image:3');

  stage.title('A flag that cannot be read costs nothing');
  await stage.command('gus', 'a lighthouse in a storm --size 1920x1080');

  stage.title('Pixapi refuses a prompt: only its author is told');
  pixapi.fault({ to: 'submit', prompt: 'the mayor' }, { answer: { status: 422 } });
  await stage.command('gus', 'the mayor slipping on a banana peel');

  stage.title('ana is an admin and sets a budget; bruno runs into it (and is told so in Portuguese, his language)');
  await stage.command('ana', 'budget set 30');
  await stage.command('bruno', 'a city of glass at dawn --quality high');

  stage.title('Where the credits went');
  await stage.command('ana', 'budget');
  await stage.command('ana', 'history');
  return { pictures: 8, credits: 21 };
}

/** The worker dies while Pixapi draws. Another takes the picture up where it was: nothing is ordered twice. */
export async function playCrash(stage: Stage, environment: Environment): Promise<Expected> {
  stage.title('kill -9 to the worker while Pixapi draws; another finishes the picture (this takes up to 15 s)');
  environment.pixapi.set({ taskMs: 2_500 });
  await stage.meanwhile('ana', 'a whale above the rooftops', async () => {
    await environment.killWorker();
    await environment.startWorker();
    stage.say('           the worker is dead, another has started');
  });
  environment.pixapi.set({ taskMs: 700 });
  return { pictures: 1, credits: 1 };
}
