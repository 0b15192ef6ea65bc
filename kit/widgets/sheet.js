// A page or table made in the kernel, to be opened in a tab of its own, printed or kept: nothing is fetched from anywhere.
function render({ model, el }) {
  const show = () => {
    const html = model.get("html");
    if (!html) return el.replaceChildren();
    const address = URL.createObjectURL(new Blob([html], { type: model.get("kind") }));
    el.replaceChildren(element("p", { class: "kit-form" },
      model.get("label") ? element("a", { href: address, target: "_blank", class: "kit-button", text: model.get("label") }) : null, " ",
      element("a", { href: address, download: model.get("file_name"), class: "kit-button", text: model.get("keep") })));
  };
  show();
  model.on("change:html", show);
}

export default { render };
