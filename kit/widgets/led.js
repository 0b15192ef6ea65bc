// What whoever leads the room wants of a page, in its head: look up, read a message, see how much time is left. The kernel
// says how many seconds were left when it said so; from there on this browser counts, whatever its clock says.
const SAID = "pair-selling-said"; // which message was put away in this window
const TICK_MS = 500;

const putAway = () => {
  try {
    return sessionStorage.getItem(SAID) ?? shared.putAway;
  } catch {
    return shared.putAway;
  }
};

// 4:32, 1:04:32; "time is up" comes when nothing is left.
function minutesLeft(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

// `line` is the first line of the head; the rest stands below it.
function makeLed(model, line, header) {
  const counts = element("div", { class: "kit-timers" });
  const paused = element("p", { class: "kit-paused", role: "status" });
  const words = element("p", {});
  const away = element("button", { type: "button", class: "kit-small", text: model.get("wording").away ?? "", onclick: dismiss });
  const said = element("div", { class: "kit-led", role: "status" }, words, away);
  line.insertBefore(counts, line.querySelector("nav"));
  header.append(paused, said);
  let timers = [];

  function take() {
    timers = model.get("timers").map((timer) => ({ ...timer, since: Date.now() }));
    counts.replaceChildren(...timers.map((timer) => (timer.node = element("span", { role: "timer" }))));
    tick();
  }

  function tick() {
    for (const { node, running, over, left, runs, since } of timers) {
      const now = Math.round(left - (runs ? (Date.now() - since) / 1000 : 0));
      const text = now > 0 ? running.replace("{time}", minutesLeft(now)) : over;
      if (node.textContent !== text) node.textContent = text;
      node.classList.toggle("kit-soon", now <= 60);
    }
  }

  function show() {
    const text = model.get("paused");
    if (paused.textContent !== text) paused.textContent = text;
    document.documentElement.classList.toggle("kit-paused-page", Boolean(text));
    stillForms();
    const { id, text: message = "" } = model.get("said");
    const shown = id && id !== putAway() ? message : "";
    if (words.textContent !== shown) words.textContent = shown;
    said.classList.toggle("kit-nothing", !shown);
    away.hidden = !shown;
  }

  function dismiss() {
    shared.putAway = model.get("said").id ?? "";
    try {
      sessionStorage.setItem(SAID, shared.putAway);
    } catch {} // then it comes again when the page is opened anew
    show();
  }

  const here = () => !document.hidden && answer(model);
  const ticking = setInterval(tick, TICK_MS);
  const listens = [[document, "visibilitychange", here], [window, "pageshow", here], [window, "online", here]];
  for (const [target, kind, listener] of listens) target.addEventListener(kind, listener);
  const traits = { timers: take, paused: show, said: show };
  for (const [trait, listener] of Object.entries(traits)) model.on(`change:${trait}`, listener);
  take();
  show();
  return () => {
    clearInterval(ticking);
    for (const [target, kind, listener] of listens) target.removeEventListener(kind, listener);
    for (const [trait, listener] of Object.entries(traits)) model.off(`change:${trait}`, listener);
  };
}

// Somebody is there.
function answer(model) {
  try {
    model.send({ kind: "here" });
  } catch {} // the kernel is gone
}
