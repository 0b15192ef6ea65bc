// While a page comes: its first words stand until its first controls are there, and then make room for them in one moment.
{
  const page = document.documentElement, words = document.getElementById("loading");
  const CONTROLS_MS = 15000; // after all has come: a kernel that died meanwhile brings no controls any more
  const QUIET_MS = 60000; // a server that says nothing for so long has no kernel to give

  // A window of the big screen shows one thing, from the first moment on.
  const show = new URLSearchParams(location.search).get("show");
  if (["follow", "join", "clock", "board", "question"].includes(show)) page.dataset.show = show;

  // Whoever comes back goes on where they were: the words of the beginning are not for them.
  let stored = "";
  try {
    stored = localStorage.getItem(document.body.dataset.journal) ?? "";
  } catch { /* nothing is stored here */ }
  const begun = stored.includes(`"exercise":${JSON.stringify(words.dataset.exercise)}`);
  if (begun || location.hash.length > 1) words.classList.add("kit-words-goes-on");

  // What the page will look like lies where it always lay, at the end of the head and before what widgets bring: the order decides.
  const sheets = [...document.getElementById("kit-sheets").content.children].map((sheet) => {
    const copy = document.importNode(sheet, true);
    const there = copy.tagName === "LINK" && new Promise((settle) => (copy.onload = copy.onerror = settle));
    document.head.append(copy);
    return there;
  });

  let hasAll = false;
  const sayLate = () => {
    words.querySelector(".kit-words-late").hidden = false;
    words.classList.add("kit-words-ended");
  };
  const late = () => hasAll || sayLate();
  let quiet = setTimeout(late, QUIET_MS);
  const process = window.voila_process;
  window.voila_process = (...given) => (clearTimeout(quiet), (quiet = setTimeout(late, QUIET_MS)), process(...given)); // each cell that comes
  document.addEventListener("DOMContentLoaded", late); // the answer has ended before all was there

  const isThere = () => {
    const step = [...document.querySelectorAll("#rendered_cells .kit-step")].find((one) => !one.closest(".kit-off"));
    return document.querySelector("#rendered_cells .kit-top") && step?.querySelector("button, input, select, textarea");
  };
  const hasControls = () => document.querySelector("#rendered_cells :is(button, input, select, textarea)") !== null; // of other kinds
  const stand = () => {
    words.remove();
    document.body.classList.remove("kit-comes");
  };
  const finish = () => {
    if (!hasAll) clearTimeout(quiet);
    hasAll = true;
    if (!window.themeLoaded) return void (window.cellLoaded = true);
    document.getElementById("rendered_cells").style.display = "";
    const waits = document.body.classList.contains("kit-comes") && !page.dataset.show;
    let stands = !waits;
    const tooLate = waits && setTimeout(() => ((stands = hasControls()) || sayLate()), CONTROLS_MS);
    const look = () => (stands || isThere() ? (clearTimeout(tooLate), stand()) : requestAnimationFrame(look));
    Promise.all(sheets).then(look);
  };
  window.voila_finish = window.display_cells = finish;
}
