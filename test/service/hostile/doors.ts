import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { startLap } from './lap.ts';
import type { Call } from './requests.ts';

/** What came back; `status` 0 where the line was cut. `ms` as a lap has them. */
export type Answer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; text: string; bytes: number; ms: number }>;

/** An answer that never ends; the patience is for a busy machine. */
const ANSWER_MS = 180_000;
const HANGS_MS = 150;
/** Under one of these node will not even send it. */
const UNSENDABLE = /[^\u0021-\u00ff]/;

export type Doors = Readonly<{ call: (call: Call) => Promise<Answer>; bytes: (bytes: Buffer) => Promise<Answer>; close: () => void }>;

export function openDoors(at: string, pid: () => number | undefined): Doors {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(at);
  return {
    call: (call) => send(call, { agent, hostname, port, pid }),
    bytes: (bytes) => sendBytes(bytes, { hostname, port: Number(port) }),
    close: () => agent.destroy(),
  };
}

type To = Readonly<{ agent: Agent; hostname: string; port: string; pid: () => number | undefined }>;

function send({ method, path, headers, body, hangs }: Call, { pid, ...to }: To): Promise<Answer> {
  const lap = startLap(pid());
  const tidy = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '?')]));
  const length = body && !('transfer-encoding' in tidy) ? { 'content-length': String(body.length) } : {};
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const done = (status: number, given: Readonly<Record<string, unknown>> = {}): void => {
      clearTimeout(hanging);
      const whole = Buffer.concat(parts);
      const said = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
      resolve({ status, headers: said, text: whole.toString('utf8'), bytes: whole.length, ms: lap() });
    };
    const asked = request({ ...to, method, path: UNSENDABLE.test(path) ? encodeURI(path) : path, headers: { ...tidy, ...length }, timeout: ANSWER_MS }, (answer) => {
      answer.on('data', (part: Buffer) => void parts.push(part));
      answer.on('end', () => done(answer.statusCode ?? 0, answer.headers));
      answer.on('error', () => done(answer.statusCode ?? 0, answer.headers));
    });
    const hanging = hangs ? setTimeout(() => asked.destroy(), HANGS_MS) : undefined;
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => done(0));
    asked.on('upgrade', (_answer, socket) => {
      socket.destroy();
      done(101);
    });
    asked.on('connect', (_answer, socket) => {
      socket.destroy();
      done(200);
    });
    asked.end(body);
  });
}

/** A quarter of a second is enough for a refusal; what node waits for to become a request is hung up on. */
function sendBytes(bytes: Buffer, to: { hostname: string; port: number }): Promise<Answer> {
  const started = Date.now();
  return new Promise((resolve) => {
    const socket = connect({ host: to.hostname, port: to.port });
    const parts: Buffer[] = [];
    const end = (): void => {
      clearTimeout(enough);
      socket.destroy();
      const whole = Buffer.concat(parts);
      const text = whole.toString('latin1');
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
      resolve({ status: Math.max(0, ...statuses), headers: {}, text, bytes: whole.length, ms: Date.now() - started });
    };
    const enough = setTimeout(end, 250);
    socket.on('data', (part: Buffer) => void parts.push(part));
    socket.on('end', end);
    socket.on('error', end);
    socket.write(bytes);
  });
}
