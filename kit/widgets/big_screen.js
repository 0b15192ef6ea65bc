// A window of the big screen is the facilitator's page with ?show=… behind its address: all but one thing is hidden (kit-page.css,
// style/big_screen.css). Here are the links that open such windows, the keys in them, and the full screen. What is shown is
// decided in the kernel, from what all windows share.
const FOLLOW = "follow";
const FIXED = ["join", "clock", "board", "question"];
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", " ": "hide", h: "hide", H: "hide" };

const stage = () => document.querySelector(".kit-big");
const root = document.documentElement;

// Only where the page is served for people do windows have addresses of their own.
function asked() {
  const kind = new URLSearchParams(location.search).get("show");
  return document.body.dataset.voila && [FOLLOW, ...FIXED].includes(kind) ? kind : "";
}

function render({ model, el }) {
  const say = (name) => model.get("wording")[name];
  const own = asked();
  const end = new AbortController();

  function become(kind) {
    if (kind) root.dataset.show = kind;
    else delete root.dataset.show;
    deliver(model, { kind: "window", show: kind });
  }

  function fill() {
    if (document.fullscreenElement) return void document.exitFullscreen();
    if (own) return void root.requestFullscreen().catch(() => {});
    become(FOLLOW);
    stage()?.requestFullscreen().catch(() => become(""));
  }

  function press(event) {
    if (!root.dataset.show || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = KEYS[event.key];
    if (event.key === "f" || event.key === "F") fill();
    else if (key) event.repeat || deliver(model, { kind: "act", key });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const address = (kind) => `${location.pathname}?show=${kind}`;
  const link = (kind, label, look) => element("a", { href: address(kind), target: `kit-big-${kind}`, rel: "opener", class: look, text: label });
  const links = document.body.dataset.voila
    ? [link(FOLLOW, say("open"), "kit-button kit-primary"), element("button", { type: "button", class: "kit-button", text: say("here"), onclick: fill })]
    : [element("button", { type: "button", class: "kit-button", text: say("here"), onclick: fill })];
  const fixed = document.body.dataset.voila
    ? element("p", { class: "kit-note" }, say("only") + " ", ...FIXED.flatMap((kind, place) => [place ? " · " : "", link(kind, say(kind), "")]))
    : element("p", { class: "kit-note", text: say("app") });
  el.replaceChildren(element("div", { class: "kit-form" }, element("div", { class: "kit-actions" }, ...links), fixed, element("p", { class: "kit-note", text: say("keys") })));

  addEventListener("keydown", press, { capture: true, signal: end.signal });
  document.addEventListener("fullscreenchange", () => {
    if (!own && root.dataset.show && !document.fullscreenElement) become("");
  }, { signal: end.signal });
  if (own) become(own);
  return () => end.abort();
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
