// Before everything else, and in JavaScript that an older Node reads: our TypeScript it can't, and says so by the page.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Imagine needs Node 24, and this is ${process.version}: install it (nodejs.org), or run npm ci, which brings it along.\n`,
  );
  process.exit(1);
}
