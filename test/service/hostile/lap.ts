import { readFileSync } from 'node:fs';

/**
 * Times answers by what the two who talk had of the machine: milliseconds, less those in which one of them would have
 * run and something else had the processor. On a busy machine that wait is nobody's fault; whatever an input costs the
 * service, or makes it wait for, still counts. Where the system does not say (elsewhere than on Linux) all counts.
 */
export function startLap(service: number | undefined): () => number {
  const pids = [process.pid, service];
  const [started, before] = [Date.now(), pids.map(waitedMs)];
  return () => {
    const waits = pids.map((pid, index) => waitedMs(pid) - (before[index] ?? 0));
    // Both may wait at the same moment: only the longer wait is sure.
    return Math.round(Date.now() - started - Math.max(0, ...waits));
  };
}

/** For how long the main thread of a process was ready and not let run (Documentation/scheduler/sched-stats.rst). */
function waitedMs(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
}
