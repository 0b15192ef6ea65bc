"""A widget on an empty page, told what a kernel would tell it: no server, and the test is the kernel."""

from kit.widgets.source import javascript, style

ADDRESS = "http://kit.test/"
HARNESS = """async ([source, traits]) => {
  const heard = {};
  window.sent = [];
  window.model = {
    get: (name) => traits[name],
    set: (name, value) => model.change({ [name]: value }),
    save_changes() {},
    send(message) { // a kernel confirms what it hears
      sent.push({ ...message, stored: localStorage.getItem("pair-selling-kit") });
      for (const listener of heard["msg:custom"] ?? []) listener({ kind: "heard", id: message.id });
    },
    on: (event, listener) => (heard[event] ??= []).push(listener),
    off: (event, listener) => (heard[event] = heard[event].filter((one) => one !== listener)),
    heard: () => Object.values(heard).flat().length,
    change(next) {
      const changed = Object.keys(next).filter((name) => traits[name] !== next[name]);
      Object.assign(traits, next);
      for (const name of changed) for (const listener of heard[`change:${name}`] ?? []) listener();
    },
  };
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { initialize, render } = (await import(address)).default;
  const end = initialize({ model }), close = render({ model, el: document.getElementById("here") });
  window.leave = () => (close(), end());
}"""


class Alone:
    """`widget` is shown by its script; `before()` happens on the page before that."""

    def __init__(self, browser, widget, script: str, **context):
        self.context = browser.new_context(**context)
        self.errors = []
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.before()
        page = f"<!doctype html><style>{style()}</style><main id='here' style='max-width: 1200px; margin: auto'></main>"
        self.page.route(ADDRESS, lambda route: route.fulfill(body=page, content_type="text/html"))
        self.page.goto(ADDRESS)
        sent = {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
        self.page.evaluate(HARNESS, [javascript("journal", *script.split()), sent])

    def before(self) -> None:
        """Nothing by default."""

    def change(self, **traits) -> None:
        """The kernel changes these traits."""
        self.page.evaluate("(next) => model.change(next)", traits)
