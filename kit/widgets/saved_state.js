// What a person takes along: the team code to copy, the saved state as a file, and a file opened again.
const MOST_BYTES = 2_000_000;
const KERNEL_MILLISECONDS = 2000; // so long the file waits for what the kernel knows

// What this browser has and what the kernel knows, each without the other if one of them has nothing to say.
function everything(known, isPrivate) {
  if (isPrivate) return known || textOf([]);
  const texts = [storedText(), known].filter(Boolean);
  try {
    return textOf(texts.map(eventsIn).reduce(merged, []));
  } catch {
    return texts[0] ?? textOf([]); // unreadable, and saved as it is
  }
}

function render({ model, el }) {
  const wording = model.get("wording");
  const code = element("code", { class: "kit-code" });
  const said = element("p", { class: "kit-note", role: "status" });
  const copy = element("button", { type: "button", class: "kit-button", text: wording.copy, onclick: async () => {
    try {
      await navigator.clipboard.writeText(model.get("code"));
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    said.textContent = wording.copied;
  } });
  let waits;
  const keep = (known) => {
    if (!waits) return;
    waits = clearTimeout(waits);
    keepAsFile(everything(known, model.get("private")), model.get("file_name"));
  };
  const save = element("button", { type: "button", class: "kit-button", text: wording.save, onclick: () => {
    if (waits) return;
    waits = setTimeout(keep, KERNEL_MILLISECONDS);
    try {
      model.send({ kind: "save" });
    } catch {
      keep(); // the kernel is gone
    }
  } });
  const chosen = element("input", { type: "file", accept: ".json,application/json", class: "kit-file", "aria-label": wording.open });
  chosen.addEventListener("change", async () => {
    const file = chosen.files[0];
    if (!file) return;
    if (file.size > MOST_BYTES) said.textContent = wording.too_large;
    else deliver(model, { kind: "opened", text: await file.text() });
    chosen.value = "";
  });
  const open = element("label", { class: "kit-button" }, element("span", { text: wording.open }), chosen);
  const show = () => {
    code.textContent = model.get("code");
    copy.disabled = !model.get("code");
    said.textContent = model.get("message");
  };
  el.replaceChildren(element("div", { class: "kit-form kit-saved" }, // the start page has no code
    wording.code ? element("p", { class: "kit-code-line" }, element("span", { text: wording.code + " " }), code, copy) : null,
    element("div", { class: "kit-actions" }, save, open), said));
  show();
  const heard = (message) => message.kind === "known" && keep(message.text);
  model.on("msg:custom", heard);
  model.on("change:code", show);
  model.on("change:message", show);
  return () => {
    model.off("msg:custom", heard);
    model.off("change:code", show);
    model.off("change:message", show);
  };
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
