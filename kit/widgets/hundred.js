// A sentence beside a hundred marks. Only marks that turn are touched, so that it costs little while a slider moves.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = ["M0 -4.3L4.3 0L0 4.3L-4.3 0Z", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z", "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z"]; // NEW, OLD, neither
const KINDS = ["new", "old", "same"];

function drawn(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function put(mark, kind) {
  if (mark.dataset.kind === KINDS[kind]) return;
  mark.dataset.kind = KINDS[kind];
  mark.setAttribute("class", `kit-mark kit-mark-${KINDS[kind]}`);
  mark.setAttribute("d", SHAPES[kind]);
}

function render({ model, el }) {
  const marks = Array.from({ length: 100 }, (_, place) =>
    drawn("path", { transform: `translate(${5 + 10 * (place % 10)} ${5 + 10 * Math.floor(place / 10)})` }));
  const picture = drawn("svg", { viewBox: "0 0 100 100", class: "kit-marks", role: "img" }, ...marks);
  const said = document.createElement("p");
  said.className = "kit-verdict";
  said.setAttribute("role", "status");
  const legend = document.createElement("ul");
  legend.className = "kit-marks-legend";
  const entries = KINDS.map((_, kind) => {
    const mark = drawn("path", { transform: "translate(5 5)" });
    put(mark, kind);
    const entry = document.createElement("li");
    const words = document.createElement("span");
    entry.append(drawn("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, mark), words);
    legend.append(entry);
    return { entry, words };
  });
  const words = document.createElement("div");
  words.append(said, legend);
  const box = document.createElement("div");
  box.className = "kit-hundred";
  box.append(picture, words);
  el.replaceChildren(box);

  function show() {
    const [ahead, behind, same] = model.get("counts");
    marks.forEach((mark, place) => put(mark, place < ahead ? 0 : place < ahead + same ? 2 : 1));
    picture.setAttribute("aria-label", model.get("label"));
    const shown = [ahead, behind, same];
    entries.forEach(({ entry, words }, kind) => {
      words.textContent = model.get("legend")[kind];
      entry.hidden = kind === 2 && !shown[kind];
    });
    if (said.textContent !== model.get("said")) said.textContent = model.get("said");
    box.classList.toggle("kit-empty", !model.get("said"));
    reach();
  }
  // Where the window is low or narrow, the picture scrolls within its box: the keyboard has to reach it too.
  const sizes = new ResizeObserver(reach), seen = new Set();
  sizes.observe(box);
  function reach() {
    const stage = box.closest(".kit-stage-picture");
    for (const one of stage ? [stage, ...stage.querySelectorAll(".kit-pair")] : []) {
      const scrolls = one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
      for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": model.get("said") })) {
        if (scrolls) one.setAttribute(name, value);
        else one.removeAttribute(name);
      }
    }
    for (const one of stage ? [stage, ...stage.children] : []) {
      if (!seen.has(one)) sizes.observe(one);
      seen.add(one);
    }
  }
  show();
  model.on("change:counts", show);
  model.on("change:said", show);
  model.on("change:legend", show);
  return () => {
    sizes.disconnect();
    ["counts", "said", "legend"].forEach((name) => model.off(`change:${name}`, show));
  };
}

export default { render };
