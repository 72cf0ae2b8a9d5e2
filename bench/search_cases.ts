import { walk } from './search/walk.ts';
import { isMisjudged, likeness, patterns, rosters, worldFrom } from './search/worlds.ts';

/**
 * Walks the life of a case state by state: `npx tsx bench/search_cases.ts [members]` (5 by default). Of every roster
 * and every pattern of exclusions it is asked who may know; worlds that then have as many members in each ring are
 * walked once, with everything that may happen in them.
 */
const most = Number(process.argv[2] ?? 5);
const began = Date.now();
const walked = new Set<string>();
let [worlds, states, steps] = [0, 0, 0];

function fail(fault: string, world: object): never {
  console.error(`${fault}\n${JSON.stringify(world)}`);
  process.exit(1);
}

for (let size = 0; size <= most; size++) {
  for (const roster of rosters(size)) {
    for (const pattern of patterns(size)) {
      worlds += 1;
      const world = worldFrom(roster, pattern);
      if (isMisjudged(world)) fail('somebody may know who may not, or the other way round', world);
      const like = likeness(world);
      if (walked.has(like)) continue;
      walked.add(like);
      const found = walk(world);
      states += found.states;
      steps += found.steps;
      if (found.fault !== undefined) fail(found.fault, world);
    }
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  const figures = `${worlds} worlds, ${walked.size} walked, ${states} states, ${steps} steps, ${seconds} s`;
  console.log(`to ${size} members: ${figures}`);
}
