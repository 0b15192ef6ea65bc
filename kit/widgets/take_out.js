// Takes the picture beside which it stands, its figures and a link with the setting out of the page; or fills the screen with it.
const SETTING = "setting"; // in the address: the team code of a setting

function keep(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// The page opened from anywhere: neither what the server calls this visit nor the step belongs to it.
function linkWith(code) {
  const link = new URL(location.href);
  link.search = link.hash = "";
  link.searchParams.set(SETTING, code);
  return link.href;
}

// A setting in the address is handed over once, and goes from the address: a reload is not to bring it back.
function handOver(model) {
  const address = new URL(globalThis.pairSellingAddress ?? location.href), code = address.searchParams.get(SETTING);
  if (!code || shared.linked === code) return;
  shared.linked = code;
  deliver(model, { kind: "linked", code });
  const left = new URL(location.href);
  left.searchParams.delete(SETTING);
  history.replaceState(history.state, "", left);
}

function render({ model, el }) {
  const labels = model.get("labels"), name = model.get("file_name");
  const stage = () => el.closest(".kit-lab").querySelector(".kit-stage-picture, .kit-map");
  const said = element("p", { class: "kit-note", role: "status", text: model.get("message") });
  const link = element("input", { type: "text", readonly: true, hidden: true, class: "kit-link", "aria-label": labels.link });
  link.addEventListener("focus", () => link.select());
  const ask = (kind) => () => model.send({ kind });
  const button = (key, onclick) => element("button", { type: "button", class: "kit-small", text: labels[key], onclick });
  const back = element("button", { type: "button", class: "kit-small kit-leave", text: labels.back, onclick: () => document.exitFullscreen() });

  const buttons = [
    button("screen", async () => {
      const picture = stage();
      picture.append(back);
      try {
        await picture.requestFullscreen();
      } catch {} // a frame may forbid it
    }),
    button("png", async () => keep(await asPng(pictureOf(stage())), `${name}.png`)),
    button("svg", () => keep(new Blob([pictureOf(stage()).text], { type: "image/svg+xml" }), `${name}.svg`)),
    button("csv", ask("csv")),
    button("link", ask("link")),
  ].filter((one) => one.textContent); // what has no words is not offered here
  el.replaceChildren(element("div", { class: "kit-form kit-take-out" }, element("div", { class: "kit-actions" }, ...buttons), link, said));

  async function heard(message) {
    if (message.kind === "csv") keep(new Blob([message.text], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
    if (message.kind !== "link" || !message.text) return;
    link.value = linkWith(message.text);
    link.hidden = false;
    try {
      await navigator.clipboard.writeText(link.value);
      said.textContent = labels.copied;
    } catch {
      link.focus(); // marked, to be copied by hand: the kit of a room is not served over https
    }
  }
  const left = () => document.fullscreenElement || back.remove();
  const showMessage = () => (said.textContent = model.get("message"));
  model.on("msg:custom", heard);
  model.on("change:message", showMessage);
  document.addEventListener("fullscreenchange", left);
  if (labels.link) handOver(model);
  return () => {
    model.off("msg:custom", heard);
    model.off("change:message", showMessage);
    document.removeEventListener("fullscreenchange", left);
  };
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
