// Where a person is: the address of the page names the step in view (….ipynb#play), so that a link to a step and a reload
// end in that step; and how sight and keyboard are led there. Only where a page fills its window: in a notebook for authors
// nothing moves by itself.
const SETTLES_MS = 600; // what was sent together with an answer has its place then
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"]; // whoever moves the page goes where they want

const fillsWindow = () => document.body.matches(".kit-page, .kit-window");

// JupyterLab takes the step out of the address before any widget is there: the page's extension keeps it.
function stepInAddress() {
  const name = (location.hash || globalThis.pairSellingStep || "").slice(1);
  return /^\w+$/.test(name) ? name : "";
}

function keepInAddress(name) {
  globalThis.pairSellingStep = "";
  if (location.hash !== `#${name}`) history.replaceState(history.state, "", `${location.pathname}${location.search}#${name}`);
}

// A control of the kit: JupyterLab takes the focus too while it opens, but for parts of its own.
const isControl = (node) => node?.matches?.("button, a, input, select, textarea, summary") && node.closest(".kit-step, .kit-header, .kit-foot");

// Brings what `find()` gives to the top of the window with the focus, until it has its place or somebody moves the page or
// the focus: a screen reader and a voice do so without a key.
function leadTo(find) {
  const until = performance.now() + SETTLES_MS;
  let led = document.activeElement; // what has the focus, or was given it here
  const end = new AbortController();
  ACTS.forEach((act) => addEventListener(act, () => end.abort(), { once: true, capture: true, signal: end.signal }));
  const look = () => {
    if (end.signal.aborted) return;
    if (document.activeElement !== led && isControl(document.activeElement)) return end.abort();
    const goal = find();
    if (goal && goal !== document.activeElement) { // a page that still comes cannot take the focus yet
      goal.tabIndex = -1;
      goal.focus({ preventScroll: true });
    }
    if (goal && goal === document.activeElement) led = goal;
    const above = goal?.previousElementSibling; // the small line above a scene's heading
    (above?.matches(".kit-kicker") ? above : goal)?.scrollIntoView({ block: "start" });
    if (performance.now() < until) requestAnimationFrame(look);
    else end.abort();
  };
  requestAnimationFrame(look);
}

// Enter on the heading to which one was led presses the main button of its scene: by keyboard, Enter is "next".
function pressNext(event) {
  const heading = event.target;
  if (event.key !== "Enter" || event.repeat || !heading.matches?.(".kit-scene-title, .jp-RenderedMarkdown h2")) return;
  const own = heading.closest(".kit-step")?.querySelector(".kit-form > .kit-actions > .kit-primary");
  const next = own ?? document.querySelector(".kit-foot .kit-next.kit-primary");
  if (!next) return;
  event.preventDefault();
  next.click();
}
