/** `npm run tincay -- <command>`: makes a fresh clone ready, then runs the command line in this process. */
import { makeReady } from './ready.mjs';

makeReady({ build: true });
await import('../dist/commands/tincay.js');
