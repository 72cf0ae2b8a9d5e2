import {
  createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type Server,
  type ServerResponse,
} from 'node:http';
import express from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response, Router } from 'express';
import helmet from 'helmet';
import type { StaffDoor } from './console/staff.ts';
import { gate, isSame, refuse as refuseRoute } from './gate.ts';
import { type Permit, PERMITS } from './permits.ts';

/** Contract: a body larger than this is answered with 413. */
const BODY_MAX = 1024 * 1024;

/** A webhook: who may call it, and what takes in an update. */
export type Webhook = Readonly<{
  path: string;
  /** Asked before the body is read. */
  admits: (headers: IncomingHttpHeaders) => boolean;
  /** Asked with the body as it came, where the body is what is signed. */
  isSigned?: (raw: Buffer, headers: IncomingHttpHeaders) => boolean;
  /** Resolves when the update is safe. */
  accept: (update: unknown) => Promise<void>;
}>;

/** Admits calls that carry `secret` in a header, compared in constant time; without a secret it admits nobody. */
export function carries(header: string, secret: string | undefined): Webhook['admits'] {
  const name = header.toLowerCase();
  return (headers) => {
    const given = headers[name];
    return secret !== undefined && typeof given === 'string' && isSame(given, secret);
  };
}

/** A channel that is off: its webhook refuses everything. */
export const shutWebhook = (path: string): Webhook => ({
  path, admits: () => false, accept: async () => undefined,
});

export type HttpOptions = Readonly<{
  webhooks: readonly Webhook[];
  ready: () => Promise<Readonly<Record<string, boolean>>>;
  metrics: (() => Promise<string>) | undefined;
  metricsToken: string | undefined;
  pages: readonly Readonly<{ path: string; router: Router }>[];
  broke: (where: string, error: unknown) => void;
  /** The demo's routes are open. */
  demo?: boolean;
  /** Who may use which route; tests lay down their own. */
  permits?: readonly Permit[];
  /** Asks who is signed in to the console; without it nobody is. */
  staff?: StaffDoor | undefined;
  /** How many proxies stand before the service: the address that the outermost of them saw is hers. */
  proxies?: number;
}>;

/** The house's door to the web: webhooks first, everything else through express. */
export function openHttp(options: HttpOptions): Server {
  return createServer(answering(options));
}

/** A door that is there before the house is: 503 until `open` gives it somebody to answer. */
export function openDoor(): { server: Server; open: (options: HttpOptions) => void } {
  let answers: RequestListener = (request, response) => {
    if (pathOf(request.url) === '/healthz') answer(response, 200);
    else refuse(request, response, 503, 'The house is not open yet.');
  };
  return {
    server: createServer((request, response) => answers(request, response)),
    open: (options) => {
      answers = answering(options);
    },
  };
}

function answering(options: HttpOptions): RequestListener {
  const app = openApp(options);
  const webhooks = new Map(options.webhooks.map((webhook) => [webhook.path, webhook]));
  const { permits = PERMITS, broke } = options;
  return (request, response) => {
    const path = pathOf(request.url);
    const webhook = request.method === 'POST' ? webhooks.get(path) : undefined;
    if (!webhook) app(request, response);
    else if (permits.some((permit) => permit.who === 'webhook' && permit.path === path)) {
      takeIn(webhook, request, response, broke);
    } else refuse(request, response, 403, 'This is not open.');
  };
}

/** Everything but the webhooks: the gate first, then the routes. */
export function openApp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.proxies ?? 0);
  app.use(helmet());
  const { metrics, metricsToken, demo = false, permits = PERMITS, staff } = options;
  app.use(gate(app, permits, { metricsToken, demo, staff }));
  app.get('/healthz', (_request, response) => void response.json({ alive: true }));
  app.get('/readyz', answerReady(options));
  if (metrics) app.get('/metrics', answerMetrics(metrics));
  for (const { path, router } of options.pages) app.use(path, router);
  answerTheRest(app, options);
  return app;
}

const pathOf = (url = ''): string => (url.includes('?') ? url.slice(0, url.indexOf('?')) : url);

/**
 * A webhook is a secret, a body and an answer: on node's own server it costs a third of what it does
 * behind a router and a body parser, and every reply begins here.
 */
function takeIn(
  { admits, isSigned, accept }: Webhook, request: IncomingMessage, response: ServerResponse,
  broke: HttpOptions['broke'],
): void {
  const { headers } = request;
  if (!admits(headers)) {
    refuse(request, response, 401);
    return;
  }
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= BODY_MAX) parts.push(part);
    else if (!response.headersSent) refuse(request, response, 413, 'The body is larger than 1 MiB.');
  });
  request.on('error', () => response.destroy());
  request.on('end', () => {
    if (response.headersSent) return;
    const raw = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    if (isSigned && !isSigned(raw, headers)) return answer(response, 401);
    // A probe with the right secret and nothing in it.
    if (size === 0) return answer(response, 200);
    let update: unknown;
    try {
      update = JSON.parse(raw.toString('utf8'));
    } catch {
      return answer(response, 400, 'The body is not JSON.');
    }
    accept(update).then(() => answer(response, 200), (error: unknown) => {
      broke('http', error);
      answer(response, 503);
    });
  });
}

/** Answers before the body is read; what still comes is let go by, and the connection ends after it. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, error?: string): void {
  response.setHeader('connection', 'close');
  answer(response, status, error);
  request.resume();
}

function answer(response: ServerResponse, status: number, error?: string): void {
  const body = error === undefined ? '' : JSON.stringify({ error });
  const type = body && { 'content-type': 'application/json' };
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...type });
  response.end(body);
}

function answerReady({ ready }: HttpOptions): RequestHandler {
  return (_request, response, next) => {
    ready().then((parts) => {
      const all = Object.values(parts).every(Boolean);
      response.status(all ? 200 : 503).json({ ready: all, ...parts });
    }, next);
  };
}

function answerMetrics(metrics: () => Promise<string>): RequestHandler {
  return (_request, response, next) => {
    metrics().then((text) => response.type('text/plain').send(text), next);
  };
}

/** Nothing of what was sent is ever repeated in an answer or a log. */
function answerTheRest(app: Express, { broke }: HttpOptions): void {
  app.use((_request, response) => refuseRoute(response, 404));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error);
    if (status >= 500) broke('http', error);
    if (response.headersSent) {
      response.end();
      return;
    }
    const problem = status === 413 ? 'The body is larger than 1 MiB.' : 'This could not be done.';
    response.status(status).json({ error: problem });
  });
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 503;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 503;
}
