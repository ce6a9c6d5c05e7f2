import { type Environment, type EnvironmentOptions, startEnvironment } from './environment.ts';

export interface DemoOptions {
  readonly crash: boolean;
  readonly keep: boolean;
  readonly pictures: string;
}

/** A demo under way. */
export interface Running {
  readonly exitCode: Promise<number>;
  /** Ends it early; `exitCode` then follows. */
  close(): Promise<void>;
}

/** Starts what a demo needs, does `work` with it, and ends it all however that went. */
export function run(options: EnvironmentOptions, work: (environment: Environment) => Promise<number>): Running {
  const starting = startEnvironment(options);
  let isClosing = false;
  let closing: Promise<void> | undefined;
  const close = () => {
    isClosing = true;
    closing ??= starting.then(
      (environment) => environment.close(),
      () => undefined,
    );
    return closing;
  };
  const finish = async () => {
    try {
      return await work(await starting);
    } catch (error) {
      if (!isClosing) console.error(`\nThe demo broke off: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    } finally {
      await close();
    }
  };
  return { exitCode: finish(), close };
}
