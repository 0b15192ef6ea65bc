// A file on its way to the kernel of this page, piece by piece: the next one goes when the last one has arrived. Nothing of it is stored here.
const AGAIN = 8000, TRIES = 8; // milliseconds until a piece is sent again, and how often

function render({ model, el }) {
  const wording = model.get("wording");
  const chosen = element("input", { type: "file", class: "kit-file", accept: model.get("accept"), "aria-label": wording.choose });
  const bar = element("progress", { max: "1", hidden: true, "aria-label": wording.choose });
  const said = element("p", { class: "kit-note", role: "status" });
  const wrong = element("p", { class: "kit-message", role: "alert", text: model.get("message") });
  const stop = element("button", { type: "button", class: "kit-small", text: wording.stop, hidden: true, onclick: () => end(true) });
  const zone = element("div", { class: "kit-upload" },
    element("label", { class: "kit-button kit-primary" }, element("span", { text: wording.choose }), chosen), " ",
    element("span", { class: "kit-drop", text: wording.drop }), bar, stop, said, wrong);
  el.replaceChildren(element("div", { class: "kit-form" }, zone));

  const megabytes = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 1 });
  const size = (bytes) => megabytes.format(bytes / 1_000_000);
  let under; // the file that is under way: its id, name, content, how much has arrived, and the timer of the last piece

  function end(isStopped) {
    if (!under) return;
    clearTimeout(under.timer);
    if (isStopped) model.send({ kind: "stop" });
    under = undefined;
    bar.hidden = stop.hidden = true;
    said.textContent = "";
  }

  function fail(sentence) {
    end(true);
    wrong.textContent = sentence;
  }

  async function next(tries = 0) {
    const file = under;
    if (tries >= TRIES) return fail(wording.unread);
    let piece;
    try {
      piece = await file.content.slice(file.arrived, file.arrived + model.get("piece")).arrayBuffer();
    } catch {
      return fail(wording.unread); // it was moved or changed meanwhile
    }
    if (file !== under) return;
    try {
      model.send({ kind: "piece", file: file.id, name: file.content.name, from: file.arrived, all: file.content.size }, undefined, [new DataView(piece)]);
    } catch {} // the kernel is gone: the page says so
    file.timer = setTimeout(() => file === under && next(tries + 1), AGAIN);
  }

  function begin(files) {
    end(true);
    wrong.textContent = "";
    if (files.length > 1) return fail(wording.several);
    const [content] = files;
    if (!content) return;
    if (content.size > model.get("most")) return fail(wording.large.replace("{size}", size(content.size)));
    under = { id: newId(), content, arrived: 0 };
    bar.value = 0;
    bar.hidden = stop.hidden = false;
    said.textContent = wording.progress.replace("{done}", size(0)).replace("{all}", size(content.size));
    if (!content.size) { // nothing to cut into pieces, and yet to be said
      model.send({ kind: "piece", file: under.id, name: content.name, from: 0, all: 0 }, undefined, [new DataView(new ArrayBuffer(0))]);
      return end(false);
    }
    next();
  }

  function arrived(message) {
    if (message.kind !== "arrived" || message.file !== under?.id) return;
    const more = message.bytes > under.arrived;
    under.arrived = message.bytes;
    bar.value = under.arrived / under.content.size;
    said.textContent = wording.progress.replace("{done}", size(under.arrived)).replace("{all}", size(under.content.size));
    if (under.arrived >= under.content.size) return end(false);
    if (!more) return; // of a piece that was sent twice
    clearTimeout(under.timer);
    next();
  }

  chosen.addEventListener("change", () => (begin([...chosen.files]), (chosen.value = "")));
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.classList.add("kit-over-it");
  };
  const away = () => zone.classList.remove("kit-over-it");
  const drop = (event) => {
    event.preventDefault();
    away();
    begin([...event.dataTransfer.files]);
  };
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", away);
  zone.addEventListener("drop", drop);
  // Beside the place a dropped file would open in this window, and the page would be gone.
  const beside = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
  addEventListener("dragover", beside);
  addEventListener("drop", beside);
  const showMessage = () => (wrong.textContent = model.get("message"));
  model.on("msg:custom", arrived);
  model.on("change:message", showMessage);
  return () => {
    end(true);
    model.off("msg:custom", arrived);
    model.off("change:message", showMessage);
    removeEventListener("dragover", beside);
    removeEventListener("drop", beside);
  };
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
