// Turns a notebook of the kit into a page: it runs when it opens and again after its kernel died, it shows no code,
// and having been played is no reason to ask about saving. Other notebooks are left alone.
//
// In a window of its own (/doc/...) it is a page for people: nothing can be edited by accident. In /lab/... it stays
// a notebook for authors. A page that has lost its kernel for good says so and offers to go on, also in Voilà.

const TROUBLE = ["restarting", "autorestarting", "dead"];
const BARS = ["jp-top-panel", "jp-menu-panel", "jp-bottom-panel"];
const LOST_AFTER_MS = 6000;
const HEALINGS_PER_MINUTE = 3;
const WIDGET = "application/vnd.jupyter.widget-view+json", WIDGET_RANK = -10; // as in Voilà
const JOURNAL = "pair-selling-kit"; // as in widgets/journal.js

// anywidget gives a widget two seconds from when it is made until its script has begun; one that is later never hears of its
// kernel again. A slow phone or a busy computer needs longer: each gets as long as a page may take to come.
const ANYWIDGET_MS = 2000, BEGIN_MS = 120000;
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(ms === ANYWIDGET_MS ? BEGIN_MS : ms);

// JupyterLab takes the step out of the address (….ipynb#play) before any widget is there: see widgets/whereabouts.js.
globalThis.pairSellingStep = location.hash;

const SENTENCES = {
  de: {
    lost: "Die Verbindung zur Seite ist abgerissen. Eure Eingaben sind in diesem Browser gespeichert.",
    unsaved: "Die Verbindung zur Seite ist abgerissen, und dieser Browser speichert nichts. Sichert euren Stand als Datei, bevor ihr die Seite neu ladet; auf der Startseite lässt sich die Datei wieder öffnen.",
    ended: "Die Verbindung ist abgerissen, oder Binder hat die Sitzung beendet; das geschieht nach zehn Minuten Pause. "
      + "Eure Eingaben sind noch in diesem Browser. Sichert sie als Datei: Eine neue Sitzung kann eine andere Adresse "
      + "haben. Auf der Startseite lässt sich die Datei wieder öffnen.",
    wait: "Gleich geht es los.",
    save: "Stand als Datei sichern",
    reload: "Seite neu laden",
    resume: "Weitermachen",
  },
  en: {
    lost: "The connection to the page is lost. What you entered is stored in this browser.",
    unsaved: "The connection to the page is lost, and this browser stores nothing. Save your state as a file before you reload the page; the start page opens the file again.",
    ended: "The connection is lost, or Binder has ended the session, as it does after a break of ten minutes. What you "
      + "entered is still in this browser. Save it as a file: a new session may have another address. The start page "
      + "opens the file again.",
    wait: "We are about to begin.",
    save: "Save the state as a file",
    reload: "Reload the page",
    resume: "Go on",
  },
};

// A page in a window of its own is covered until it stands: JupyterLab's empty shell is nothing for people. The cover goes when the head of
// the page has its place, when the notebook is none of the kit, or when it takes too long.
const COVERED = /\/doc\/tree\/(?:.*\/)?(de|en)\/\d\d_\w+\.ipynb$/;
const COVERED_AT_MOST_MS = 60000; // JupyterLab itself takes half a minute over a slow line

const cover = {
  put() {
    const language = COVERED.exec(decodeURIComponent(location.pathname))?.[1];
    if (!language) return;
    this.node = document.createElement("div");
    Object.assign(this.node, { className: "kit-cover", lang: language });
    this.node.setAttribute("role", "status");
    this.node.innerHTML = `<div class="kit-spinner" aria-hidden="true"></div><p>${SENTENCES[language].wait}</p>`;
    document.body.append(this.node);
    const begun = performance.now();
    this.timer = setInterval(() => ((document.querySelector(".kit-top") && !globalThis.pairSellingStep) || performance.now() - begun > COVERED_AT_MOST_MS) && this.lift(), 100);
  },
  lift() {
    clearInterval(this.timer);
    this.node?.remove();
  },
};
cover.put();

export function makePlugins({ INotebookTracker, NotebookActions }, { Signal }) {
  return [
    {
      id: "pair-selling-kit:page",
      description: "Runs the notebooks of the kit and shows them as pages.",
      autoStart: true,
      optional: INotebookTracker ? [INotebookTracker] : [],
      activate: (app, tracker) => {
        if (app.widgetManagerPromise) return void watchVoila(app);
        if (!tracker) return;
        const show = async (_, panel) => {
          await panel.context.ready;
          if (!isPage(panel)) return void cover.lift();
          showPage(app, panel, NotebookActions);
          await app.restored;
          showWindow(app, tracker);
          if (document.body.classList.contains("kit-window")) Signal?.disconnectSender(app.serviceManager); // its dialog, see below
        };
        tracker.forEach((panel) => show(tracker, panel));
        tracker.widgetAdded.connect(show);
        tracker.currentChanged.connect(() => showWindow(app, tracker));
        app.shell.modeChanged?.connect(() => showWindow(app, tracker));
      },
    },
  ];
}

// A notebook whose code is to be read and changed is left to JupyterLab.
const isPage = (panel) => panel.model?.getMetadata("kit") !== undefined && panel.model.getMetadata("kit").code !== "shown";

// JupyterLab

function showPage(app, panel, { runCells }) {
  const session = panel.sessionContext;
  panel.addClass("kit-page");
  panel.node.lang = panel.model.getMetadata("kit").language ?? "en";
  stopKernelDialog(panel);
  keepClean(panel);
  protect(panel);

  const run = async () => {
    await session.session?.kernel?.info;
    await panel.revealed;
    if (panel.isDisposed) return;
    const codeCells = panel.content.widgets.filter((cell) => cell.model.type === "code");
    await runCells(panel.content, codeCells, session); // "run all" would scroll to the end of the page
    for (const cell of codeCells) cell.toggleClass("kit-failed", hasFailed(cell));
  };
  let ill = false;
  let healed = [];
  session.statusChanged.connect(async (_, status) => {
    if (TROUBLE.includes(status)) ill = true;
    if (status === "dead") {
      healed = healed.filter((time) => Date.now() - time < 60000);
      if (healed.push(Date.now()) <= HEALINGS_PER_MINUTE) await session.restartKernel().catch(() => {}); // said by the notice
    }
    if (ill && status === "idle") {
      ill = false;
      await run();
    }
  });
  const notice = new Notice(panel.node.lang);
  session.connectionStatusChanged.connect((_, status) => notice.connection(status));
  session.sessionChanged.connect((_, { newValue }) => newValue || panel.isDisposed || notice.gone()); // the server ended an unused kernel
  session.ready.then(run);
}

function hasFailed(cell) {
  const outputs = cell.model.outputs;
  return Array.from({ length: outputs.length }, (_, index) => outputs.get(index).type).includes("error");
}

// JupyterLab says in a dialog that the kernel died. The page heals by itself, so there is nothing to say.
function stopKernelDialog(panel) {
  if (panel._onSessionStatusChanged) panel.sessionContext.statusChanged.disconnect(panel._onSessionStatusChanged, panel);
}

// Only what people wrote counts as a change; outputs and counts of runs do not.
function keepClean(panel) {
  const model = panel.model;
  const words = () => JSON.stringify(Array.from(model.cells, (cell) => [cell.type, cell.sharedModel.getSource()]));
  let saved = words();
  panel.context.saveState.connect((_, state) => {
    if (state === "completed") saved = words();
  });
  panel.context.fileChanged.connect(() => (saved = words()));
  const clean = () => {
    if (model.dirty && words() === saved) model.dirty = false;
  };
  model.stateChanged.connect(clean);
  clean();
}

// Alone in a window, a double click would open the source of a text, a right click a menu for authors, and the key "d"
// would delete a cell: Lumino leaves an element in peace that bears the mark itself.
function protect(panel) {
  const stop = (event) => {
    const ownWords = event.type === "contextmenu" || event.target.closest(".jp-MarkdownOutput");
    if (document.body.classList.contains("kit-window") && ownWords) event.stopPropagation();
  };
  for (const kind of ["dblclick", "contextmenu"]) panel.node.addEventListener(kind, stop, true);
  panel.node.addEventListener("focusin", (event) => freeFromShortcuts(event.target), true);
}

function freeFromShortcuts(node) {
  node.toggleAttribute("data-lm-suppress-shortcuts", document.body.classList.contains("kit-window"));
}

// A window with a single page of the kit needs no menus, side bars or status bar.
function showWindow(app, tracker) {
  const panel = tracker.currentWidget;
  const alone = app.shell.mode === "single-document" && Boolean(panel?.hasClass("kit-page"));
  if (alone === document.body.classList.contains("kit-window")) return;
  document.body.classList.toggle("kit-window", alone);
  freeFromShortcuts(document.activeElement);
  for (const side of ["left", "right"]) {
    if (app.shell.isSideTabBarVisible(side) === alone) app.shell.toggleSideTabBarVisibility(side);
  }
  if (alone) {
    app.shell.collapseLeft();
    app.shell.collapseRight();
  }
  for (const bar of app.shell.layout.widgets ?? app.shell.layout) {
    if (BARS.includes(bar.id)) bar.setHidden(alone);
  }
}

// Voilà

// The page's kernel is gone for good when it died (a new one knows nothing of the page), was ended, or does not answer for long.
async function watchVoila(app) {
  const manager = await app.widgetManagerPromise.promise, { kernel } = manager;
  if (!kernel) return;
  renderWhenAllIsThere(manager);
  const notice = new Notice(document.documentElement.lang);
  kernel.statusChanged.connect((_, status) => TROUBLE.includes(status) && notice.gone());
  kernel.connectionStatusChanged.connect((_, status) => notice.connection(status));
  kernel.iopubMessage.connect((_, { header }) => header.msg_type === "shutdown_reply" && notice.gone());
}

// On a busy device Voilà's widgets may be asked for before the manager has them, and then stay a failure though it gets them a moment later.
function renderWhenAllIsThere(manager) {
  const { rendermime, restored } = manager;
  const factory = rendermime.getFactory(WIDGET);
  const isThere = new Promise((resolve) => (manager.restoredStatus ? resolve() : restored.connect(resolve)));
  const createRenderer = (options) => {
    const renderer = factory.createRenderer(options), render = renderer.renderModel.bind(renderer);
    return Object.assign(renderer, { renderModel: (model) => isThere.then(() => render(model)) });
  };
  rendermime.removeMimeType(WIDGET);
  rendermime.addFactory({ ...factory, createRenderer }, WIDGET_RANK);
}

// The notice

// Says under the page that it is lost, as long as it is, and offers to go on. (JupyterLab's own dialog about a lost
// server speaks English and to authors; in a window of its own it stays away.)
class Notice {
  constructor(language) {
    this.words = SENTENCES[language] ?? SENTENCES.en;
    this.isGone = false;
  }

  connection(status) {
    clearTimeout(this.timer);
    if (this.isGone) return;
    if (status === "connected") this.node?.remove();
    else this.timer = setTimeout(() => this.show(), LOST_AFTER_MS);
  }

  gone() {
    clearTimeout(this.timer);
    this.isGone = true;
    this.show();
  }

  show() {
    this.node ??= this.make();
    if (!this.node.isConnected) document.body.append(this.node);
  }

  make() {
    const { binderUrl, baseUrl } = pageConfig();
    const node = document.createElement("div");
    Object.assign(node, { id: "kit-lost", className: "kit-lost", role: "alert", lang: this.words === SENTENCES.de ? "de" : "en" });
    const said = document.createElement("p");
    const isUnsaved = Boolean(globalThis.pairSellingJournal?.unsaved.length);
    said.textContent = binderUrl ? this.words.ended : isUnsaved ? this.words.unsaved : this.words.lost;
    const goOn = binderUrl
      ? button(this.words.resume, () => resume(binderUrl, baseUrl))
      : button(this.words.reload, () => location.reload());
    const buttons = binderUrl || isUnsaved ? [button(this.words.save, saveState), goOn] : [goOn];
    node.append(said, ...buttons);
    return node;
  }
}

function button(text, pressed) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: text, onclick: pressed });
  return made;
}

function pageConfig() {
  return JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
}

// What the widgets of the page know, also where the browser refuses to store anything (widgets/journal.js).
function knownText() {
  try {
    return globalThis.pairSellingJournal?.storedText() ?? localStorage.getItem(JOURNAL) ?? "";
  } catch {
    return "";
  }
}

function saveState() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([knownText()], { type: "application/json" }));
  link.download = "pair-selling.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

// While the session on Binder lives, the page only needs a new kernel; afterwards Binder starts a new session with this page.
async function resume(binderUrl, baseUrl) {
  const answer = await fetch(`${baseUrl}api/status?no_track_activity=1`).catch(() => ({ ok: false }));
  if (answer.ok) return location.reload();
  const page = location.pathname.slice(baseUrl.length);
  location.assign(`${binderUrl}?urlpath=${encodeURIComponent(page)}`);
}
