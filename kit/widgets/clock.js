// The workshop clock: what is now, how much of it is left, what comes next, and when all of it ends. It reckons from the
// time of day and never counts ticks, so that a laptop that slept or a tab that was held back is right at once. What the
// facilitator decides is written into the journal (journal.js) before the kernel hears of it; the kernel is not needed.
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const within = (low, value, high) => Math.min(Math.max(value, low), high);
const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

// --- Where the workshop stands: times of day and durations in milliseconds. ---

// The agenda may have become shorter since the position was stored.
function possible(position, items) {
  return items.length && Number.isFinite(position) ? within(-1, Math.trunc(position), items.length) : -1;
}

// The moment of a time of day (HH:MM:SS) of the day on which it is asked for; 0 without one.
function today(time) {
  const parts = time.split(":").map(Number);
  return time && parts.every(Number.isFinite) ? new Date().setHours(...parts, 0) : 0;
}

function standing({ items, position, since, paused, planned }, now) {
  const lengths = items.map((item) => Math.max(0, item.seconds || 0) * SECOND);
  const at = possible(position, items);
  const running = at >= 0 && at < items.length;
  const stood = (running && paused) || now;
  const left = running ? lengths[at] - (stood - (since || stood)) : 0;
  const begins = []; // of the steps to come, as things go
  let next = running ? now + Math.max(0, left) : Math.max(now, planned);
  for (let place = at + 1; place < items.length; place++) {
    begins[place] = next;
    next += lengths[place];
  }
  const spent = running ? within(0, lengths[at] - left, lengths[at]) : 0;
  const over = at >= 0 && !running;
  return {
    at, running, over, left, stood, begins, length: lengths[at], paused: running && Boolean(paused), late: left <= -SECOND,
    end: over ? since : next,
    plannedEnd: planned && planned + total(lengths),
    stepShare: running && lengths[at] ? spent / lengths[at] : Number(running),
    wholeShare: (total(lengths.slice(0, Math.max(at, 0))) + spent) / (total(lengths) || 1),
  };
}

// 4:32, 1:04:32; what is left is rounded up and what is over rounded down: "+0:01" comes a second after "0:00".
function minutesAndSeconds(left) {
  const seconds = left > 0 ? Math.ceil(left / SECOND) : Math.floor(-left / SECOND);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const text = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
  return left <= -SECOND ? `+${text}` : text;
}

// --- What is seen. ---

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function bar(name, label) {
  const filled = element("span");
  const node = element("div", { class: `kit-clock-bar kit-clock-${name}`, role: "progressbar", "aria-label": label }, filled);
  const set = (share) => {
    filled.style.width = `${share * 100}%`;
    node.setAttribute("aria-valuenow", Math.round(share * 100));
  };
  return { node, set };
}

// All steps under their blocks; `show` says of each when it begins, or that it is now or done.
function stepList(word, number, ofDay, choose) {
  const node = element("ol", { class: "kit-clock-list", "aria-label": word("all") });
  let rows = [];

  // A plan to read, not to measure: half minutes, and below one minute tens of seconds.
  function length(seconds) {
    if (seconds >= 55 || !word("seconds")) return word("minutes", { minutes: number.format(Math.max(0.5, Math.round(seconds / 30) / 2)) });
    return word("seconds", { seconds: 10 * Math.max(1, Math.round(seconds / 10)) });
  }

  function step(item, place) {
    const when = element("span", { class: "kit-clock-when" });
    const minutes = element("span", { class: "kit-clock-minutes", text: length(item.seconds) });
    const chosen = element("button", { type: "button", onclick: () => choose(place) }, when, " ", element("span", { text: item.title }), " ", minutes);
    return { when, node: element("li", {}, chosen) };
  }

  function build(items) {
    rows = items.map(step);
    node.replaceChildren();
    let steps;
    items.forEach((item, place) => {
      if (item.block !== items[place - 1]?.block) {
        steps = element("ol");
        node.append(element("li", {}, element("span", { class: "kit-clock-group", text: item.block }), steps));
      }
      steps.append(rows[place].node);
    });
  }

  function mark(row, current) {
    if (!current) return row.removeAttribute("aria-current");
    if (row.hasAttribute("aria-current")) return;
    row.setAttribute("aria-current", "step");
    reveal();
  }

  function reveal() {
    const current = node.querySelector("[aria-current]");
    if (current) node.scrollTop += current.getBoundingClientRect().top - node.getBoundingClientRect().top - node.clientHeight / 3;
  }

  function show({ at, begins }) {
    rows.forEach((row, place) => {
      write(row.when, place === at ? word("now") : place < at ? word("done") : ofDay.format(begins[place]));
      row.node.classList.toggle("kit-clock-past", place < at);
      mark(row.node, place === at);
    });
  }
  return { node, build, show, reveal };
}

// The clock in one line, for the head of the page: seen as long as the clock itself is not.
function strip(label, press) {
  const [time, step] = [element("b", { role: "timer" }), element("span", {})];
  const next = element("button", { type: "button", class: "kit-small", onclick: press });
  const node = element("div", { class: "kit-clock-strip", role: "group", "aria-label": label, hidden: true }, time, step, next);
  return { node, show(found, item, digits, said) {
    if (!node.isConnected) document.querySelector("header.kit-header")?.append(node);
    write(time, digits);
    write(step, item?.title ?? "");
    write(next, said);
    next.hidden = !said;
    node.classList.toggle("kit-clock-late", found.late);
  } };
}

function render({ model, el }) {
  const word = (key, values = {}) =>
    (model.get("wording")[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const ofDay = new Intl.DateTimeFormat(model.get("locale"), { timeStyle: "short" });
  const number = new Intl.NumberFormat(model.get("locale"), { maximumFractionDigits: 1 });
  let planned = today(model.get("planned"));
  const state = () => ({ ...Object.fromEntries(["items", "position", "since", "paused"].map((name) => [name, model.get(name)])), planned });
  const stands = () => standing(state(), Date.now());
  let left, timer;

  // --- What the facilitator decides. ---

  function decide(changes) {
    const next = { position: stands().at, since: model.get("since"), paused: model.get("paused"), ...changes };
    const decided = { ...next, key: String(model.get("items")[next.position]?.key ?? "") };
    const events = newEvents(model.get("place"), decided);
    record(events, model);
    for (const [name, value] of Object.entries(next)) model.set(name, value);
    try {
      model.save_changes();
    } catch {} // the kernel is gone: the journal has it, and whoever reloads the page finds it there
    deliver(model, { kind: "events", events });
  }

  // A step left by mistake and returned to within a minute goes on as if it had never been left.
  function go(position) {
    const [from, now] = [stands(), Date.now()];
    const mistaken = left?.position === position && now - left.at < MINUTE;
    const since = mistaken ? left.since : now;
    left = { position: from.at, at: now, since: model.get("since") + now - from.stood };
    decide({ position, since: position < 0 ? 0 : since, paused: 0 });
  }

  function hold() {
    const { paused, stood } = stands();
    decide(paused ? { since: model.get("since") + Date.now() - stood, paused: 0 } : { paused: Date.now() });
  }

  function oneMore() {
    const now = stands();
    decide({ since: now.stood - now.length + Math.max(0, now.left) + MINUTE });
  }

  function wholeScreen() {
    if (document.fullscreenElement === root) document.exitFullscreen();
    else root.requestFullscreen().catch(() => (full.hidden = true)); // a browser that does not want to
  }

  // --- The parts. ---

  // A button that is of no use at the moment keeps the keyboard's focus.
  function button(key, act, kind = "") {
    const pressed = (event) => node.getAttribute("aria-disabled") === "true" || act(event);
    const node = element("button", { type: "button", class: `kit-button ${kind}`, text: word(key), hidden: !word(key), onclick: pressed });
    return node;
  }

  const paragraph = (name) => element("p", { class: `kit-clock-${name}` });
  const [block, title, then, end] = ["block", "step", "then", "end"].map(paragraph);
  const [digits, meaning] = [element("span", { class: "kit-clock-left" }), element("span", { class: "kit-clock-over" })];
  const [step, whole] = [bar("this", word("this_step")), bar("whole", word("whole_agenda"))];
  const next = button("next", (event) => event.detail > 1 || go(stands().at + 1), "kit-primary"); // a double click is one step
  const back = button("back", () => go(stands().at - 1));
  const pause = button("pause", (event) => event.detail > 1 || hold()); // and is no pause that ends at once
  const more = button("more", oneMore);
  const restart = button("restart", () => go(-1));
  const full = button("full", wholeScreen);
  full.hidden ||= !document.fullscreenEnabled;
  const list = stepList(word, number, ofDay, (place) => place === stands().at || go(place));
  const root = element("section", { class: "kit-figure kit-clock-stage", "aria-label": word("clock") },
    element("div", { class: "kit-clock-board" },
      element("div", { class: "kit-clock-main" },
        element("div", { role: "status" }, block, title),
        element("p", { class: "kit-clock-time", role: "timer" }, digits, " ", meaning),
        step.node, then,
        element("div", { class: "kit-clock-agenda" }, element("span", { text: word("whole_agenda"), "aria-hidden": "true" }), whole.node), end,
        element("div", { class: "kit-actions" }, next, back, pause, more, restart, full)),
      element("div", { class: "kit-clock-side" }, list.node)));

  const line = strip(word("clock"), (event) => event.detail > 1 || go(stands().at + 1));
  let isInView = true;
  const watch = new IntersectionObserver(([seen]) => { isInView = seen.isIntersecting; show(); });
  const leads = Boolean(word("next")); // a clock without buttons leads nobody

  // --- What they show. ---

  // What stands there in the largest type, and the word that says what it is.
  function largest(found, now) {
    if (found.running) return [minutesAndSeconds(found.left), word(found.late ? "over" : "left")];
    const waiting = found.over ? 0 : planned - now;
    return waiting > 0 ? [minutesAndSeconds(waiting), word("until_begin")] : [ofDay.format(now), word("time_now")];
  }

  function ending({ over, end, plannedEnd }) {
    const times = { time: ofDay.format(end), planned: ofDay.format(plannedEnd) };
    return over ? word("ended", times) : word(plannedEnd ? "ends_planned" : "ends", times);
  }

  function showWords(found, now) {
    const items = model.get("items");
    const [item, following] = [items[found.at], items[found.at + 1]];
    const name = following && (following.block === item?.block ? following.title : `${following.block}: ${following.title}`);
    const [time, means] = largest(found, now);
    write(block, item?.block ?? "");
    write(title, item?.title ?? word(found.over ? "finished" : items.length ? "not_begun" : "empty"));
    write(digits, time);
    write(meaning, found.paused ? `${means} · ${word("is_paused")}` : means);
    root.style.setProperty("--signs", Math.max(5, time.length));
    write(then, following ? word("then", { time: ofDay.format(found.begins[found.at + 1]), step: name }) : found.running ? word("last") : "");
    write(end, items.length ? ending(found) : "");
  }

  function showButtons({ at, running, paused, over }) {
    write(next, word(at < 0 ? "begin" : "next"));
    write(pause, word(paused ? "go_on" : "pause"));
    const useful = [[next, model.get("items").length && !over], [back, at >= 0], [pause, running], [more, running]];
    for (const [node, allowed] of useful) node.setAttribute("aria-disabled", !allowed);
    restart.hidden = !over || !word("restart");
  }

  function show() {
    clearTimeout(timer);
    const now = Date.now();
    const found = standing(state(), now);
    root.classList.toggle("kit-clock-late", found.late);
    root.classList.toggle("kit-clock-paused", found.paused);
    showWords(found, now);
    showButtons(found);
    list.show(found);
    line.node.hidden = !leads || isInView || !found.running;
    if (leads) line.show(found, model.get("items")[found.at], digits.textContent, word("next"));
    step.node.hidden = !found.running;
    step.set(found.stepShare);
    whole.set(found.wholeShare);
    const falls = found.running && !found.paused ? found.left : -now; // until the next full second of what is shown
    timer = setTimeout(show, ((falls % SECOND) + SECOND) % SECOND || SECOND);
  }

  function renew() {
    list.build(model.get("items"));
    show();
  }

  function grown() {
    write(full, word(document.fullscreenElement === root ? "leave" : "full"));
    list.reveal();
  }

  function plan() {
    planned = today(model.get("planned"));
    show();
  }

  const listens = { items: renew, position: show, since: show, paused: show, planned: plan };
  for (const [trait, listener] of Object.entries(listens)) model.on(`change:${trait}`, listener);
  document.addEventListener("visibilitychange", show);
  root.addEventListener("fullscreenchange", grown);
  root.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault()); // held down is pressed once
  el.replaceChildren(root);
  renew();
  watch.observe(digits.parentElement);
  return () => {
    watch.disconnect();
    line.node.remove();
    for (const [trait, listener] of Object.entries(listens)) model.off(`change:${trait}`, listener);
    document.removeEventListener("visibilitychange", show);
    clearTimeout(timer);
  };
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
