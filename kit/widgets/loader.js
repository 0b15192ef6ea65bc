// Fetches the script and the style of a widget as files of the page's server, once per page and kept by the browser: their
// addresses name their content. Where they are not served (another Jupyter, or a page from before an update) the kernel is asked.
const ASKED_MS = 30000; // so long the kernel may take to answer

const found = (globalThis.pairSellingFiles ??= new Map());

function fetched(model, file) {
  if (!found.has(file)) {
    const coming = fromServer(file).catch(() => fromKernel(model, file));
    coming.catch(() => found.delete(file)); // the next one asks again
    found.set(file, coming);
  }
  return found.get(file);
}
globalThis.pairSellingFetch = fetched; // for what a script fetches itself

const isSheet = (file) => file.endsWith(".css");

async function fromServer(file) {
  const server = JSON.parse(document.getElementById("jupyter-config-data").textContent).baseUrl;
  const address = new URL(server + file, location.origin).href;
  return isSheet(file) ? addSheet(address) : import(address);
}

async function fromKernel(model, file) {
  const text = await new Promise((resolve, reject) => {
    const end = () => (clearTimeout(late), model.off("msg:custom", heard));
    const heard = (message) => message.kind === "fetched" && message.file === file && (end(), resolve(message.text));
    const late = setTimeout(() => (end(), reject(new Error(`no answer: ${file}`))), ASKED_MS);
    model.on("msg:custom", heard);
    model.send({ kind: "fetch", file });
  });
  const address = URL.createObjectURL(new Blob([text], { type: isSheet(file) ? "text/css" : "text/javascript" }));
  const made = isSheet(file) ? addSheet(address) : import(address);
  return made.finally(() => URL.revokeObjectURL(address));
}

// The sheet goes to the end of the head, over what ipywidgets brought; a page of Voilà has fetched it already, for its first words.
async function addSheet(address) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  await new Promise((resolve, reject) => {
    Object.assign(link, { onload: resolve, onerror: () => (link.remove(), reject(new Error(address))) });
    document.head.append(link);
  });
}

async function scriptOf(model) {
  const [made] = await Promise.all([fetched(model, model.get("script")), fetched(model, model.get("sheet"))]);
  return made.default;
}

// anywidget gives `initialize` two seconds, and no message comes before it is over: a script that is still under way begins
// later, and then hears what has come meanwhile.
async function begin(given, held, stopHolding) {
  const script = await scriptOf(given.model);
  const on = (name, listener) => {
    given.model.on(name, listener);
    if (name === "msg:custom") held.forEach((message) => listener(...message));
  };
  stopHolding();
  return { script, end: await script.initialize?.({ ...given, model: { ...given.model, on } }) };
}

export default {
  initialize(given) {
    const held = [];
    const hold = (...message) => void (message[0]?.kind === "fetched" || held.push(message));
    given.model.on("msg:custom", hold);
    const coming = begin(given, held, () => given.model.off("msg:custom", hold));
    coming.catch((error) => console.error(error)); // `render` says it to anywidget
    return () => void coming.then(({ end }) => end?.(), () => {});
  },
  async render(given) {
    return (await scriptOf(given.model)).render?.(given);
  },
};
