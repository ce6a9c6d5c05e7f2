import { welcomeMessage } from '../../src/slack/install/welcome.ts';
import type { Sample } from './sample.ts';

/** What whoever installed the app reads first. */
export const INSTALL: readonly Sample[] = [
  {
    name: 'welcomeMessage',
    build: (copy, load) => welcomeMessage({ budget: load === 'worst' ? 10_000_000 : 500, isMonthly: true }, copy),
  },
  { name: 'welcomeMessage: without limit', build: (copy) => welcomeMessage({ budget: null, isMonthly: true }, copy) },
  { name: 'welcomeMessage: a budget by day', build: (copy) => welcomeMessage({ budget: 5, isMonthly: false }, copy) },
];
