import { mountTalk } from './talk.js';

const note = document.querySelector('#demo-note');
const lang = document.documentElement.lang;

open().catch(() => { note.textContent = note.dataset.trouble; });
watch();

/** Each phone gets its own talk. The members' phones were linked by the house. */
async function open() {
  const phones = await ask(`/demo/phones?lang=${encodeURIComponent(lang)}`);
  for (const figure of document.querySelectorAll('[data-phone]')) {
    const who = figure.dataset.phone;
    const root = figure.querySelector('[data-talk]');
    root.dataset.talk = phones[who].talk;
    if (who !== 'woman') {
      root.dataset.began = 'yes';
      root.querySelector('.log').replaceChildren();
      root.querySelector('.keys').replaceChildren();
    }
    mountTalk(root);
  }
}

async function watch() {
  for (;;) {
    if (!document.hidden) await ask('/demo/house').then(draw, () => {});
    await new Promise((done) => { setTimeout(done, 1000); });
  }
}

async function ask(path) {
  const response = await fetch(path, { method: 'POST', headers: { accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) throw new Error('refused');
  return response.json();
}

function draw(house) {
  const sums = { lanes: house.lanes, inbox: house.inbox, waiting: house.outbox.waiting };
  for (const [name, count] of Object.entries(sums)) show(document.querySelector(`[data-sum=${name}]`), String(count));
  list('sealed', house.sealed.map(({ table, bytes, hex }) => [table, `${bytes} B`, hex]));
  list('queue', house.queue.map((id) => [id]));
  const { ring: named } = document.querySelector('.house').dataset;
  list('cases', house.cases.map(({ code, state, ring, commune }) => [code, state, `${named} ${ring}`, commune]));
  list('alerts', house.alerts.map(({ code, ring, answer }) => [code, `${named} ${ring}`, answer]));
}

/** Redraws a list only when it changed, so that a selection or a screen reader is not disturbed each second. */
function list(name, rows) {
  const box = document.querySelector(`[data-list=${name}]`);
  const now = JSON.stringify(rows);
  if (box.dataset.now === now) return;
  box.dataset.now = now;
  const shown = rows.length > 0 ? rows : [[box.dataset.empty]];
  box.classList.toggle('empty', rows.length === 0);
  box.replaceChildren(...shown.map((cells) => {
    const line = document.createElement('li');
    line.append(...cells.flatMap((cell, index) => {
      const part = document.createElement('span');
      part.textContent = cell;
      return index === 0 ? [part] : [' ', part];
    }));
    return line;
  }));
}

function show(element, text) {
  if (element.textContent === text) return;
  element.textContent = text;
}
