/**
 * Makes one talk live: sends without leaving the page and waits for news. The page works without it.
 * It keeps nothing but what is on the screen: no storage, no cookie, and no word of hers in an address.
 */
export function mountTalk(root, onLeave) {
  const talk = {
    root,
    onLeave,
    id: root.dataset.talk,
    words: JSON.parse(root.dataset.words),
    scroll: root.querySelector('.scroll'),
    log: root.querySelector('.log'),
    keys: root.querySelector('.keys'),
    note: root.querySelector('.note'),
    seen: new Set(),
    shown: [],
    stop: new AbortController(),
    wake: () => {},
  };
  for (const said of talk.log.querySelectorAll('[data-id]')) {
    talk.seen.add(said.dataset.id);
    talk.shown.push(said.dataset.id);
  }
  root.classList.add('live');
  root.addEventListener('submit', (event) => submitted(talk, event));
  root.querySelector('textarea').addEventListener('keydown', sendOnEnter);
  if (root.dataset.began === 'yes') listen(talk);
  return { stop: () => talk.stop.abort() };
}

function submitted(talk, event) {
  event.preventDefault();
  if (event.target.classList.contains('give')) return sendFile(talk, event.target);
  const fields = new FormData(event.target);
  const button = event.submitter;
  if (button?.name) fields.set(button.name, button.value);
  const key = fields.get('key');
  const text = (fields.get('text') ?? '').trim();
  if (talk.onLeave && isLeaving(key ?? text)) return talk.onLeave();
  if (key === 'here') return sendPlace(talk, button.textContent);
  if (key) return send(talk, { key, seq: fields.get('seq') }, button.textContent);
  if (text === '') return;
  const typed = event.target.classList.contains('write');
  send(talk, { text }, typed ? text : button.textContent, typed ? event.target.elements.text : undefined);
}

/** The words for leaving do not wait for the house. */
const isLeaving = (said) => ['0', 'thoat', 'exit', 'leave'].includes(
  said.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));

async function send(talk, said, echo, field) {
  if (talk.busy) return;
  setBusy(talk, true);
  talk.note.textContent = '';
  const bubble = addBubble(talk, echo, 'hers');
  goTo(talk, bubble);
  const shown = talk.shown.slice();
  try {
    const answer = await post('/chat', { talk: talk.id, lang: talk.root.dataset.lang, shown: shown.join(','), ...said }, talk.stop.signal);
    begin(talk, answer.talk);
    if (answer.note === undefined) {
      forget(talk, shown);
      // What she typed meanwhile stays.
      if (field && field.value.trim() === said.text) field.value = '';
    } else {
      bubble.remove();
      note(talk, answer.note);
      setBusy(talk, false);
    }
    receive(talk, answer.messages);
    talk.wake();
    talk.patience = setTimeout(() => setBusy(talk, false), 6000);
  } catch (problem) {
    if (talk.stop.signal.aborted) return;
    // Not sent again by itself: nobody could say whether it arrived. Her words are in the field still.
    bubble.remove();
    note(talk, problem.note ?? talk.words.offline);
    setBusy(talk, false);
  }
}

/** A picture or a voice; the talk asks her before it goes anywhere. */
async function sendFile(talk, form) {
  if (talk.busy) return;
  setBusy(talk, true);
  talk.note.textContent = '';
  const fields = new FormData(form);
  const shown = talk.shown.slice();
  fields.set('talk', talk.id);
  fields.set('shown', shown.join(','));
  try {
    const answer = await post('/chat/file', fields, talk.stop.signal);
    if (answer.note === undefined) {
      forget(talk, shown);
      form.reset();
      form.parentElement.open = false;
    } else note(talk, answer.note);
    receive(talk, answer.messages);
    talk.wake();
  } catch (problem) {
    if (!talk.stop.signal.aborted) note(talk, problem.note ?? talk.words.offline);
  }
  setBusy(talk, false);
}

/** About a hundred metres is enough to know the commune; nothing finer leaves the phone. */
function sendPlace(talk, label) {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => send(talk, { lat: coords.latitude.toFixed(3), lon: coords.longitude.toFixed(3) }, label),
    () => note(talk, talk.words.noPlace),
    { timeout: 15000, maximumAge: 600000 },
  );
}

function begin(talk, id) {
  talk.id = id;
  talk.root.dataset.talk = id;
  if (talk.root.dataset.began === 'yes') return;
  talk.root.dataset.began = 'yes';
  listen(talk);
}

/** Waits for news, again and again; a weak network is tried more and more slowly. */
async function listen(talk) {
  let pause = 1000;
  while (!talk.stop.signal.aborted) {
    const from = Date.now();
    const shown = talk.shown.slice();
    try {
      const { messages, over } = await post('/chat/wait', { talk: talk.id, lang: talk.root.dataset.lang, shown: shown.join(',') }, talk.stop.signal);
      // Left in the chat it stands beside, or out of its time: nothing of it stays on the screen.
      if (over) return talk.onLeave?.();
      forget(talk, shown);
      receive(talk, messages);
      pause = 1000;
      if (Date.now() - from < 500 && messages.length === 0) await rest(talk, pause);
    } catch {
      if (talk.stop.signal.aborted) return;
      await rest(talk, pause);
      pause = Math.min(pause * 2, 15000);
    }
  }
}

const rest = (talk, ms) => new Promise((done) => {
  const bell = setTimeout(done, ms);
  talk.wake = () => { clearTimeout(bell); done(); };
});

function forget(talk, shown) {
  talk.shown = talk.shown.filter((id) => !shown.includes(id));
}

async function post(path, fields, signal) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error('refused'), { note: answer.note });
  return answer;
}

function receive(talk, messages) {
  const fresh = messages.filter(({ id }) => !talk.seen.has(id));
  if (fresh.length === 0) return;
  setBusy(talk, false);
  talk.note.textContent = '';
  const bubbles = fresh.map((message) => {
    talk.seen.add(message.id);
    talk.shown.push(message.id);
    if (message.keys.length > 0) showKeys(talk, message);
    return message.voice === undefined ? addBubble(talk, message.text, 'ours') : addVoice(talk, message.voice);
  });
  goTo(talk, bubbles[0]);
}

function addBubble(talk, text, whose) {
  const bubble = document.createElement('article');
  bubble.className = `said ${whose}`;
  const who = document.createElement('span');
  who.className = 'for-readers';
  who.textContent = `${whose === 'hers' ? talk.words.you : talk.words.us}: `;
  bubble.append(who, ...(whose === 'hers' ? [text.trim()] : lines(text)));
  talk.log.append(bubble);
  return bubble;
}

/** A recorded sentence: nothing is heard before she presses play. */
function addVoice(talk, voice) {
  const bubble = addBubble(talk, '', 'ours');
  const player = document.createElement('audio');
  Object.assign(player, { controls: true, preload: 'none', src: `/voice/${voice}` });
  bubble.append(player);
  return bubble;
}

/** The number at the head of a line becomes a link that calls it, as on the page without a script. */
function lines(text) {
  return text.split('\n').flatMap((line, index) => {
    const number = /^(?:11[1-5]|1[89]00(?:[ .]?\d){4,6}|0(?:[ .]?\d){8,10})(?![\d.,]*\d)/.exec(line)?.[0];
    const before = index === 0 ? [] : ['\n'];
    const page = /^https?:\/\/[^/\s]+(\/once\/[\w-]+(?:\?lang=\w+)?)$/.exec(line)?.[1];
    if (page !== undefined) return [...before, pageLink(page, line)];
    if (number === undefined) return [...before, line];
    const link = document.createElement('a');
    link.className = 'call';
    link.href = `tel:${number.replace(/\D/g, '')}`;
    link.textContent = number;
    return [...before, link, line.slice(number.length)];
  });
}

/** A page of ours that opens once, beside the talk. */
function pageLink(path, text) {
  const link = document.createElement('a');
  Object.assign(link, { href: path, target: '_blank', rel: 'noopener noreferrer', textContent: text });
  return link;
}

function showKeys(talk, { keys, seq }) {
  const hadFocus = talk.keys.contains(document.activeElement);
  const form = document.createElement('form');
  const number = document.createElement('input');
  Object.assign(number, { type: 'hidden', name: 'seq', value: seq });
  const choices = row('choices', keys.filter(({ key }) => !isFixed(key) && (key !== 'here' || canLocate())));
  form.append(number, choices, row('fixed', keys.filter(({ key }) => isFixed(key))));
  talk.keys.replaceChildren(form);
  // The pressed button is gone; the reader of the page must not fall back to its beginning.
  if (hadFocus) talk.log.focus({ preventScroll: true });
}

function row(name, keys) {
  const group = document.createElement('div');
  group.className = name;
  for (const { key, label } of keys) {
    const button = document.createElement('button');
    Object.assign(button, { name: 'key', value: key });
    const digit = document.createElement('b');
    digit.textContent = key === 'here' ? '◎' : key;
    button.append(digit, ` ${label}`);
    group.append(button);
  }
  return group;
}

const isFixed = (key) => ['7', '8', '9', '0'].includes(key);
const canLocate = () => window.isSecureContext && 'geolocation' in navigator;

function setBusy(talk, busy) {
  clearTimeout(talk.patience);
  talk.busy = busy;
  talk.root.classList.toggle('busy', busy);
  for (const button of talk.keys.querySelectorAll('button')) button.setAttribute('aria-disabled', String(busy));
}

function note(talk, text) {
  talk.note.replaceChildren(...lines(text));
  goTo(talk, talk.note);
}

/** Brings the beginning of what is new into view, not the end: she reads from the top. */
function goTo(talk, element) {
  const inner = getComputedStyle(talk.scroll).overflowY === 'auto';
  const box = inner ? talk.scroll : document.scrollingElement;
  const edge = inner ? box.getBoundingClientRect().top + 12 : 84;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  box.scrollBy({ top: element.getBoundingClientRect().top - edge, behavior: calm ? 'auto' : 'smooth' });
}

/** On phones Enter makes a new line; with a keyboard it sends. A Vietnamese word in the making is left alone. */
function sendOnEnter(event) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}
