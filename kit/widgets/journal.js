// The journal in the browser's storage: everything a person decides is written here first, before any kernel hears
// of it, so that a dead kernel or a lost connection loses nothing. One entry holds all exercises of this browser.
const JOURNAL = document.body?.dataset.journal ?? "pair-selling-kit"; // a hub has a name for each room
const VERSION = 1;
const LONGEST_TEXT = 20000; // as in kit/journal.py
const NO_CLOCK = Date.UTC(9000, 0, 1);
const HALF_A_SIGN = /\p{Surrogate}/u; // of which no text can be made

// What all parts of the kit in this window know together: events that the browser refused to store, and what the
// storage held when this window last looked (another tab may have written since); and what no kernel has confirmed yet.
const shared = (globalThis.pairSellingJournal ??= { unsaved: [], seen: "", storedText, waiting: new Map(), unanswered: new Set() });

function rawText() {
  try {
    return localStorage.getItem(JOURNAL) ?? "";
  } catch {
    return shared.seen;
  }
}

// All that is known in this browser as one text, also what it refused to store.
function storedText() {
  if (!shared.unsaved.length) return rawText();
  let stored = [];
  try {
    stored = eventsIn(rawText());
  } catch {} // it is kept aside as soon as the browser stores something again
  return textOf(merged(stored, shared.unsaved));
}

const textOf = (events) => JSON.stringify({ version: VERSION, events });

function eventsIn(text) {
  const stored = JSON.parse(text || textOf([]));
  if (stored?.version !== VERSION || !Array.isArray(stored.events) || !stored.events.every(isEvent)) throw new Error("foreign journal");
  return stored.events;
}

// What the kernel would read, too: otherwise it would start anew at every opening (read_event in kit/journal.py).
function isEvent(entry) {
  const isText = (value) => typeof value === "string" && value.length <= LONGEST_TEXT && !HALF_A_SIGN.test(value);
  const isValue = (value) => value === null || Number.isFinite(value) || typeof value === "boolean" || isText(value);
  return ["id", "at", "exercise", "step", "name"].every((name) => isText(entry?.[name])) && isValue(entry.value);
}

function readableEvents() {
  const text = rawText();
  try {
    return eventsIn(text);
  } catch {
    localStorage.removeItem(JOURNAL); // moved, since there may be no room for a copy; never overwritten
    localStorage.setItem(`${JOURNAL}-unreadable-${Date.now()}`, text);
    return [];
  }
}

// A room begins with an empty journal, or with `events`; what another occasion left in this browser is kept under another name.
// With events it is replaced at once and never empty, so that other tabs follow instead of taking it for deleted.
function setAside(events) {
  try {
    localStorage.setItem(`${JOURNAL}-aside-${Date.now()}`, storedText());
  } catch {} // what cannot be kept aside is no business of the room all the same
  if (!events) return forget();
  Object.assign(shared, { unsaved: [], seen: textOf(events) });
  try {
    localStorage.setItem(JOURNAL, shared.seen);
  } catch {
    shared.unsaved = events;
  }
}

// Whether what this window knew was deleted elsewhere: it is not to come back, and what would be added would be half a state.
const isEmptied = () => (shared.emptied ||= Boolean(shared.seen && !rawText()));

function forget() {
  Object.assign(shared, { unsaved: [], seen: "" });
  try {
    localStorage.removeItem(JOURNAL);
  } catch {} // nothing was stored
}

// --- One order of all decisions, whatever the clocks say (kit/journal.py): who writes, writes after all it knows. ---

function moment(event) {
  const read = Date.parse(event.at);
  return read > 0 && read < NO_CLOCK ? read : 0;
}

const isLater = (a, b) => moment(a) > moment(b) || (moment(a) === moment(b) && a.id > b.id);

const decision = (event) => JSON.stringify([event.exercise, event.step, event.name]);

// Of one decision the latest is kept.
function merged(events, added) {
  const all = new Map(events.map((event) => [decision(event), event]));
  for (const event of added) {
    const key = decision(event);
    const known = all.get(key);
    if (known && isLater(known, event)) continue;
    all.delete(key);
    all.set(key, event);
  }
  return [...all.values()];
}

const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 10);

function newEvents(place, decisions) {
  let known = [];
  try {
    known = eventsIn(storedText());
  } catch {} // set aside when it is written
  const latest = known.reduce((most, event) => Math.max(most, moment(event)), 0);
  const at = new Date(Math.max(Date.now(), latest + 1)).toISOString();
  const whole = (value) => (typeof value === "string" ? value.replace(new RegExp(HALF_A_SIGN, "gu"), "\ufffd") : value);
  return Object.entries(decisions).map(([name, value]) => ({ id: newId(), at, exercise: place.exercise, step: place.step, name, value: whole(value) }));
}

// Writes events for the page of `model`, and tells everybody in this window what became of it. What the browser refuses to
// store is kept in the window, and stored with the next event that it takes.
function record(events, model) {
  if (model.get("private")) return; // a try that somebody keeps to themselves: the kernel alone knows it
  if (!isEmptied()) store(events, rawText());
  document.dispatchEvent(new CustomEvent("kit-recorded", { detail: { page: model.widget_manager } }));
}

function store(events, before) {
  try {
    const text = textOf(merged(merged(readableEvents(), shared.unsaved), events));
    localStorage.setItem(JOURNAL, text);
    if (before === shared.seen) shared.seen = text; // else another tab has written: the page is to follow it
    shared.unsaved = [];
  } catch {
    shared.unsaved = merged(shared.unsaved, events);
  }
}

function keepAsFile(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

// --- What must arrive: it is sent again until the kernel confirms it, and the head of the page says so. ---

const PATIENCE = 5000;

function deliver(model, message) {
  const id = newId();
  const send = () => {
    try {
      model.send({ ...message, id });
    } catch {} // the kernel is gone: the page says so, and decisions are stored
  };
  const announce = () => document.dispatchEvent(new CustomEvent("kit-unanswered", { detail: shared.unanswered.size }));
  const again = setInterval(() => {
    shared.unanswered.add(id);
    announce();
    send();
  }, PATIENCE);
  shared.waiting.set(id, () => {
    clearInterval(again);
    shared.waiting.delete(id);
    if (shared.unanswered.delete(id)) announce();
  });
  send();
}

// To be called once for every widget that delivers, for as long as it lives: it may be confirmed when it is seen no more.
function hearConfirmed(model) {
  const heard = (message) => message.kind === "heard" && shared.waiting.get(message.id)?.();
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}

// --- Small things that all widgets use. ---

// Once the room of a page is over, a form whose decisions are kept takes no more of them (header.js says when).
const isOver = () => document.documentElement.classList.contains("kit-over");

// While the facilitator wants everybody to look up, no form takes anything (led.js says when); nor the way on and the steps.
const isPaused = () => document.documentElement.classList.contains("kit-paused-page");
const isStill = (isKept) => isPaused() || (isKept && isOver());

function stillForms() {
  document.querySelectorAll(".kit-form").forEach((form) => (form.inert = isStill(form.classList.contains("kit-kept"))));
  document.querySelectorAll(".kit-steps, .kit-foot").forEach((node) => (node.inert = isPaused()));
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "text") made.textContent = value;
    else if (key in made && typeof value === "boolean") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
