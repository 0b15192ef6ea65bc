// Where a person is: the address of the page names the step in work (….ipynb#play), so that a link to a step and a reload
// end in that step. Only where a page fills its window: in a notebook for authors nothing moves by itself.
const LOOK_MS = 200;
const STEADY_LOOKS = 15; // pictures above the step may still grow: so many looks without a move, and the page is built
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"]; // whoever moves the page goes where they want

const fillsWindow = () => document.body.matches(".kit-page, .kit-window");

function stepNamed(hash) {
  const name = hash.slice(1);
  return /^\w+$/.test(name) ? document.querySelector(`.kit-step.kit-${name}`) : null;
}

// The step, with the prose above it where the window has room for both.
function beginning(step) {
  const before = (one) => one.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING;
  const prose = [...document.querySelectorAll(".jp-MarkdownCell")].filter(before).pop();
  if (!prose) return step;
  const height = step.getBoundingClientRect().bottom - prose.getBoundingClientRect().top;
  return height < innerHeight ? prose : step;
}

// Leads sight and keyboard to the step that the address names, as soon as it is there and until the page is built.
function goToStep(ended) {
  const hash = location.hash || globalThis.pairSellingStep;
  let steady = 0, seen = null, before = null;
  const timer = setInterval(look, LOOK_MS);
  const stop = () => clearInterval(timer);
  ACTS.forEach((act) => addEventListener(act, stop, { once: true, capture: true, signal: ended }));
  ended.addEventListener("abort", stop);

  function look() {
    const step = stepNamed(hash);
    if (!hash || steady > STEADY_LOOKS) return stop();
    if (!step?.getClientRects().length || !fillsWindow()) return;
    if (seen !== step) {
      seen = step;
      step.tabIndex = -1;
      step.focus({ preventScroll: true });
    }
    const start = beginning(step);
    start.scrollIntoView({ block: "start" });
    const now = start.getBoundingClientRect().top + step.scrollHeight;
    steady = now === before ? steady + 1 : 0;
    before = now;
  }
}

function keepStep({ target }) {
  const step = target.closest?.(".kit-step");
  const names = [...(step?.classList ?? [])].map((one) => /^kit-(\w+)$/.exec(one)?.[1]);
  const name = names.find((one) => one && one !== "step");
  if (!name || !fillsWindow() || location.hash === `#${name}`) return;
  history.replaceState(history.state, "", `${location.pathname}${location.search}#${name}`);
}

// Returns what ends it.
function followSteps() {
  const end = new AbortController();
  const listen = { signal: end.signal, capture: true };
  addEventListener("focusin", keepStep, listen);
  addEventListener("click", keepStep, listen);
  addEventListener("hashchange", () => goToStep(end.signal), listen);
  goToStep(end.signal);
  return () => end.abort();
}
