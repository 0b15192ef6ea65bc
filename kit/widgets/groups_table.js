// The overview of a room. A row stays the very row it was as long as its group is there: only words that have changed are
// written, so that nothing moves or loses its selection while somebody looks at it.
const TICK_MS = 5000;

function made(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

const put = (node, text) => node.textContent === text || (node.textContent = text);

function render({ model, el }) {
  const word = (name, values = {}) => (model.get("wording")[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const table = made("table", "kit-who kit-people");
  const head = made("tr");
  for (const name of ["group", "where", "since", "heard", "page"]) {
    const cell = made("th", "", word(name));
    cell.scope = "col";
    head.append(cell);
  }
  const [top, body] = [made("thead"), made("tbody")];
  top.append(head);
  table.append(top, body);
  table.setAttribute("aria-label", word("label"));
  const left = made("details", "kit-who-left");
  const [summary, gone] = [made("summary"), made("ul")];
  left.append(summary, gone);
  const box = made("div", "kit-text kit-wide kit-monitor");
  box.append(table, left);
  el.replaceChildren(box);
  const rows = new Map();
  let ahead = 0; // how far the browser's clock is ahead of the kernel's

  function ago(moment) {
    if (!moment) return word("never");
    const minutes = Math.floor(Math.max(0, Date.now() - ahead - moment) / 60000);
    if (minutes < 1) return word("just_now");
    return minutes < 60 ? word("minutes", { minutes }) : word("hours", { hours: Math.floor(minutes / 60) });
  }

  function newRow() {
    const node = made("tr");
    const cells = Object.fromEntries(["name", "where", "since", "heard", "page"].map((name) => [name, made(name === "name" ? "th" : "td", `kit-row-${name}`)]));
    cells.name.scope = "row";
    const [name, inner] = [made("span"), made("bdi")];
    name.append(inner);
    cells.name.append(name);
    const [where, detail, mark] = [made("b"), made("i"), made("em")];
    cells.where.append(where, " ", detail, " ", mark);
    node.append(...Object.values(cells));
    return { node, cells, name, inner, where, detail, mark };
  }

  function fill(row, told) {
    put(row.inner, told.name);
    if (row.name.title !== told.name) row.name.title = told.name;
    put(row.where, told.where);
    put(row.detail, told.detail);
    put(row.mark, told.mark);
    if (row.node.dataset.state !== told.state) row.node.dataset.state = told.state;
  }

  function tick() {
    for (const told of model.get("rows")) {
      const row = rows.get(told.key);
      if (!row) continue;
      put(row.cells.since, told.since ? ago(told.since) : "–");
      put(row.cells.heard, ago(told.heard));
      put(row.cells.page, told.state === "gone" ? word("gone", { time: ago(told.sign) }) : word(told.state));
    }
  }

  function show() {
    ahead = Date.now() - model.get("now");
    const all = model.get("rows");
    const [here, away] = [all.filter((one) => !one.away), all.filter((one) => one.away)];
    here.forEach((told, place) => {
      const row = rows.get(told.key) ?? newRow();
      rows.set(told.key, row);
      fill(row, told);
      if (body.children[place] !== row.node) body.insertBefore(row.node, body.children[place] ?? null);
    });
    const kept = new Set(here.map((one) => one.key));
    for (const [key, row] of rows) {
      if (kept.has(key)) continue;
      row.node.remove();
      rows.delete(key);
    }
    table.hidden = !here.length;
    left.hidden = !away.length;
    put(summary, word("away", { count: away.length }));
    gone.replaceChildren(...away.map((one) => {
      const entry = made("li");
      const name = made("bdi", "", one.name);
      entry.append(name);
      return entry;
    }));
    tick();
  }

  show();
  const ticking = setInterval(tick, TICK_MS);
  model.on("change:rows", show);
  return () => {
    clearInterval(ticking);
    model.off("change:rows", show);
  };
}

export default { render };
