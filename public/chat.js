import { mountTalk } from './talk.js';

const root = document.querySelector('[data-talk]');
const tips = document.querySelector('template[data-leave]');

/** Browsers too old to tell which button was pressed keep the page that needs no script. */
const talk = 'submitter' in SubmitEvent.prototype ? mountTalk(root, leave) : { stop: () => {} };

document.querySelector('form.leave').addEventListener('submit', (event) => {
  event.preventDefault();
  leave();
});

let escapeAt = -Infinity;
document.addEventListener('keydown', (event) => {
  if (event.repeat) return;
  if (event.key === '0' && !event.target.closest?.('textarea, input')) return leave();
  if (event.key !== 'Escape') return;
  if (event.timeStamp - escapeAt < 1500) return leave();
  escapeAt = event.timeStamp;
});

/** A page that comes back out of the browser's memory is not shown again. */
addEventListener('pageshow', (event) => {
  if (event.persisted) leave();
});

/** First the screen, then the history, then the house: nothing waits for the network. */
function leave() {
  const { talk: id, lang, began } = root.dataset;
  const { leave: away, title } = tips.dataset;
  talk.stop();
  document.title = title;
  document.body.className = 'tips';
  document.body.replaceChildren(tips.content.cloneNode(true));
  history.replaceState(null, '', away);
  if (began === 'yes') navigator.sendBeacon('/chat/leave', new URLSearchParams({ talk: id, lang }));
  location.replace(away);
}
