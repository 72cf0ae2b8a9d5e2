import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whichever of these began last would run alone at the end. */
const LONGEST = [
  'test/simulation', 'service/hostile', 'service/canary_at_rest', 'service/storm', 'service/kill', 'service/rights',
  'service/abuse', 'service/second_word', 'service/dump', 'service/retention', 'service/receipts', 'service/canary.',
];

/** A clean checkout does not know how long its tests take, and would begin with the largest files. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((name) => moduleId.includes(name));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', './test/reporter.ts'],
    globalSetup: './test/service/template.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    // The services under test mostly wait: on two cores two files at a time take little more than half as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
