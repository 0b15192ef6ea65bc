// The head of a page: what this exercise is, and the journal of this browser (journal.js). On opening it hands the
// stored state to the kernel; whatever the kernel wants written (an opened file, an entered code) passes through here.
// What another tab of this browser decides is handed on too, so that the page follows.
function initialize({ model }) {
  const heard = (message) => {
    if (message.kind === "write") record(message.events, model);
    if (message.kind === "knock") answer(model);
    if (message.kind === "aside") setAside(message.events);
    if (message.kind === "forget") forget();
    if (message.anew) history.replaceState(null, "", location.pathname + location.search); // not the step in view: where the journal is
    if (message.kind === "reload") location.reload();
    if (message.kind === "forget" || message.kind === "write") model.send({ kind: "written" });
  };
  model.on("msg:custom", heard);
  const stopHearing = hearConfirmed(model);
  return () => {
    stopHearing();
    model.off("msg:custom", heard);
  };
}

function render({ model, el }) {
  const say = (name) => model.get("wording")[name];
  const title = element("h1", { class: "kit-title", text: model.get("title") });
  const minutes = element("span", { class: "kit-minutes", text: model.get("minutes") });
  const links = model.get("links").map((link) => element("a", { href: link.href, text: link.label, class: link.back ? "kit-back" : "" }));
  const [back, onward] = [links.filter((link) => link.className), links.filter((link) => !link.className)];
  const steps = element("ol", { class: "kit-steps", "aria-label": model.get("steps_label") });
  const note = element("p", { class: "kit-note", role: "status" });
  const keep = { label: say("save"), press: () => keepAsFile(storedText(), "pair-selling.json") };
  const [silence, problem, unsaved, end] = [notice(), notice({ label: say("close") }), notice(keep), notice()];
  const notices = element("div", { class: "kit-notices" }, silence.node, problem.node, unsaved.node, end.node);
  const show = () => {
    note.textContent = shared.unsaved.length ? say("unsaved") : model.get("note");
    problem.say(shared.emptied ? say("emptied") : model.get("problem"));
    unsaved.say(shared.unsaved.length ? say("unsaved") : "");
    end.say(model.get("over") ? model.get("note") : "");
  };

  function hand() {
    const isPrivate = model.get("private");
    if (!isPrivate) shared.seen = rawText();
    deliver(model, { kind: "stored", text: isPrivate ? "" : storedText(), minutes_east: -new Date().getTimezoneOffset() });
  }

  // Decisions of another page in this window, of another tab, or of the time in which this tab slept.
  function follow({ detail }) {
    if (model.get("private")) return;
    if (isEmptied()) {
      shared.unsaved = [];
      return close();
    }
    show();
    const beside = detail && detail.page !== model.widget_manager;
    if (rawText() !== shared.seen || beside) hand();
  }

  // Whoever leaves the page now loses what the browser has not stored.
  function leave(event) {
    if (shared.unsaved.length) event.preventDefault();
  }

  const line = element("div", { class: "kit-line" }, ...back, title, minutes, element("nav", {}, ...onward));
  const header = element("header", { class: "kit-header" }, line, steps, note);
  document.body.append(notices); // what stands fixed within an output would stay in its place
  const close = () => {
    document.documentElement.classList.toggle("kit-over", model.get("over") || Boolean(shared.emptied));
    stillForms();
    show();
  };
  close();
  const removeLed = makeLed(model, line, header);
  document.documentElement.lang = model.get("language");
  [...shared.waiting.values()].forEach((settle) => settle()); // to a page before this one, whose kernel died: this one hears all that is stored
  hand();

  const unanswered = (event) => silence.say(event.detail ? say("silent") : "");
  const listens = [
    [document, "kit-recorded", follow], [window, "storage", follow], [window, "pageshow", follow], [document, "visibilitychange", follow],
    [document, "kit-unanswered", unanswered], [window, "beforeunload", leave],
  ];
  for (const [target, kind, listener] of listens) target.addEventListener(kind, listener);
  const traits = { note: show, problem: show, over: close };
  for (const [trait, listener] of Object.entries(traits)) model.on(`change:${trait}`, listener);
  const removeStage = makeStage(model, el, header, {
    title: (said) => (title.textContent = said),
    steps: (all, here, press) => showSteps(steps, all, here, press, model.get("wording")),
  });
  return () => {
    removeStage();
    removeLed();
    notices.remove();
    for (const [target, kind, listener] of listens) target.removeEventListener(kind, listener);
    for (const [trait, listener] of Object.entries(traits)) model.off(`change:${trait}`, listener);
  };
}

// The numbered steps: where one is, what is done, what is still locked; told apart by mark and words, not by colour alone.
// A step that stays the same stays the very button it was, so that it keeps the focus.
function showSteps(list, all, here, press, wording) {
  all.forEach((step, place) => {
    const node = list.children[place] ?? list.appendChild(element("li", {}, element("button", { type: "button" },
      element("span", { class: "kit-number", "aria-hidden": "true" }), element("span", { class: "kit-name" }), element("span", { class: "kit-state" }))));
    const button = node.firstChild;
    const [number, name, state] = button.children;
    node.className = `kit-is-${step.state}`;
    button.onclick = () => press(step.verb);
    button.toggleAttribute("aria-current", false);
    if (step.verb === here) button.setAttribute("aria-current", "step");
    button.setAttribute("aria-disabled", String(step.state === "locked"));
    const mark = step.state === "done" ? "✓" : String(place + 1);
    const words = step.state === "done" ? wording.done : step.state === "locked" ? wording.locked : "";
    if (number.textContent !== mark) number.textContent = mark;
    if (name.textContent !== step.label) name.textContent = step.label;
    if (state.textContent !== words) state.textContent = words;
  });
  while (list.children.length > all.length) list.lastChild.remove();
}

// A sentence at the foot of the window, wherever one has scrolled to; its button does something, or puts it away.
function notice(button) {
  const said = element("p", {});
  const node = element("div", { class: "kit-notice", role: "alert", hidden: true }, said);
  const press = button?.press ?? (() => (node.hidden = true));
  if (button) node.append(element("button", { type: "button", class: "kit-small", text: button.label, onclick: press }));
  return { node, say(sentence) {
    if (said.textContent === sentence) return;
    said.textContent = sentence;
    node.hidden = !sentence;
  } };
}

export default { initialize, render };
