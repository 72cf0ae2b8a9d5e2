/** `npm start`: makes a fresh clone ready, then runs the service in this process. */
import { makeReady } from './ready.mjs';

makeReady({ build: true });
await import('../dist/main.js');
