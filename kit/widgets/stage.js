// The stage: the head stands on top of the page, and one step is in view at a time, with the prose of its cells. The notebook
// stays what it is: cells are only shown or hidden. In a notebook for authors everything stands where it was written.
const PLACES = "main, .jp-WindowedPanel-outer";
const FINDS_MS = 60000; // so long the cells of a page may take until all steps are there
const LOOK_AGAIN_MS = 120;

const nameOf = (step) => [...step.classList].map((one) => /^kit-(\w+)$/.exec(one)?.[1]).find((one) => one && one !== "step");

// The cells of each step by its name: those since the step before, so its prose as well. What comes before all of them
// belongs to the first, what comes last to the last.
function cellsOfSteps(place) {
  const found = new Map();
  let cells = [], last;
  for (const cell of place.querySelectorAll(".jp-Cell")) {
    cells.push(cell);
    const step = cell.querySelector(".kit-step");
    if (!step) continue;
    found.set((last = nameOf(step)), cells);
    cells = [];
  }
  if (last) found.get(last).push(...cells);
  return found;
}

function makeStage(model, el, header, show) {
  const foot = element("footer", { class: "kit-foot" });
  const said = element("p", { class: "kit-why", role: "status" });
  const end = new AbortController();
  let here = "", wanted = stepInAddress(), hasActed = false, looking, placedIn = null;
  const started = performance.now();

  const steps = () => model.get("steps").filter((step) => step.verb);
  const stepOf = (name) => steps().find((step) => step.verb === name);
  const isOpen = (name) => ["open", "done"].includes(stepOf(name)?.state);

  function measure() {
    document.documentElement.style.setProperty("--kit-head", `${placedIn ? header.offsetHeight : 0}px`);
  }

  // Head and foot have their places on the page, or the head stays in its cell.
  function settle() {
    const place = fillsWindow() ? el.closest(PLACES) : null;
    if (place !== placedIn || !header.isConnected) {
      if (place) place.prepend(header);
      else el.replaceChildren(header);
      placedIn?.classList.remove("kit-place");
      place?.classList.add("kit-place");
      placedIn = place;
      header.classList.toggle("kit-top", Boolean(place));
    }
    measure();
    if (place && foot.parentElement !== place) place.append(foot);
    if (!place) foot.remove();
    return place;
  }

  // The heading that the notebook gives the page stands in the head, once.
  function takeTitle(place) {
    const heading = place.querySelector(".jp-MarkdownCell h1, .jp-RenderedMarkdown h1");
    if (!heading) return;
    heading.classList.add("kit-off");
    show.title(heading.textContent.replace("¶", "").trim());
  }

  function update() {
    const place = settle();
    const all = steps();
    if (place) takeTitle(place);
    else if (fillsWindow()) lookAgain(); // a moment later this output stands on the page
    if (place && all.length) bringIntoView(all, cellsOfSteps(place));
    show.steps(all, here, press);
    drawFoot(all);
  }

  function bringIntoView(all, cells) {
    const before = hasActed ? [here, model.get("here")] : [model.get("here"), here]; // a page that opens begins where one was
    const goal = [wanted, ...before, ...all.map((step) => step.verb).reverse()].find((name) => cells.has(name) && isOpen(name)) ?? all[0].verb;
    const moved = goal !== here;
    here = goal;
    if (wanted === here) [wanted, hasActed] = ["", true];
    for (const [name, group] of cells) {
      const { prose = true } = stepOf(name) ?? {};
      for (const cell of group) {
        cell.classList.toggle("kit-off", name !== here);
        cell.classList.toggle("kit-told", !prose && !cell.querySelector(".kit-step"));
        cell.classList.toggle("kit-shut", !isOpen(name));
      }
    }
    if (moved && !wanted) keepInAddress(here);
    if (moved && here !== all[0].verb) leadTo(() => headingOf(here)); // whoever comes back stands before the scene that they left
    if (all.some((step) => !cells.has(step.verb)) || wanted) lookAgain();
  }

  function lookAgain() {
    if (performance.now() - started < FINDS_MS) looking ??= setTimeout(() => ((looking = null), update()), LOOK_AGAIN_MS);
  }

  // Whoever goes to a step sees its heading first.
  function go(name) {
    [wanted, here, hasActed] = [name, "", true];
    update();
    leadTo(() => headingOf(name));
  }

  function headingOf(name) {
    const cells = placedIn ? cellsOfSteps(placedIn).get(name) ?? [] : [];
    const inView = (heading) => heading.getClientRects().length > 0 && getComputedStyle(heading).visibility !== "hidden";
    const headings = cells.flatMap((cell) => [...cell.querySelectorAll("h1, h2, h3")]);
    return headings.find(inView) ?? stepNode(name);
  }

  const stepNode = (name) => document.querySelector(`.kit-step.kit-${name}`);

  function press(name) {
    const step = stepOf(name);
    said.textContent = "";
    if (step.state === "locked") return void (said.textContent = step.why);
    deliver(model, { kind: "go", step: name });
    if (isOpen(name)) go(name);
  }

  function drawFoot(all) {
    const place = all.findIndex((step) => step.verb === here);
    const ahead = place < 0 ? [] : all.slice(place + 1);
    const next = all[place]?.next;
    const shown = JSON.stringify([here, next, ahead, model.get("foot")]);
    if (foot.dataset.shown === shown) return; // a button that is the same stays the very button it was
    foot.dataset.shown = shown;
    const button = next?.label && element("button", { type: "button", text: next.label,
      class: next.primary ? "kit-button kit-primary kit-next" : "kit-button kit-next",
      onclick: () => (next.skip ? deliver(model, { kind: "skip", step: here }) : press(next.step)) });
    const lines = ahead.map((step) => element("li", { class: `kit-is-${step.state}` },
      element("span", { class: "kit-ahead-name", text: step.label }), element("span", { text: [step.minutes, step.purpose].filter(Boolean).join(" · ") })));
    foot.replaceChildren(
      ...(button ? [element("div", { class: next.primary ? "kit-go-on kit-stays" : "kit-go-on" }, button)] : []),
      ...(next?.why ? [element("p", { class: "kit-why", text: next.why })] : []),
      ...(lines.length ? [element("ol", { class: "kit-ahead", "aria-label": model.get("wording").ahead, start: place + 2 }, ...lines)] : []),
      element("p", { class: "kit-kept", text: model.get("foot") }));
  }

  const heard = (message) => {
    if (message.kind === "show" && message.step !== here) go(message.step); // who is there already may have moved on meanwhile
    if (message.kind === "look" && here === message.step) leadTo(() => stepNode(here)?.querySelector(".kit-scene-title") ?? headingOf(here));
  };
  const followAddress = () => {
    wanted = stepInAddress();
    if (isOpen(wanted)) go(wanted);
  };
  const height = new ResizeObserver(measure);
  const filled = new MutationObserver(update); // JupyterLab fills the window with a page a moment after it has opened it
  height.observe(header);
  filled.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  addEventListener("hashchange", followAddress, { signal: end.signal });
  addEventListener("keydown", pressNext, { signal: end.signal, capture: true });
  for (const act of ACTS) addEventListener(act, () => (hasActed = true), { signal: end.signal, once: true, capture: true });
  model.on("msg:custom", heard);
  model.on("change:steps change:here change:foot", update);
  header.append(said);
  // Head and foot lie in no cell: JupyterLab would take the focus from them and give it to one.
  for (const part of [header, foot])
    for (const kind of ["focusin", "keydown"]) part.addEventListener(kind, (event) => event.stopPropagation());
  update();
  return () => {
    end.abort();
    clearTimeout(looking);
    height.disconnect();
    filled.disconnect();
    model.off("msg:custom", heard);
    model.off("change:steps change:here change:foot", update);
    header.remove();
    foot.remove();
  };
}
