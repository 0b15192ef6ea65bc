// What a person takes along: the team code to copy, the saved state as a file, and a file opened again.
const MOST_BYTES = 2_000_000;

function download(name) {
  const address = URL.createObjectURL(new Blob([storedText()], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
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
  const save = element("button", { type: "button", class: "kit-button", text: wording.save,
    onclick: () => download(model.get("file_name")) });
  const chosen = element("input", { type: "file", accept: ".json,application/json", class: "kit-file", "aria-label": wording.open });
  chosen.addEventListener("change", async () => {
    const file = chosen.files[0];
    if (!file) return;
    if (file.size > MOST_BYTES) said.textContent = wording.too_large;
    else model.send({ kind: "opened", text: await file.text() });
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
  model.on("change:code", show);
  model.on("change:message", show);
}

export default { render };
