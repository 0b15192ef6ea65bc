// The Vega bundle, fetched once per page from the hidden runtime widget.
function vega(model) {
  globalThis.pairSellingVega ??= model.widget_manager
    .get_model(model.get("runtime").replace("IPY_MODEL_", ""))
    .then((runtime) => {
      const address = URL.createObjectURL(new Blob([runtime.get("source")], { type: "text/javascript" }));
      return import(address).finally(() => URL.revokeObjectURL(address));
    });
  return globalThis.pairSellingVega;
}
