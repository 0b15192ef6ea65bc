// A place on the page to which sight and keyboard are led when a long form gives way to a short screen: without it, a phone
// shows whatever happens to lie there now, and the Tab key begins at the top again.
function render({ model, el }) {
  el.tabIndex = -1;
  el.classList.add("kit-sight");
  const look = (message) => {
    if (message.kind !== "look") return;
    // A moment later, when everything that was sent before has its place.
    requestAnimationFrame(() => {
      el.scrollIntoView({ block: "start" });
      el.focus({ preventScroll: true });
    });
  };
  model.on("msg:custom", look);
  return () => model.off("msg:custom", look);
}

export default { render };
