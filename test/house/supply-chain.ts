import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Licenses under which the packages that production runs may be used. LGPL is libvips', see THIRD-PARTY-NOTICES.md. */
const ALLOWED = [
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', '(MIT OR CC0-1.0)'],
  ...['LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
];
/** How many packages production may install on any one platform. A new one is a decision: raise this with its reason. */
const MOST_PACKAGES = 182;

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});
export type Lock = z.output<typeof lockfile>;

/** What is wrong with the packages that production installs; empty when nothing is. Reads nothing from the net. */
export function supplyComplaints(lock: Lock, notices: string): string[] {
  const packages = production(lock);
  const required = packages.filter(({ optional }) => !optional);
  const notAllowed = packages.filter(({ license }) => !ALLOWED.includes(license ?? ''));
  const copyleft = packages.filter(({ license }) => license?.includes('LGPL'));
  return [
    ...notAllowed.map(({ name, license }) => `${name}: license ${license ?? 'not named'} is not on the list`),
    ...(required.length > MOST_PACKAGES
      ? [`${required.length} packages in production, more than ${MOST_PACKAGES}`]
      : []),
    ...copyleft
      .filter(({ name, version }) => !notices.includes(`${name}@${version}`))
      .map(({ name, version }) => `THIRD-PARTY-NOTICES.md does not name ${name}@${version}`),
  ];
}

/** `devOptional` is no `dev`: what an installed package takes along if it can, npm installs without development too. */
function production({ packages }: Lock) {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, one]) => ({ ...one, name: path.replace(/^.*node_modules\//, '') }));
}

const component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });
const bom = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});
export type Bom = z.output<typeof bom>;

/**
 * Leaves of a list of everything what production installs, and what of it needs what. (`npm sbom --omit dev` leaves out
 * too much: also what a package of production shares with one of development, such as zod.) npm calls us by the folder
 * that it runs in, and a library.
 */
export function productionBom({ metadata, ...everything }: Bom, lock: Lock, name: string): Bom {
  const wanted = new Set(production(lock).map((one) => `${one.name}@${one.version}`));
  const own = metadata.component['bom-ref'];
  return {
    ...everything,
    metadata: { ...metadata, component: { ...metadata.component, name, type: 'application' } },
    components: everything.components.filter((one) => wanted.has(one['bom-ref'])),
    dependencies: everything.dependencies
      .filter(({ ref }) => wanted.has(ref) || ref === own)
      .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => wanted.has(ref)) })),
  };
}

/** What production installs and a list does not name. */
export function missingIn({ components }: Pick<Bom, 'components'>, lock: Lock): string[] {
  const listed = new Set(components.map((one) => one['bom-ref']));
  return production(lock)
    .map(({ name, version }) => `${name}@${version}`)
    .filter((one) => !listed.has(one));
}

if (import.meta.main) {
  const lock = lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const npm = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const everything = bom.parse(JSON.parse(execFileSync('npm', npm, { encoding: 'utf8', maxBuffer: 2 ** 26 })));
  const { name } = z.object({ name: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const list = productionBom(everything, lock, name);
  const complaints = [
    ...supplyComplaints(lock, readFileSync('THIRD-PARTY-NOTICES.md', 'utf8')),
    ...missingIn(list, lock).map((name) => `the bill of materials does not list ${name}`),
  ];
  if (process.argv.includes('--sbom')) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
}
