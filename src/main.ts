import { given } from './service/starting/dotenv.ts';
import { loadStores } from './store/open.ts';

// Whoever reads our output may be gone, as after a restart of the journal: the service and its log file carry
// on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// A start is mostly loading. The store loads in its own thread meanwhile, so it has to begin first.
const openStores = await loadStores(given(process.env).DATABASE_URL ?? '');
const { start } = await import('./start.ts');
await start(openStores);
