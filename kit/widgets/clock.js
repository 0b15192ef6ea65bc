// The clock of a workshop. It never counts: everything follows from now, the step under way and when it began, so a
// sleeping laptop or a dead kernel changes nothing. What is pressed is stored in this browser first (journal.js).
function render({ model, el }) {
  const get = (name) => model.get(name);
  const words = get("wording");
  const time = new Intl.DateTimeFormat(get("locale"), { hour: "2-digit", minute: "2-digit" });
  const at = (milliseconds) => time.format(new Date(milliseconds));
  const minutes = (seconds) => {
    const whole = Math.floor(Math.abs(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  const filled = (name, values) => words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);

  const step = element("p", { class: "kit-clock-step", "aria-live": "polite" });
  const left = element("p", { class: "kit-clock-left", role: "timer" });
  const over = element("p", { class: "kit-clock-over" });
  const bar = element("div", { class: "kit-clock-done" });
  const next = element("p", { class: "kit-clock-next" });
  const end = element("p", { class: "kit-clock-next" });
  const button = (name, pressed, primary) =>
    element("button", { type: "button", class: primary ? "kit-button kit-primary" : "kit-button", onclick: pressed, text: words[name] });
  const buttons = {
    begin: button("begin", () => decide(0, Date.now(), 0), true),
    next: button("next", () => decide(get("position") + 1, Date.now(), 0), true),
    back: button("back", () => decide(Math.max(position() - 1, 0), Date.now(), 0)),
    pause: button("pause", () => decide(position(), get("since"), Date.now())),
    go_on: button("go_on", () => decide(position(), get("since") + Date.now() - get("paused"), 0)),
    restart: button("restart", () => decide(-1, 0, 0)),
    full: button("full", () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen())),
  };
  const list = element("ol", { class: "kit-clock-list" });
  const stage = element("section", { class: "kit-form kit-clock-stage", "aria-label": words.clock },
    step, left, over, element("div", { class: "kit-clock-bar", "aria-hidden": "true" }, bar), next, end,
    element("div", { class: "kit-actions" }, ...Object.values(buttons)));
  el.replaceChildren(stage, element("details", { class: "kit-form" }, element("summary", { text: words.all }), list));

  const position = () => Math.min(Math.max(get("position"), -1), get("items").length);

  function decide(to, since, paused) {
    const values = { position: to, since, paused };
    const events = Object.entries(values).map(([name, value]) => newEvent(get("place"), name, value));
    record(events);
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
    model.send({ kind: "events", events });
    show();
  }

  // When each step begins: those that are over cannot be known, the others follow from now.
  function begins(now, gone) {
    const items = get("items");
    const here = position();
    let then = here < 0 ? get("planned") || now : get("since") + (now - get("since") - gone * 1000);
    return items.map((item, place) => {
      if (place < here) return null;
      const began = then;
      then += place === here ? Math.max(item.seconds, gone) * 1000 : item.seconds * 1000;
      return began;
    }).concat(then);
  }

  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function show() {
    const items = get("items");
    const here = position();
    const now = Date.now();
    const running = here >= 0 && here < items.length;
    const gone = running ? ((get("paused") || now) - get("since")) / 1000 : 0;
    const starts = begins(now, gone);
    const item = items[here];
    const rest = running ? item.seconds - gone : 0;
    stage.classList.toggle("kit-clock-late", running && rest < 0);
    say(step, running ? `${item.block} · ${item.title}` : here < 0 ? words.not_begun : words.finished);
    say(left, running ? (rest < 0 ? `+${minutes(rest)}` : minutes(Math.ceil(rest))) : here < 0 ? minutes(items.reduce((sum, one) => sum + one.seconds, 0)) : "");
    say(over, running && get("paused") ? words.is_paused : running && rest < 0 ? words.over : "");
    bar.style.width = `${running ? Math.min(100, (100 * gone) / item.seconds) : here < 0 ? 0 : 100}%`;
    const after = items[here + 1];
    say(next, after ? filled("then", { time: at(starts[here + 1]), step: `${after.block} · ${after.title}` }) : "");
    const planned = get("planned") && get("planned") + items.reduce((sum, one) => sum + one.seconds, 0) * 1000;
    say(end, here >= items.length ? "" : filled(planned ? "ends_planned" : "ends", { time: at(starts[items.length]), planned: planned ? at(planned) : "" }));
    const offered = here < 0 ? ["begin"] : running ? ["next", "back", get("paused") ? "go_on" : "pause"] : ["back", "restart"];
    for (const [name, one] of Object.entries(buttons)) one.hidden = name !== "full" && !offered.includes(name);
    showList(items, here, starts);
  }

  let listed = "";
  function showList(items, here, starts) {
    const rows = items.map((item, place) => [place < here ? "" : at(starts[place]), `${item.block} · ${item.title}`, `${Math.round(item.seconds / 6) / 10}`]);
    const said = JSON.stringify([rows, here]);
    if (said === listed) return;
    listed = said;
    const locale = new Intl.NumberFormat(get("locale"));
    list.replaceChildren(...rows.map(([begin, title, long], place) =>
      element("li", { class: place < here ? "kit-clock-past" : "", ...(place === here ? { "aria-current": "step" } : {}) },
        element("span", { class: "kit-clock-at", text: begin }),
        element("button", { type: "button", class: "kit-clock-jump", onclick: () => decide(place, Date.now(), 0), text: title }),
        element("span", { class: "kit-clock-long", text: filled("minutes", { minutes: locale.format(Number(long)) }) }))));
  }

  const changed = () => show();
  for (const name of ["items", "position", "since", "paused", "planned"]) model.on(`change:${name}`, changed);
  const ticking = setInterval(show, 1000);
  show();
  return () => clearInterval(ticking);
}

export default { render };
