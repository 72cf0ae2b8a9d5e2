import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { House } from '../house.ts';
import { type CommandResult, refusal } from './answer.ts';
import { runCommand } from './commands.ts';

/** A unix socket's path may not be longer than this on every system. */
const PATH_MAX = 100;
/** An import of a whole country's addresses as JSON. */
const MESSAGE_MAX = 64 * 1024 * 1024;

const Request = z.object({ name: z.string(), input: z.unknown() });

/**
 * Where a running service listens for the command line: in its data folder, or, when that path is too
 * long, beside temporary files.
 */
export function controlPath(dataDir: string): string {
  const path = join(resolve(dataDir), 'control.sock');
  if (Buffer.byteLength(path) <= PATH_MAX) return path;
  return join(tmpdir(), `tincay-${createHash('sha256').update(path).digest('hex').slice(0, 24)}.sock`);
}

/** Serves the command line on a local socket that only the owner of the service may open. */
export async function serveCommands(house: House): Promise<{ close: () => Promise<void> }> {
  if (house.config.DATA_DIR.startsWith('memory:')) return { close: async () => undefined };
  const path = controlPath(house.config.DATA_DIR);
  shutFolder(resolve(house.config.DATA_DIR));
  if (await isServed(path)) throw new Error(`Another service is running on ${house.config.DATA_DIR}`);
  rmSync(path, { force: true });
  const listening = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    listening.add(socket);
    socket.once('close', () => listening.delete(socket));
    void answer(house, socket, () => listening.delete(socket));
  });
  // Nobody may open it in the moment between its making and its mode.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((done, failed) => server.once('error', failed).listen(path, done));
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: () => new Promise((done) => {
      server.close(() => {
        rmSync(path, { force: true });
        done();
      });
      // Whoever never says what is wanted keeps no house open.
      listening.forEach((socket) => socket.destroy());
    }),
  };
}

/**
 * The data folder is its owner's alone, also one that was made by hand. Where another owner shares it with a group (a
 * mounted volume) that stays; a folder that everybody may read is no place for keys.
 */
function shutFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  try {
    chmodSync(path, 0o700);
  } catch {
    const isOpen = (statSync(path).mode & 0o007) !== 0;
    if (isOpen) throw new Error(`Everybody on this machine may read ${path}: chmod o-rwx it`);
  }
}

/** Whether a running service answers on this socket. */
export function isServed(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    // A service that is too busy to answer now is one all the same: its database is not for a second process.
    socket.once('error', (error) => done(!('code' in error && isAbsent(String(error.code)))));
  });
}

const isAbsent = (code: string): boolean => code === 'ENOENT' || code === 'ECONNREFUSED';

/** Asks the running service on `path`; the answer is what `runCommand` gave there. */
export function askService(path: string, name: string, input: unknown): Promise<CommandResult> {
  return new Promise((done, failed) => {
    const socket = connect({ path, allowHalfOpen: true });
    socket.once('error', failed);
    // A service that dies in the middle of its answer leaves half a text: that is a failure, not a silence.
    readAll(socket).then((text) => done(JSON.parse(text))).catch(failed);
    socket.end(JSON.stringify({ name, input }));
  });
}

async function answer(house: House, socket: Socket, heard: () => void): Promise<void> {
  socket.on('error', () => socket.destroy());
  const asked = await readAll(socket).catch(() => '');
  heard();
  // Somebody only looked whether a service is there, or hung up in the middle.
  if (asked === '') return void socket.end();
  socket.end(JSON.stringify(await run(house, asked)));
}

async function run(house: House, asked: string): Promise<CommandResult> {
  const read = Request.safeParse(parsed(asked));
  if (!read.success) return refusal('This is no command.');
  try {
    return await runCommand(house, read.data.name, read.data.input);
  } catch (error) {
    if (error instanceof z.ZodError) return refusal(z.prettifyError(error));
    house.broke('command', error);
    return refusal('The service could not do this; its log says why.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readAll(socket: Socket): Promise<string> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let size = 0;
    socket.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MESSAGE_MAX) socket.destroy(new Error('The message is too large'));
      else parts.push(part);
    });
    socket.once('end', () => done(Buffer.concat(parts).toString('utf8')));
    socket.once('error', failed);
    socket.once('close', () => failed(new Error('The line was cut')));
  });
}
