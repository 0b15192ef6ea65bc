// The head of a page: what this exercise is, and the journal of this browser (journal.js). On opening it hands the
// stored state to the kernel; whatever the kernel wants written (an opened file, an entered code) passes through here.
function initialize({ model }) {
  model.on("msg:custom", (message) => {
    if (message.kind === "write" && !record(message.events)) model.send({ kind: "unsaved" });
    if (message.kind === "aside") setAside();
    if (message.kind === "forget") localStorage.removeItem(JOURNAL);
    if (message.kind === "reload") location.reload();
    if (message.kind === "forget" || message.kind === "write") model.send({ kind: "written" });
  });
}

function render({ model, el }) {
  const title = element("strong", { class: "kit-title", text: model.get("title") });
  const minutes = element("span", { class: "kit-minutes", text: model.get("minutes") });
  const links = model.get("links").map((link) => element("a", { href: link.href, text: link.label }));
  const steps = element("ol", { class: "kit-steps", "aria-label": model.get("steps_label") });
  const note = element("p", { class: "kit-note", role: "status" });
  const show = () => {
    steps.replaceChildren(...model.get("steps").map((step) =>
      element("li", { class: step.open ? "kit-open" : "", ...(step.here ? { "aria-current": "step" } : {}), text: step.label })));
    note.textContent = model.get("note");
  };
  el.replaceChildren(element("header", { class: "kit-header" },
    element("div", { class: "kit-line" }, title, minutes, element("nav", {}, ...links)), steps, note));
  const close = () => {
    document.documentElement.classList.toggle("kit-over", model.get("over"));
    document.querySelectorAll(".kit-kept").forEach((form) => (form.inert = isOver()));
  };
  show();
  close();
  model.on("change:over", close);
  model.on("change:steps", show);
  model.on("change:note", show);
  document.documentElement.lang = model.get("language");
  model.send({ kind: "stored", text: storedText() });
}

export default { initialize, render };
