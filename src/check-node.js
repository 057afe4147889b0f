import module from 'node:module';

// Loaded before the first .ts file: an older Node would stop there with an error that names neither cause nor cure.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Zoho Event Hub needs Node 22.18 or newer, and this is ${process.version}. Run "npm ci" and start it with "npm start", which brings its own Node on Linux and Windows.\n`,
  );
  process.exit(1);
}

// Keeps what was compiled and stripped of its types for the next start, which then takes a fraction of the time.
module.enableCompileCache?.();
