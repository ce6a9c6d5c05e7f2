import { readFileSync } from 'node:fs';

export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The instructions of our Dockerfile, one a line. */
export function readDockerfile(): Instruction[] {
  return readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', value = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      return { name, value };
    });
}

/** What is copied from this repository, in all stages: files and folders at its top. */
export function copiedFiles(instructions: readonly Instruction[]): string[] {
  const lines = instructions.filter(({ name, value }) => name === 'COPY' && !value.startsWith('--from='));
  return [...new Set(lines.flatMap(({ value }) => value.split(' ').slice(0, -1)))];
}

/** What a list (`CMD ["node", …]`) says. */
export function listOf(instructions: readonly Instruction[], name: string): string[] {
  const value = instructions.findLast((one) => one.name === name)?.value ?? '';
  return JSON.parse(value.slice(value.indexOf('['))) as string[];
}
