// One picture: the specification arrives once, afterwards only rows. While Vega is busy, changes wait and only the
// latest is drawn.
function rowsOf(columns) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  return Array.from({ length: count }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}

// On a whole screen a chart is drawn as if it were small and then magnified, so that its text is read from the last row.
const SCREEN_LINES = 480; // of pixels in the height of a whole screen: 13 of them are 29 of 1080
const magnified = (picture) => (document.fullscreenElement?.contains(picture) ? innerHeight / SCREEN_LINES : 1);
const PHONE = matchMedia("(max-width: 700px)");

async function render({ model, el }) {
  const headline = document.createElement("figcaption");
  headline.setAttribute("role", "status");
  const picture = document.createElement("div");
  picture.className = "kit-picture";
  const figure = document.createElement("figure");
  figure.className = "kit-figure";
  figure.setAttribute("aria-busy", "true"); // until it is drawn
  figure.append(headline, picture);
  el.replaceChildren(figure);

  const showText = () => {
    headline.textContent = model.get("headline");
    headline.hidden = !headline.textContent;
    picture.querySelector("svg")?.setAttribute("aria-label", `${model.get("description")} ${model.get("headline")}`);
  };
  showText();

  const { embed } = await vega(model);
  const options = { actions: false, renderer: "svg", tooltip: true, ast: false, ...model.get("formats") };
  const spec = { ...structuredClone(model.get("spec")), datasets: { rows: rowsOf(model.get("rows")) } };
  spec.params = [...(spec.params ?? []), { name: "names", value: model.get("names") }]; // what both sides are called now
  const lowest = spec.usermeta?.lowest; // how low the picture may become where there is little room
  const height = () => Math.min(spec.height, PHONE.matches || magnified(picture) > 1 ? lowest : Math.max(lowest, innerHeight * 0.3));
  const made = await embed(picture, { ...spec, ...(lowest ? { height: height() } : {}) }, options);
  const view = made.view;

  let busy = false;
  let waiting = false;
  async function paint() {
    if (busy) return void (waiting = true);
    busy = true;
    figure.setAttribute("aria-busy", "true");
    do {
      waiting = false;
      const revision = model.get("revision");
      view.signal("names", model.get("names")).data("rows", rowsOf(model.get("rows")));
      await view.resize().runAsync(); // the axis labels may need another width now
      figure.dataset.revision = revision;
    } while (waiting);
    busy = false;
    figure.removeAttribute("aria-busy");
    showText();
  }
  await paint();
  model.on("change:revision", paint);
  model.on("change:headline", showText);

  // The picture may have been made before the page gave it a width.
  let width = 0;
  const resized = new ResizeObserver(() => {
    const drawn = Math.round(picture.clientWidth / magnified(picture));
    if (!drawn || drawn === width) return;
    width = drawn;
    view.width(width);
    if (lowest) view.height(height());
    paint();
  });
  resized.observe(picture);
  return () => {
    model.off("change:revision", paint);
    model.off("change:headline", showText);
    resized.disconnect();
    made.finalize();
  };
}

export default { render };
