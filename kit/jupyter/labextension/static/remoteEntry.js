// The door through which JupyterLab and Voilà load the extension: a module-federation container, written by hand
// because two small files need no build. What the host shares (JupyterLab's own modules) arrives in `init`.
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  let shared = {};

  const hostModule = async (name) => {
    const version = Object.values(shared[name] ?? {})[0];
    return version ? (await version.get())() : {};
  };

  const addStyle = () => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = `${here}kit-page.css`;
    document.head.append(sheet);
  };

  const modules = {
    "./extension": async () => {
      const { makePlugins } = await import(`${here}kit-page.js`);
      const notebook = await hostModule("@jupyterlab/notebook");
      const signaling = await hostModule("@lumino/signaling");
      return { __esModule: true, default: makePlugins(notebook, signaling) };
    },
    "./style": async () => (addStyle(), {}),
  };

  (globalThis._JUPYTERLAB ??= {})["pair-selling-kit"] = {
    init: (scope) => void (shared = scope),
    get: async (name) => {
      const made = await modules[name]();
      return () => made;
    },
  };
})();
