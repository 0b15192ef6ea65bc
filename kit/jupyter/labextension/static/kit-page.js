// Turns a notebook of the kit into a page: it runs when it opens and again after its kernel died, it shows no code,
// and having been played is no reason to ask about saving. Other notebooks are left alone.
//
// In a window of its own (/doc/...) it is a page for people: nothing can be edited by accident. In /lab/... it stays
// a notebook for authors.

const TROUBLE = ["restarting", "autorestarting", "dead"];
const BARS = ["jp-top-panel", "jp-menu-panel", "jp-bottom-panel"];
const LOST_AFTER_MS = 6000;
const HEALINGS_PER_MINUTE = 3;

export function makePlugins({ INotebookTracker, NotebookActions }) {
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
          if (!isKit(panel)) return;
          showPage(app, panel, NotebookActions);
          await app.restored;
          showWindow(app, tracker);
        };
        tracker.forEach((panel) => show(tracker, panel));
        tracker.widgetAdded.connect(show);
        tracker.currentChanged.connect(() => showWindow(app, tracker));
        app.shell.modeChanged?.connect(() => showWindow(app, tracker));
      },
    },
  ];
}

const isKit = (panel) => panel.model?.getMetadata("kit") !== undefined;

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
      if (healed.push(Date.now()) <= HEALINGS_PER_MINUTE) await session.restartKernel();
    }
    if (ill && status === "idle") {
      ill = false;
      await run();
    }
  });
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

// The page's kernel is gone for good when it died (a new one knows nothing of the page) or does not answer for long.
async function watchVoila(app) {
  const { kernel } = await app.widgetManagerPromise.promise;
  const notice = document.getElementById("kit-lost");
  if (!kernel || !notice) return;
  const show = (lost) => (notice.hidden = !lost);
  let timer;
  kernel.statusChanged.connect((_, status) => TROUBLE.includes(status) && show(true));
  kernel.connectionStatusChanged.connect((_, status) => {
    clearTimeout(timer);
    if (status === "disconnected") return show(true);
    if (status === "connecting") timer = setTimeout(() => show(true), LOST_AFTER_MS);
  });
}
