import { Counter, Gauge, Registry } from 'prom-client';

/** What the house counts. Labels are codes from closed lists: never a person, a place or a word. */
export type Metrics = Readonly<{
  received: (channel: string) => void;
  quarantined: (channel: string, reason: string) => void;
  sent: (channel: string, kind: string, what: string) => void;
  unknown: (what: 'again' | 'left', count: number) => void;
  refused: (channel: string, why: string) => void;
  broke: (where: string) => void;
  /** What became of a picture or a voice that was to be passed on. */
  brought: (what: 'kept' | 'refused' | 'away') => void;
  /** How many requests or breaches have passed a time that the law sets. */
  overdue: (what: 'requests' | 'breaches', count: number) => void;
  text: () => Promise<string>;
}>;

export function openMetrics(uptime: () => number): Metrics {
  const registry = new Registry();
  const counter = (name: string, help: string, labelNames: string[]): Counter =>
    new Counter({ name: `tincay_${name}`, help, labelNames, registers: [registry] });
  const received = counter('received_total', 'Updates stored.', ['channel']);
  const quarantined = counter('quarantined_total', 'Updates kept for us to look at.', ['channel', 'reason']);
  const sent = counter('sends_total', 'Sends and what became of them.', ['channel', 'kind', 'what']);
  const unknown = counter('unknown_sends_total', 'Sends cut between request and answer by a dead process.', ['what']);
  const refused = counter('refused_total', 'Calls of a webhook that were refused.', ['channel', 'why']);
  const broke = counter('faults_total', 'Faults of ours, by room.', ['where']);
  const brought = counter('files_total', 'Pictures and voices that were to be passed on.', ['what']);
  const overdue = new Gauge({
    name: 'tincay_rights_overdue', help: 'Requests and breaches past a time that the law sets.', labelNames: ['what'],
    registers: [registry],
  });
  new Gauge({
    name: 'tincay_uptime_seconds', help: 'Seconds since the start.', registers: [registry],
    collect() {
      this.set(uptime());
    },
  });
  return {
    received: (channel) => received.inc({ channel }),
    quarantined: (channel, reason) => quarantined.inc({ channel, reason }),
    sent: (channel, kind, what) => sent.inc({ channel, kind, what }),
    unknown: (what, count) => unknown.inc({ what }, count),
    refused: (channel, why) => refused.inc({ channel, why }),
    broke: (where) => broke.inc({ where }),
    brought: (what) => brought.inc({ what }),
    overdue: (what, count) => overdue.set({ what }, count),
    text: () => registry.metrics(),
  };
}
