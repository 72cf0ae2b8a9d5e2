import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The services under test mostly wait: on two cores two files at a time take little more than half as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
