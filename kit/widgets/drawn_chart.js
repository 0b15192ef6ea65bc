// A chart of a person's own, drawn as it is written: nothing of it is changed, and nothing comes from another host.
const ACTIONS = { export: true, source: false, compiled: false, editor: false }; // a picture to save; the editor is another host's

async function render({ model, el }) {
  const picture = document.createElement("div");
  el.replaceChildren(picture);
  const { embed } = await vega(model);
  let made;
  try {
    made = await embed(picture, model.get("spec"), { actions: ACTIONS, renderer: "svg" });
  } catch (error) {
    picture.textContent = String(error); // whoever wrote the chart is to read what is wrong with it
  }
  return () => made?.finalize();
}

export default { render };
