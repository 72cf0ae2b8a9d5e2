/** Only adds: without it the house itself puts the page to sleep after five minutes. */
const ASLEEP_MS = 3 * 60_000;
const main = document.querySelector('main');
const asleep = document.querySelector('template[data-asleep]');
const cover = document.querySelector('template[data-hidden]');
let sleepAt = Date.now() + ASLEEP_MS;
let covered;

/** A sheet that is being printed stays as it is. */
let printing = false;
addEventListener('beforeprint', () => { printing = true; });
addEventListener('afterprint', () => { printing = false; });

const touch = () => {
  if (Date.now() >= sleepAt) return sleep();
  sleepAt = Date.now() + ASLEEP_MS;
};
for (const kind of ['pointerdown', 'keydown', 'scroll']) addEventListener(kind, touch, { capture: true, passive: true });

/** What was read goes from the screen and from the page's memory: only her number brings it back. */
function sleep() {
  if (!asleep.isConnected) return;
  covered = undefined;
  main.replaceChildren(asleep.content.cloneNode(true));
  document.querySelector('form.leave')?.remove();
  asleep.remove();
  clearInterval(clock);
}

/** The picture that a phone keeps of its open apps shows nothing, and nothing comes back before a press. */
function hide() {
  if (printing || covered || !asleep.isConnected) return;
  covered = document.createDocumentFragment();
  covered.append(...main.childNodes);
  main.replaceChildren(cover.content.cloneNode(true));
  main.querySelector('[data-show]').addEventListener('click', show);
}

function show() {
  if (Date.now() >= sleepAt) return sleep();
  if (!covered) return;
  main.replaceChildren(covered);
  covered = undefined;
}

const clock = setInterval(() => Date.now() >= sleepAt && sleep(), 5_000);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && hide());
/** A page that comes back out of the browser's memory is not shown again. */
addEventListener('pageshow', (event) => event.persisted && sleep());
/** The newest words are at the end. */
document.querySelector('.log')?.scrollTo(0, 1e9);
