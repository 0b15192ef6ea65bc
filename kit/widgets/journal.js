// The journal in the browser's storage: everything a person decides is written here first, before any kernel hears
// of it, so that a dead kernel or a lost connection loses nothing. One entry holds all exercises of this browser.
const JOURNAL = "pair-selling-kit";
const VERSION = 1;

function storedText() {
  try {
    return localStorage.getItem(JOURNAL) ?? "";
  } catch {
    return "";
  }
}

function storedEvents() {
  const stored = JSON.parse(storedText() || `{"version": ${VERSION}, "events": []}`);
  if (stored.version !== VERSION || !Array.isArray(stored.events)) throw new Error("foreign journal");
  return stored.events;
}

function readableEvents() {
  try {
    return storedEvents();
  } catch {
    localStorage.setItem(`${JOURNAL}-unreadable-${Date.now()}`, storedText()); // never overwritten
    return [];
  }
}

// A room begins with an empty journal; what another occasion left in this browser is kept under another name.
function setAside() {
  localStorage.setItem(`${JOURNAL}-aside-${Date.now()}`, storedText());
  localStorage.removeItem(JOURNAL);
}

const sameDecision = (a, b) => a.exercise === b.exercise && a.step === b.step && a.name === b.name;

// Writes events; of one decision only the latest is kept. Returns false where the browser refuses to store.
function record(events) {
  try {
    const kept = readableEvents().filter((old) => !events.some((event) => sameDecision(old, event)));
    localStorage.setItem(JOURNAL, JSON.stringify({ version: VERSION, events: [...kept, ...events] }));
    return true;
  } catch {
    return false;
  }
}

function newEvent(place, name, value) {
  const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
  return { id, at: new Date().toISOString(), exercise: place.exercise, step: place.step, name, value };
}

// Once the room of a page is over, a form whose decisions are kept takes no more of them (header.js says when).
const isOver = () => document.documentElement.classList.contains("kit-over");

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
