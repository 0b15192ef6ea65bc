// The head of a page: what this exercise is, and the journal of this browser (journal.js). On opening it hands the
// stored state to the kernel; whatever the kernel wants written (an opened file, an entered code) passes through here.
// What another tab of this browser decides is handed on too, so that the page follows.
function initialize({ model }) {
  const heard = (message) => {
    if (message.kind === "write") record(message.events, model);
    if (message.kind === "aside") setAside();
    if (message.kind === "forget") forget();
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
  const wording = model.get("wording");
  const title = element("strong", { class: "kit-title", text: model.get("title") });
  const minutes = element("span", { class: "kit-minutes", text: model.get("minutes") });
  const links = model.get("links").map((link) => element("a", { href: link.href, text: link.label }));
  const steps = element("ol", { class: "kit-steps", "aria-label": model.get("steps_label") });
  const note = element("p", { class: "kit-note", role: "status" });
  const keep = { label: wording.save, press: () => keepAsFile(storedText(), "pair-selling.json") };
  const [silence, problem, unsaved, end] = [notice(), notice({ label: wording.close }), notice(keep), notice()];
  const notices = element("div", { class: "kit-notices" }, silence.node, problem.node, unsaved.node, end.node);
  const show = () => {
    steps.replaceChildren(...model.get("steps").map((step) =>
      element("li", { class: step.open ? "kit-open" : "", ...(step.here ? { "aria-current": "step" } : {}), text: step.label })));
    note.textContent = shared.unsaved.length ? wording.unsaved : model.get("note");
    problem.say(shared.emptied ? wording.emptied : model.get("problem"));
    unsaved.say(shared.unsaved.length ? wording.unsaved : "");
    end.say(model.get("over") ? model.get("note") : "");
  };

  function hand() {
    shared.seen = rawText();
    deliver(model, { kind: "stored", text: storedText(), minutes_east: -new Date().getTimezoneOffset() });
  }

  // Decisions of another page in this window, of another tab, or of the time in which this tab slept.
  function follow({ detail }) {
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

  el.replaceChildren(element("header", { class: "kit-header" },
    element("div", { class: "kit-line" }, title, minutes, element("nav", {}, ...links)), steps, note));
  document.body.append(notices); // what stands fixed within an output would stay in its place
  const close = () => {
    document.documentElement.classList.toggle("kit-over", model.get("over") || Boolean(shared.emptied));
    document.querySelectorAll(".kit-kept").forEach((form) => (form.inert = isOver()));
    show();
  };
  close();
  document.documentElement.lang = model.get("language");
  hand();

  const unanswered = (event) => silence.say(event.detail ? wording.silent : "");
  const listens = [
    [document, "kit-recorded", follow], [window, "storage", follow], [window, "pageshow", follow], [document, "visibilitychange", follow],
    [document, "kit-unanswered", unanswered], [window, "beforeunload", leave],
  ];
  for (const [target, kind, listener] of listens) target.addEventListener(kind, listener);
  const traits = { steps: show, note: show, problem: show, over: close };
  for (const [trait, listener] of Object.entries(traits)) model.on(`change:${trait}`, listener);
  const stopFollowing = followSteps();
  return () => {
    stopFollowing();
    notices.remove();
    for (const [target, kind, listener] of listens) target.removeEventListener(kind, listener);
    for (const [trait, listener] of Object.entries(traits)) model.off(`change:${trait}`, listener);
  };
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
