import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { keepRunning } from '../../../src/embedded/keep-running.ts';
import { until } from '../../support/until.ts';

class Connection extends EventEmitter {
  isOpen = true;
  async end() {
    this.isOpen = false;
    this.emit('end');
  }
}

/** A server that comes back, or doesn't, as `answers` says of each try. */
function kept(answers: ('back' | 'no' | 'broken')[]) {
  const connections = [new Connection()];
  const said: string[] = [];
  const state = { tries: 0, clock: 0, isLost: false };
  const [held = new Connection()] = connections;
  const keeping = keepRunning({
    held,
    pausesMs: [0, 0, 0],
    now: () => state.clock,
    async revive() {
      const answer = answers[state.tries++];
      if (answer === 'broken') throw new Error('it broke');
      if (answer !== 'back') return null;
      const again = new Connection();
      connections.push(again);
      return again;
    },
  });
  keeping.told = (what) => void said.push(what);
  void keeping.lost.then(() => {
    state.isLost = true;
  });
  return { connections, said, state, keeping, die: () => connections.at(-1)?.emit('end') };
}

test('one that dies is had back, after tries that failed or broke', async () => {
  const { connections, said, state, die } = kept(['no', 'broken', 'back']);
  die();
  await until(() => connections.length === 2);
  expect(said).toEqual(['died', 'is back']);
  expect(state).toMatchObject({ tries: 3, isLost: false });
});

test('after the last try it is lost, and nothing more is tried', async () => {
  const { state, die } = kept([]);
  die();
  await until(() => state.isLost);
  expect(state.tries).toBe(3);
});

test('one that dies again and again uses its tries up; one that ran for long has them all again', async () => {
  const { connections, state, die } = kept(['back', 'back', 'back', 'back', 'back', 'back']);
  for (let deaths = 1; deaths <= 3; deaths += 1) {
    die();
    await until(() => connections.length === deaths + 1);
  }
  state.clock += 10 * 60_000;
  die();
  await until(() => connections.length === 5);
  for (let deaths = 1; deaths <= 3; deaths += 1) die();
  await until(() => state.tries >= 5);
  expect(state.isLost).toBe(false);
});

test('what is stopped on purpose is no death', async () => {
  const { connections, said, state, keeping } = kept(['back']);
  await keeping.stop();
  expect(connections[0]?.isOpen).toBe(false);
  expect({ said, ...state }).toMatchObject({ said: [], tries: 0, isLost: false });
});

test('one that is stopped between its death and the next try stays away', async () => {
  const { state, die, keeping } = kept(['back']);
  die();
  await keeping.stop();
  expect(state.tries).toBe(0);
});
