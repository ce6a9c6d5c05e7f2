import { z } from 'zod';

const specs = z.record(z.string(), z.string());
const entry = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  bundleDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: specs.optional(),
  devDependencies: specs.optional(),
  optionalDependencies: specs.optional(),
  peerDependencies: specs.optional(),
});
export const lockfile = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), entry) });
type Lockfile = z.output<typeof lockfile>;

export const manifest = z.object({
  dependencies: specs,
  devDependencies: specs,
  allowScripts: z.record(z.string(), z.boolean()),
});
type Manifest = z.output<typeof manifest>;

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
/** Versions and ranges of them; anything else leads away from the registry: git, a file, an address, `owner/repository`, another name. */
const RANGE = /^(?:[\d^~<>=*xX|.\s-]|(?<=\d-?)[\w.]*|latest)*$/;
/** npm's registry, under which no other host stands. */
const REGISTRY = /^https:\/\/registry\.npmjs\.org\//;
/** A SHA-512, whole. */
const HASH = /^sha512-[A-Za-z\d+/]{86}==$/;

/** What in `package.json` and the lockfile would let something else be installed than what was looked at. Asks the net nothing. */
export function lockComplaints(own: Manifest, { lockfileVersion, packages }: Lockfile): string[] {
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  return [
    ...(lockfileVersion === 3 ? [] : [`lockfile version ${lockfileVersion}, not 3`]),
    ...aboutOurs(own, packages['']),
    ...installed.flatMap(([path, one]) => aboutOne(path, one)),
    ...aboutScripts(own, installed),
  ];
}

function aboutOurs(own: Manifest, root: z.output<typeof entry> | undefined): string[] {
  const wanted = { ...own.dependencies, ...own.devDependencies };
  const locked = { ...root?.dependencies, ...root?.devDependencies };
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(locked)])];
  return [
    ...Object.entries(wanted).flatMap(([name, spec]) =>
      EXACT.test(spec) ? [] : [`${name}: ${spec} is no exact version`],
    ),
    ...names
      .filter((name) => wanted[name] !== locked[name])
      .map((name) => `${name}: package.json says ${wanted[name]}, the lockfile ${locked[name]}`),
  ];
}

function aboutOne(path: string, one: z.output<typeof entry>): string[] {
  const called = path.replace(/^.*node_modules\//, '');
  const wanted = Object.entries({ ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies });
  return [
    ...(path.startsWith('node_modules/') ? [] : [`${path}: stands outside node_modules`]),
    ...(one.link ? [`${path}: is a link`] : []),
    ...(one.inBundle || one.bundleDependencies ? [`${path}: is bundled, or bundles others`] : []),
    ...(one.name !== undefined && one.name !== called ? [`${path}: is really ${one.name}`] : []),
    ...(EXACT.test(one.version ?? '') ? [] : [`${path}: version ${one.version}`]),
    ...(HASH.test(one.integrity ?? '') ? [] : [`${path}: no SHA-512`]),
    ...(one.resolved === undefined || REGISTRY.test(one.resolved) ? [] : [`${path}: comes from elsewhere`]),
    ...wanted.filter(([, spec]) => !RANGE.test(spec)).map(([name, spec]) => `${path}: wants ${name} as ${spec}`),
  ];
}

/** A package with an install script that nobody allowed, and an allowance that nothing needs. */
function aboutScripts({ allowScripts }: Manifest, installed: readonly [string, z.output<typeof entry>][]): string[] {
  const scripted = new Set(
    installed.filter(([, one]) => one.hasInstallScript).map(([path]) => path.replace(/^.*node_modules\//, '')),
  );
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  return [
    ...[...scripted].filter((name) => !allowed.includes(name)).map((name) => `${name}: has a new install script`),
    ...Object.keys(allowScripts)
      .filter((name) => !scripted.has(name))
      .map((name) => `${name}: may run an install script, and has none`),
  ];
}
