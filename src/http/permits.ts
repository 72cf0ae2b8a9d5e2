/**
 * Who may use a route. `talk` and `page_token` are random ids of 128 bits and more: the page itself looks them up, and
 * answers the same to one that was never given as to one that is used up.
 */
export type Who = 'anyone' | 'talk' | 'page_token' | 'webhook' | 'metrics_token' | 'demo' | 'staff';

export type Permit = Readonly<{ method: 'GET' | 'POST'; path: string; who: Who; why: string }>;

/**
 * Every route of the house and who may use it; a path is written as express writes it, and GET stands for HEAD too.
 * What has no line here is refused, whatever is registered.
 */
export const PERMITS: readonly Permit[] = [
  { method: 'GET', path: '/healthz', who: 'anyone', why: 'says only that the process lives' },
  { method: 'GET', path: '/readyz', who: 'anyone', why: 'names of parts and whether they answer; nothing of anybody' },
  { method: 'GET', path: '/metrics', who: 'metrics_token', why: 'counts tell how many ask for help, and when' },
  { method: 'POST', path: '/webhooks/telegram', who: 'webhook', why: 'only the platform may say that somebody wrote' },
  { method: 'POST', path: '/webhooks/zalo-bot', who: 'webhook', why: 'only the platform may say that somebody wrote' },
  { method: 'POST', path: '/webhooks/zalo-oa', who: 'webhook', why: 'only the platform may say that somebody wrote' },
  { method: 'GET', path: '/assets/:file', who: 'anyone', why: 'styles and scripts, alike for everybody' },
  { method: 'GET', path: '/voice/:lang/:key', who: 'anyone', why: 'recorded sentences, alike for everybody' },
  { method: 'GET', path: '/chat', who: 'anyone', why: 'a first cry for help needs no account' },
  { method: 'POST', path: '/chat', who: 'anyone', why: 'an id that was never given begins a talk of its own' },
  { method: 'POST', path: '/chat/wait', who: 'talk', why: 'whoever holds the id of a talk gets what waits in it' },
  { method: 'GET', path: '/chat/leave', who: 'anyone', why: 'the harmless page' },
  { method: 'POST', path: '/chat/leave', who: 'anyone', why: 'leaving is never refused' },
  { method: 'GET', path: '/once/{:token}', who: 'anyone', why: 'a button, whatever the token: previews look too' },
  { method: 'POST', path: '/once', who: 'page_token', why: 'opens what lies behind the token, once' },
  { method: 'GET', path: '/demo', who: 'demo', why: 'invented people only' },
  { method: 'POST', path: '/demo/phones', who: 'demo', why: 'makes members of invented addresses' },
  { method: 'POST', path: '/demo/house', who: 'demo', why: 'shows rows of the database, sealed' },
  { method: 'GET', path: '/console', who: 'staff', why: 'nobody is staff before there is a sign-in' },
];
