// One picture: the specification arrives once, afterwards only rows. While Vega is busy, changes wait and only the
// latest is drawn. The Vega bundle is fetched once per page from the hidden runtime widget.
function vega(model) {
  globalThis.pairSellingVega ??= model.widget_manager
    .get_model(model.get("runtime").replace("IPY_MODEL_", ""))
    .then((runtime) => {
      const address = URL.createObjectURL(new Blob([runtime.get("source")], { type: "text/javascript" }));
      return import(address).finally(() => URL.revokeObjectURL(address));
    });
  return globalThis.pairSellingVega;
}

function rowsOf(columns) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  return Array.from({ length: count }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}

async function render({ model, el }) {
  const headline = document.createElement("figcaption");
  headline.setAttribute("role", "status");
  const picture = document.createElement("div");
  picture.className = "kit-picture";
  const figure = document.createElement("figure");
  figure.className = "kit-figure";
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
  const made = await embed(picture, spec, options);
  const view = made.view;

  let busy = false;
  let waiting = false;
  async function paint() {
    if (busy) return void (waiting = true);
    busy = true;
    do {
      waiting = false;
      const revision = model.get("revision");
      view.data("rows", rowsOf(model.get("rows")));
      await view.resize().runAsync(); // the axis labels may need another width now
      figure.dataset.revision = revision;
    } while (waiting);
    busy = false;
    showText();
  }
  await paint();
  model.on("change:revision", paint);
  model.on("change:headline", showText);

  // The picture may have been made before the page gave it a width.
  let width = 0;
  const resized = new ResizeObserver(() => {
    if (!picture.clientWidth || picture.clientWidth === width) return;
    width = picture.clientWidth;
    view.width(width);
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
