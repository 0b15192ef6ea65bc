// A form of native controls: labels, units and numbers in the reader's language, everything by keyboard.
// `values` follows every movement; what is let go of is also written as an event into the journal (journal.js).
let formCount = 0;

// A press is meant for the screen that people see. The second click of a double click, and one on a button that has only
// just appeared, meet no button at all: it lets the pointer through (style/form.css).
const DOUBLE_CLICK = 600, A_LOOK = 350, AFTER_A_PRESS = 5000; // milliseconds

function hold(milliseconds) {
  shared.heldUntil = Math.max(shared.heldUntil ?? 0, performance.now() + milliseconds);
  document.documentElement.classList.add("kit-held");
  setTimeout(() => performance.now() >= shared.heldUntil && document.documentElement.classList.remove("kit-held"), milliseconds + 1);
}

function holdAfter(event) {
  if (!event.detail) return; // by keyboard, which has left the button by then
  shared.pressed = performance.now();
  hold(DOUBLE_CLICK);
}

function holdOnNewScene() {
  if (performance.now() - (shared.pressed ?? -Infinity) < AFTER_A_PRESS) hold(A_LOOK);
}

function formatter(locale, field) {
  const digits = { minimumFractionDigits: field.digits, maximumFractionDigits: field.digits };
  const style = field.percent ? { style: "percent", ...digits } : digits;
  const format = new Intl.NumberFormat(locale, style);
  return (value) => {
    const number = format.format(value), unit = number === "1" ? field.unit_of_one ?? field.unit : field.unit;
    return value === 0 && field.zero ? field.zero : number + (unit ? `\u00a0${unit}` : "");
  };
}

function evidence(card) {
  const lines = card.lines.map(({ label, text }) =>
    element("p", {}, element("b", { text: label + " " }), element("span", { text })));
  if (!card.title) return element("div", { class: "kit-card" }, ...lines);
  return element("details", { class: "kit-card" }, element("summary", { text: card.title }), ...lines);
}

const controls = {
  range(field, id, form) {
    const format = formatter(form.locale, field);
    const shown = element("output", { class: "kit-value", for: id });
    const slider = element("input", { id, type: "range", min: field.low, max: field.high, step: field.step });
    const show = () => {
      shown.textContent = format(slider.valueAsNumber);
      slider.setAttribute("aria-valuetext", shown.textContent);
    };
    const value = () => (field.whole ? Math.round(slider.valueAsNumber) : Number(slider.value));
    slider.addEventListener("input", () => (show(), form.moved(field, value())));
    slider.addEventListener("change", () => form.decided(field, value()));
    const label = element("label", { for: id, text: field.label });
    const set = (next) => ((slider.value = next), show());
    return { node: element("div", { class: "kit-field" }, element("div", { class: "kit-line" }, label, shown), slider), set };
  },

  choice(field, id, form) {
    const feedback = element("p", { class: "kit-help", role: "status" });
    const explain = (key) => (feedback.textContent = field.options.find((option) => option.key === key)?.feedback ?? "");
    const buttons = field.options.map((option) => {
      const radio = element("input", { type: "radio", name: id, value: option.key });
      radio.addEventListener("change", () => (explain(option.key), form.decided(field, option.key)));
      return { radio, node: element("label", { class: "kit-option" }, radio, element("span", { text: option.label })) };
    });
    const node = element("fieldset", { class: "kit-field kit-choice" },
      element("legend", { text: field.label }), ...buttons.map((button) => button.node), feedback);
    const set = (value) => {
      buttons.forEach(({ radio }) => (radio.checked = radio.value === value));
      explain(value);
    };
    return { node, set };
  },

  // Several of many, at most `most`; the value is their keys in the order of the list, joined by commas.
  several(field, id, form) {
    const boxes = field.options.map((option) => {
      const box = element("input", { type: "checkbox", value: option.key });
      box.addEventListener("change", () => (limit(), form.decided(field, chosen().join(","))));
      return { box, node: element("label", { class: "kit-option" }, box, element("span", { text: option.label })) };
    });
    const chosen = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    const limit = () => boxes.forEach(({ box }) => (box.disabled = !box.checked && chosen().length >= field.most));
    const node = element("fieldset", { class: "kit-field kit-several" },
      element("legend", { text: field.label }), ...boxes.map((one) => one.node));
    const set = (value) => {
      const keys = String(value).split(",");
      boxes.forEach(({ box }) => (box.checked = keys.includes(box.value)));
      limit();
    };
    return { node, set };
  },

  // How long this seat has lasted, beside the pace of the workshop. It only tells; it never ends anything. When the seat
  // began is known by the kernel's clock, which may differ from this one: it says how many seconds are gone.
  clock(field) {
    const shown = element("span", { class: "kit-value" });
    const began = performance.now() - 1000 * field.seconds;
    const show = () => {
      if (!shown.isConnected && shown.dataset.shown) return clearInterval(timer);
      shown.dataset.shown = "yes";
      const seconds = Math.floor((performance.now() - began) / 1000);
      shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    const timer = setInterval(show, 1000);
    return { node: element("p", { class: "kit-clock" }, element("span", { text: field.label + " " }), shown), set() {} };
  },

  // One box: ticked it is the field's `value`, else empty.
  tick(field, id, form) {
    const box = element("input", { id, type: "checkbox" });
    box.addEventListener("change", () => form.decided(field, box.checked ? field.value : ""));
    const node = element("div", { class: "kit-field kit-tick" },
      element("label", { class: "kit-option", for: id }, box, element("span", { text: field.label })));
    return { node, set: (value) => (box.checked = Boolean(value)) };
  },

  select(field, id, form) {
    const list = element("select", { id });
    const offer = (options) => list.replaceChildren(...options.map((option) => element("option", { value: option.key, text: option.label })));
    offer(field.options);
    list.addEventListener("change", () => form.decided(field, list.value));
    const node = element("div", { class: "kit-field" }, element("label", { for: id, text: field.label }), list);
    return { node, set: (value) => (list.value = value), offer };
  },

  // A fixed number of people over the roles: each button moves one person to the neighbouring role.
  division(field, id, form) {
    const set = (value) => {
      const counts = field.parts.map((part) => value[part.key]);
      rows.forEach((row, place) => {
        row.count.textContent = `${"●".repeat(counts[place])} ${counts[place]}`;
        row.count.setAttribute("aria-label", `${field.parts[place].label}: ${counts[place]}`);
        row.buttons.forEach(({ button, to }) => {
          button.disabled = counts[place] <= field.low || counts[to] >= field.high;
        });
      });
    };
    const move = (from, to) => {
      const now = form.current();
      const [source, target] = [field.parts[from].key, field.parts[to].key];
      const next = { ...now, [source]: now[source] - 1, [target]: now[target] + 1 };
      set(next);
      form.decidedTogether({ [source]: next[source], [target]: next[target] });
    };
    const rows = field.parts.map((part, place) => {
      const neighbours = [place - 1, place + 1].filter((other) => field.parts[other]);
      const buttons = neighbours.map((to) => {
        const button = element("button", { type: "button", class: "kit-small", text: to < place ? "▲" : "▼",
          "aria-label": field.move.replace("{from}", part.label).replace("{to}", field.parts[to].label) });
        button.title = button.getAttribute("aria-label");
        button.addEventListener("click", () => move(place, to));
        return { button, to };
      });
      return { buttons, count: element("span", { class: "kit-people", role: "img" }), part };
    });
    const node = element("fieldset", { class: "kit-field kit-division" }, element("legend", { text: field.label }),
      ...rows.map((row) => element("div", { class: "kit-line" }, element("span", { text: row.part.label }),
        row.count, element("span", { class: "kit-moves" }, ...row.buttons.map(({ button }) => button)))));
    return { node, set, together: true };
  },

  text(field, id, form) {
    const input = element(field.kind === "textarea" ? "textarea" : "input", {
      id, ...(field.kind === "textarea" ? { rows: field.rows ?? 3 } : { type: field.kind }),
      ...(field.placeholder ? { placeholder: field.placeholder } : {}), autocomplete: "off",
    });
    const problem = element("p", { class: "kit-problem", role: "alert" });
    let pending;
    const write = () => {
      clearTimeout(pending);
      const tooLong = field.longest && input.value.length > field.longest;
      const length = new Intl.NumberFormat(form.locale);
      problem.textContent = tooLong
        ? field.too_long.replace("{most}", length.format(field.longest)).replace("{length}", length.format(input.value.length))
        : "";
      if (!tooLong && form.current()[field.name] !== input.value) form.decided(field, input.value);
    };
    input.addEventListener("input", () => (clearTimeout(pending), (pending = setTimeout(write, 300))));
    input.addEventListener("change", write);
    const node = element("div", { class: "kit-field" }, element("label", { for: id, text: field.label }), input, problem);
    return { node, set: (value) => { if (document.activeElement !== input && !problem.textContent) input.value = value ?? ""; }, write };
  },
};
controls.card = () => ({ node: element("div", {}), set() {} }); // only words: a help text or an evidence card
controls.textarea = controls.date = controls.text;
controls.portions = portions; // portions.js

// Puts nodes into a place in this order. What stands there already is not touched: it keeps focus, caret, an open list and
// what was typed into it, because news of others never interrupt whoever is using a form.
function arrange(place, nodes) {
  for (const node of [...place.childNodes]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, position) => place.childNodes[position] === node || place.insertBefore(node, place.childNodes[position] ?? null));
}

// The first that fits, taken out of the list.
function taken(list, fits) {
  const place = list.findIndex(fits);
  return place < 0 ? undefined : list.splice(place, 1)[0];
}

// What is equal in its parts, except the options of a list, which can be renewed where it stands.
const outline = (field) => JSON.stringify(field.kind === "select" ? { ...field, options: [] } : field);

function render({ model, el }) {
  const prefix = `kit-form-${++formCount}`;
  let settled = [], folds = [], shownActions = { actions: "", node: null }, scene;
  const form = {
    locale: model.get("locale"),
    current: () => model.get("values"),
    put(changed) {
      model.set("values", { ...model.get("values"), ...changed });
      model.set("seen", model.get("revision"));
      model.save_changes();
    },
    moved: (field, value) => form.put({ [field.name]: value }),
    decided: (field, value) => (field.unstored ? form.moved(field, value) : form.decidedTogether({ [field.name]: value })),
    decidedTogether(changed) {
      form.put(changed);
      form.record(changed);
    },
    record(decisions) {
      const events = newEvents(model.get("place"), decisions);
      record(events, model);
      deliver(model, { kind: "events", events, seen: model.get("seen") });
    },
  };

  function act(action, event) {
    holdAfter(event);
    settled.forEach((control) => control.write?.());
    if (action.event) form.record({ [action.event]: action.value ?? "yes" });
    deliver(model, { kind: "action", key: action.key, scene, values: model.get("values") });
  }

  function showValues() {
    const values = model.get("values");
    settled.forEach((control) => {
      if (control.together) control.set(values);
      else if (values[control.name] !== undefined) control.set(values[control.name]);
    });
  }

  // A field that is the same as before stays the very node it was; so does a fold, open or closed as people left it.
  function control(field, before) {
    const same = taken(before, (one) => one.name === field.name && one.outline === outline(field));
    if (same) return same.offer && same.offered !== JSON.stringify(field.options) ? renewed(same, field) : same;
    const made = controls[field.kind](field, `${prefix}-${field.name}`, form);
    if (field.help) made.node.append(element("p", { class: "kit-help", text: field.help }));
    if (field.card) made.node.append(evidence(field.card));
    return { ...made, name: field.name, outline: outline(field), offered: JSON.stringify(field.options) };
  }

  function renewed(list, field) {
    list.offer(field.options);
    return Object.assign(list, { offered: JSON.stringify(field.options) });
  }

  function fold(group, before) {
    const title = group.title ?? "";
    const known = taken(before, (one) => one.title === title);
    if (known) return known;
    if (!title) return { title, node: element("div", { class: "kit-group" }) };
    return { title, node: element("details", { class: "kit-group", open: Boolean(group.open) }, element("summary", { text: title })) };
  }

  function buttons() {
    const actions = JSON.stringify([scene, model.get("actions")]);
    if (shownActions.actions === actions) return shownActions.node;
    const made = model.get("actions").map((action) =>
      element("button", { type: "button", class: action.primary ? "kit-button kit-primary" : "kit-button", text: action.label,
        onclick: (event) => act(action, event) }));
    shownActions = { actions, node: made.length ? element("div", { class: "kit-actions" }, ...made) : null };
    return shownActions.node;
  }

  const kept = Boolean(model.get("place").step);
  const box = element("div", { class: kept ? "kit-form kit-kept" : "kit-form", inert: isStill(kept), role: "group" });
  const message = element("p", { class: "kit-message", role: "alert", text: model.get("message") });
  el.replaceChildren(box);

  function build() {
    const [before, foldsBefore] = [settled, folds];
    const pressed = box.contains(document.activeElement) && document.activeElement;
    if (scene !== model.get("scene")) holdOnNewScene();
    scene = model.get("scene");
    settled = [];
    folds = model.get("groups").map((group) => {
      const made = fold(group, foldsBefore);
      const fields = group.fields.map((field) => control(field, before));
      settled.push(...fields);
      return { ...made, fields: fields.map(({ node }) => node) };
    });
    const actions = buttons();
    const within = actions && folds.length === 1 && folds[0].title; // the buttons of a fold fold with its fields
    folds.forEach(({ node, title, fields }) =>
      arrange(node, [...(title ? [node.querySelector(":scope > summary")] : []), ...fields, ...(within ? [actions] : [])]));
    box.setAttribute("aria-label", model.get("label"));
    arrange(box, [...folds.map(({ node }) => node), ...(actions && !within ? [actions] : []), message]);
    showValues();
    if (pressed && pressed.matches("button") && !pressed.isConnected) { // made anew with the same words: the keyboard stays on it
      [...box.querySelectorAll(".kit-actions button")].find((one) => one.textContent === pressed.textContent)?.focus({ preventScroll: true });
    }
  }

  const showMessage = () => (message.textContent = model.get("message"));
  build();
  el.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.target.matches("button") && event.preventDefault()); // held down is pressed once
  let isBuilding = false;
  const rebuild = () => { // once, when everything that changed together has arrived
    if (!isBuilding) queueMicrotask(() => ((isBuilding = false), build()));
    isBuilding = true;
  };
  const listens = { values: showValues, message: showMessage, groups: rebuild, actions: rebuild, scene: rebuild };
  for (const [trait, listener] of Object.entries(listens)) model.on(`change:${trait}`, listener);
  return () => Object.entries(listens).forEach(([trait, listener]) => model.off(`change:${trait}`, listener));
}

export default { initialize: ({ model }) => hearConfirmed(model), render };
