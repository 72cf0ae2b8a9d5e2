/**
 * Who may use a route. `talk` and `page_token` are random ids of 128 bits and more: the page itself looks them up, and
 * answers the same to one that was never given as to one that is used up. `sign_in`: anyone whose form stood on a page
 * of ours. `half_staff`: an officer whose password was right. `staff`: one whose second factor was, too.
 */
export type Who = 'anyone' | 'talk' | 'page_token' | 'webhook' | 'metrics_token' | 'demo' | 'sign_in' | 'half_staff'
  | 'staff';

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
  { method: 'POST', path: '/chat/file', who: 'talk', why: 'a picture or voice for a talk, which asks before it goes' },
  { method: 'POST', path: '/chat/wait', who: 'talk', why: 'whoever holds the id of a talk gets what waits in it' },
  { method: 'GET', path: '/chat/leave', who: 'anyone', why: 'the harmless page' },
  { method: 'POST', path: '/chat/leave', who: 'anyone', why: 'leaving is never refused' },
  { method: 'GET', path: '/once/{:token}', who: 'anyone', why: 'a button, whatever the token: previews look too' },
  { method: 'POST', path: '/once', who: 'page_token', why: 'opens what lies behind the token, once' },
  { method: 'GET', path: '/page/{:token}', who: 'anyone', why: 'empty places for digits, whatever the token' },
  { method: 'POST', path: '/page', who: 'page_token', why: 'opens the page of one case, once, with her six digits' },
  { method: 'POST', path: '/page/do', who: 'talk', why: 'the id of an open page; what may be done is asked each time' },
  { method: 'POST', path: '/page/file', who: 'talk', why: 'a picture or voice of the case whose page is open' },
  { method: 'POST', path: '/page/shut', who: 'talk', why: 'whoever holds the id of an open page may shut it' },
  { method: 'GET', path: '/demo', who: 'demo', why: 'invented people only' },
  { method: 'POST', path: '/demo/phones', who: 'demo', why: 'makes members of invented addresses' },
  { method: 'POST', path: '/demo/house', who: 'demo', why: 'shows rows of the database, sealed' },
  { method: 'GET', path: '/console', who: 'staff', why: 'what needs a hand; no story' },
  { method: 'GET', path: '/console/sign-in', who: 'sign_in', why: 'a form' },
  { method: 'POST', path: '/console/sign-in', who: 'sign_in', why: 'name and password, weighed with patience' },
  { method: 'GET', path: '/console/set-up', who: 'sign_in', why: 'a form' },
  { method: 'POST', path: '/console/set-up', who: 'sign_in', why: 'the code that an officer was given, once' },
  { method: 'GET', path: '/console/code', who: 'half_staff', why: 'a form' },
  { method: 'POST', path: '/console/code', who: 'half_staff', why: 'the second factor' },
  { method: 'POST', path: '/console/sign-out', who: 'half_staff', why: 'leaving is never refused' },
  { method: 'POST', path: '/console/sign-out-everywhere', who: 'staff', why: 'a telephone was lost' },
  { method: 'GET', path: '/console/addresses', who: 'staff', why: 'addresses to be checked, of her unit' },
  { method: 'POST', path: '/console/addresses', who: 'staff', why: 'confirms one of her unit, or marks it as wrong' },
  { method: 'GET', path: '/console/members', who: 'staff', why: 'members of her unit' },
  { method: 'POST', path: '/console/members', who: 'staff', why: 'asks somebody in, in her unit' },
  { method: 'POST', path: '/console/members/end', who: 'staff', why: 'thanks a member of her unit' },
  { method: 'GET', path: '/console/duty', who: 'staff', why: 'who is on duty now, in her unit' },
  { method: 'GET', path: '/console/account', who: 'staff', why: 'what was done in her name' },
];
