/** What `package-lock.json` says of a package. */
type Entry = { version?: string; license?: string; dev?: boolean; integrity?: string };
export type Lockfile = { packages: Record<string, Entry> };

/** The page that lists what the service is made of; a test compares it with the lockfile. */
export function licencePage({ packages }: Lockfile): string {
  const rows = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version, license }]) => `| ${nameOf(path)} | ${version} | ${license} |`);
  return `# Licences

Every package that a running service may load, from \`package-lock.json\`. Written by \`npm run docs\`; \`npm run sbom\` prints the same
as a CycloneDX document, which belongs to each release.

| Package | Version | Licence |
|---|---|---|
${[...new Set(rows)].sort().join('\n')}
`;
}

/** A package may stand inside another one's folder. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
