// --- The land: where each place is. ---

const HORIZON = 0.13; // share of the height that is sky
const FAR = 0.62; // size of a tree in the last row, beside one in the first
const LEAN = 0.7; // distance between rows, in distances between neighbours: how steeply one looks down
const TALLEST = 1.5; // a full-grown tree, in distances between neighbours

const mix = (from, to, progress) => from + (to - from) * progress;

// Rows in perspective, more and smaller places towards the horizon, a little irregular; then the
// places are dealt out over the spots, always in the same way, so that the list leaves no pattern on the ground.
function spotsOf(count, width, height) {
  if (!count) return [];
  const cellFor = (top) => Math.min(height * 0.3, Math.sqrt((width * (height - top)) / (FAR * LEAN * count)));
  const top = Math.max(height * HORIZON, cellFor(height * HORIZON) * FAR * TALLEST); // room for the tallest in the last row
  const [cell, chance] = [cellFor(top), chances(count * 7919)];
  const depth = height - top - cell * 0.2;
  const rows = Math.max(1, Math.round((depth * Math.log(1 / FAR)) / (cell * LEAN * (1 - FAR))));
  const scales = Array.from({ length: rows }, (_, row) => FAR ** (1 - (row + 0.55) / rows));
  const share = count / scales.reduce((sum, scale) => sum + 1 / scale, 0);
  const spots = [];
  let places = 0;
  scales.forEach((scale, row) => {
    places += share / scale;
    const columns = Math.round(places) - spots.length;
    for (let column = 0; column < columns; column++) {
      const x = (width / (columns + 0.9)) * (column + (row % 2 ? 1.2 : 0.7) + (chance() - 0.5) * 0.4);
      const y = top + (depth * (scale - FAR)) / (1 - FAR) + (chance() - 0.5) * 0.34 * cell * scale;
      spots.push({ x, y, cell: cell * scale, form: Math.floor(chance() * FORMS) });
    }
  });
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [spots[last], spots[other]] = [spots[other], spots[last]];
  }
  return spots;
}

function drawLand(width, height) {
  const [[land, pen], top, chance] = [sheetOf(width, height), height * HORIZON, chances(7919)];
  pen.fillStyle = shaded(pen.createLinearGradient(0, 0, 0, top), [0, "#cfe0ea"], [1, "#f4f0e4"]);
  pen.fillRect(0, 0, width, top);
  for (const [rise, wave, shift, colour] of [[0.5, 6.6, 0.4, "#c6d5d3"], [0.32, 10.4, 2.2, "#adc2b8"]]) {
    const hill = (along) => top * (1 - rise * (0.55 + 0.3 * Math.sin(along) + 0.15 * Math.sin(2.7 * along)));
    const ridge = Array.from({ length: 61 }, (_, step) => [(width * step) / 60, hill((step / 60) * wave + shift)]);
    shape(pen, colour, [0, top], ...ridge, [width, top]);
  }
  pen.fillStyle = shaded(pen.createLinearGradient(0, top, 0, height), [0, "#cfd0ae"], [0.5, "#d9cda4"], [1, "#e0cda0"]);
  pen.fillRect(0, top, width, height);
  for (let speck = 0; speck < 900; speck++) {
    const [near, colour] = [chance(), chance() < 0.5 ? "rgba(255, 250, 225, .35)" : "rgba(110, 100, 50, .14)"];
    const size = (height / 900) * (0.6 + near);
    ellipse(pen, chance() * width, mix(top, height, near ** 1.3), size * 6, size * 1.2, colour);
  }
  return land;
}

// --- The forest: what stands where, and how it becomes what stands there next. ---

const GROWING_MS = 700;
const SEASON_MS = 2000; // a season that happens: each place changes when its month has come
const TREES = ["content", "doubtful", "unhappy"];
const LEGEND = ["seedling", "young", "grown", ...TREES, "stump", "burned", "free", "root"];
const isTree = (kind) => TREES.includes(kind.split("-")[0]);

function standing(columns, states, { content, doubtful, grown }) {
  return columns.state.map((code, place) => {
    const [age, value, mood, owner, root, when = 0] = ["age", "value", "mood", "owner", "root", "when"].map((name) => columns[name]?.[place]);
    if (states[code] !== "tree") return { kind: states[code], size: states[code] === "seedling" ? 0.85 : 1, owner, root, when };
    const health = mood >= content ? "content" : mood >= doubtful ? "doubtful" : "unhappy";
    const size = TALLEST * (0.42 + 0.58 * Math.min(1, age / grown) ** 0.7) * (0.74 + 0.26 * value);
    return { kind: age < grown / 2 ? `${health}-young` : health, size, owner, root, when };
  });
}

// A tree that was lost tips over; what is new grows out of the ground; all else fades into what comes.
function paintChange(pen, { x, y, cell, form }, before, after, progress) {
  const bothTrees = isTree(before.kind) && isTree(after.kind);
  const size = cell * (bothTrees ? mix(before.size, after.size, progress) : before.size);
  pen.save();
  pen.translate(x, y);
  pen.globalAlpha = bothTrees ? progress : Math.min(1, progress * 2);
  stamp(pen, after.kind, form, 0, 0, bothTrees ? size : cell * after.size * progress);
  pen.globalAlpha = 1 - progress;
  if (isTree(before.kind) && after.kind === "stump") pen.rotate((form % 2 ? -1.45 : 1.45) * progress ** 2);
  stamp(pen, before.kind, form, 0, 0, size);
  pen.restore();
}

function paintPlace(pen, spot, before, after, progress, marked) {
  if (progress < 1 && before.kind !== after.kind) paintChange(pen, spot, before, after, progress);
  else stamp(pen, after.kind, spot.form, spot.x, spot.y, spot.cell * mix(before.size, after.size, progress));
  const { owner } = progress < 0.5 ? before : after;
  const mark = `team ${owner % MARKS.length}`;
  if (marked && owner >= 0) stamp(pen, mark, 0, spot.x, spot.y + spot.cell * 0.12, spot.cell * 0.28);
}

// A root is thick at the customer who recommended and runs out thin at the one who came; half-way it lies deep.
function paintRoot(pen, from, to) {
  const [thick, across, down] = [from.cell * 0.04, to.x - from.x, to.y - from.y];
  const sag = Math.hypot(across, down) * 0.1;
  const near = (side) => [from.x + across * 0.3, from.y + down * 0.3 + sag * 1.6 + side * thick * 0.5];
  const far = (side) => [from.x + across * 0.7, from.y + down * 0.7 - sag * 0.4 + side * thick * 0.25];
  const earth = [[0, 0.8], [0.3, 0.3], [0.75, 0.3], [1, 0.8]].map(([at, strength]) => [at, `rgba(92, 58, 34, ${strength})`]);
  shape(pen, shaded(pen.createLinearGradient(from.x, from.y, to.x, to.y), ...earth), [from.x, from.y - thick],
    [...near(-1), ...far(-1), to.x, to.y - thick / 5], [to.x, to.y + thick / 5], [...far(1), ...near(1), from.x, from.y + thick]);
}

// How far a place has changed when so much of the time is over: it begins when its time has come.
function grownBy(share, { when }, length) {
  const own = Math.min(1, Math.max(0, (share * length - when * (length - GROWING_MS)) / GROWING_MS));
  return 1 - (1 - own) ** 3;
}

function paintForest(pen, { spots, order, land }, before, after, share, length, marked) {
  pen.drawImage(land, 0, 0);
  after.forEach((place, number) => {
    pen.globalAlpha = before[number].root === place.root ? 1 : grownBy(share, place, length);
    if (spots[place.root]) paintRoot(pen, spots[place.root], spots[number]);
  });
  pen.globalAlpha = 1;
  for (const place of order) {
    paintPlace(pen, spots[place], before[place], after[place], grownBy(share, after[place], length), marked);
  }
}

// --- The widget. ---

// How large and how low a symbol stands in the legend, in parts of its square.
const SHOWN = { seedling: [0.9, 0.72], young: [0.5, 0.84], stump: [1, 0.62], burned: [0.78, 0.55], free: [1.3, 0.55],
  team: [0.8, 0.64] };

function legendEntry(key, word) {
  const side = 44 * Math.ceil(devicePixelRatio);
  const symbol = element("canvas", { class: "kit-forest-symbol", width: side, height: side, "aria-hidden": "true" });
  const pen = symbol.getContext("2d");
  const [size, foot] = SHOWN[key.split(" ")[0]] ?? [0.82, 0.9];
  const end = (x) => ({ x: side * x, y: side * 0.5, cell: side * 1.6 });
  if (key === "root") paintRoot(pen, end(0.06), end(0.94));
  else stamp(pen, { young: "content-young", grown: "content" }[key] ?? key, 0, side / 2, side * foot, side * size);
  Object.assign(pen, { globalCompositeOperation: "source-atop", fillStyle: "#6a6a66" });
  if (["young", "grown"].includes(key)) pen.fillRect(0, 0, side, side); // age is said by size: a silhouette
  return element("li", {}, symbol, element("span", { text: word }));
}

function render({ model, el }) {
  const headline = element("figcaption", { role: "status" });
  const canvas = element("canvas", { class: "kit-forest-land", role: "img" });
  const tip = element("div", { class: "kit-forest-tip", hidden: true });
  const stage = element("div", { class: "kit-forest-stage" }, canvas, tip);
  const [line, legend] = [element("p", { class: "kit-forest-line" }), element("ul", { class: "kit-forest-legend" })];
  const marks = element("ul", { class: "kit-forest-legend" });
  const signs = element("summary");
  const folded = element("details", { class: "kit-forest-signs" }, signs);
  const figure = element("figure", { class: "kit-figure kit-forest" }, headline, stage, marks, line, legend);
  el.replaceChildren(figure);
  const pen = canvas.getContext("2d");
  let [before, after] = [[], []];
  let ground, started, frame, length = GROWING_MS;

  function showText() {
    for (const [part, name] of [[headline, "headline"], [line, "line"]]) part.hidden = !(part.textContent = model.get(name));
    const said = ["description", "headline", "line"].map((name) => model.get(name)).filter(Boolean);
    canvas.setAttribute("aria-label", said.join(" "));
  }

  function showLegend() {
    const [words, teams] = [model.get("words"), model.get("teams")];
    marks.replaceChildren(...(teams.length > 1 ? teams.map((team, number) => legendEntry(`team ${number % MARKS.length}`, team)) : []));
    marks.hidden = teams.length < 2;
    legend.replaceChildren(...LEGEND.filter((key) => words[key]).map((key) => legendEntry(key, words[key])));
    signs.textContent = model.get("fold");
    if (signs.textContent) folded.append(legend), figure.append(folded);
  }

  function measure() {
    const [width, sharpness] = [stage.clientWidth, Math.min(devicePixelRatio, 2)];
    if (!width) return void (ground = undefined); // not in sight yet
    // Never so high that what can be done with it is out of sight; beside levers less than alone.
    const most = stage.closest(".kit-big") ? innerHeight * 0.64 : stage.closest(".kit-pictures") ? innerHeight * (document.fullscreenElement ? 0.58 : 0.4) : innerHeight * 0.57;
    const height = width < 600 ? Math.min(width * 1.15, innerHeight * 0.36) : Math.min(most, Math.max(280, width * (width < 900 ? 0.56 : 0.46)));
    [canvas.width, canvas.height] = [Math.round(width * sharpness), Math.round(height * sharpness)];
    canvas.style.height = `${height}px`;
    nursery.clear();
    const spots = spotsOf(after.length, canvas.width, canvas.height);
    const order = [...spots.keys()].sort((one, other) => spots[one].y - spots[other].y);
    ground = { spots, order, width, sharpness, land: drawLand(canvas.width, canvas.height) };
  }

  function paint(now) {
    const share = Math.min(1, Math.max(0, (now - started) / length));
    frame = share < 1 ? requestAnimationFrame(paint) : undefined;
    if (!ground) return;
    paintForest(pen, ground, before, after, share, length, model.get("teams").length > 1);
    if (share === 1) figure.dataset.revision = model.get("revision");
  }

  function soon(growing) {
    cancelAnimationFrame(frame);
    started = growing ? performance.now() : -Infinity;
    frame = requestAnimationFrame(paint);
  }

  function follow() {
    const next = standing(model.get("places"), model.get("states"), model.get("limits"));
    const same = ground && next.length === after.length;
    const growing = same && !frame && !model.get("live") && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    [before, after] = [growing ? after : next, next];
    length = next.some(({ when }) => when) ? SEASON_MS : GROWING_MS;
    if (!same) measure();
    soon(growing);
  }

  // What a place says when somebody points at it: always as text.
  function point(event) {
    const [x, y] = [event.offsetX * ground?.sharpness, event.offsetY * ground?.sharpness];
    const place = ground?.order.findLast((one) => {
      const [spot, reach] = [ground.spots[one], ground.spots[one].cell * Math.max(after[one].size, 0.8)];
      return Math.abs(x - spot.x) < reach * 0.4 && y < spot.y + spot.cell * 0.2 && y > spot.y - reach;
    });
    tip.hidden = !(tip.textContent = model.get("names")[place] ?? "");
    tip.style.left = `${Math.min(Math.max(event.offsetX, 90), stage.clientWidth - 90)}px`;
    tip.style.top = `${event.offsetY - 10}px`;
  }

  const resized = new ResizeObserver(() => {
    if (stage.clientWidth && stage.clientWidth !== ground?.width) measure(), soon(false);
  });
  const texts = { headline: showText, line: showText, description: showText, words: showLegend, teams: showLegend, fold: showLegend };
  const listens = { revision: follow, ...texts };
  for (const [trait, listener] of Object.entries(listens)) model.on(`change:${trait}`, listener);
  for (const touch of ["pointermove", "pointerdown"]) canvas.addEventListener(touch, point);
  canvas.addEventListener("pointerleave", (event) => (tip.hidden ||= event.pointerType === "mouse"));
  [showText, showLegend, follow].forEach((start) => start());
  resized.observe(stage);
  return () => {
    for (const [trait, listener] of Object.entries(listens)) model.off(`change:${trait}`, listener);
    resized.disconnect();
    cancelAnimationFrame(frame);
  };
}

export default { render };
