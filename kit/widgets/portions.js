// A total to be divided over parts in equal portions; no slider goes further than what is left. The value is the
// counts in the order of the parts, joined by commas. With `blocks` each portion is a block in the pile of its part: the
// slider lies over the pile, unseen, and beside it a block is taken away or put there.
function portions(field, id, form) {
  const format = formatter(form.locale, { digits: 0, unit: field.unit, unit_of_one: field.unit_of_one });
  const left = element("output", { class: "kit-value" });
  const pile = (most) => element("span", { class: "kit-pile", "aria-hidden": "true", style: `--kit-most: ${most / field.portion}` },
    ...Array.from({ length: most / field.portion }, () => element("span", {})));
  const fill = (place, count) => [...place.children].forEach((block, number) => block.classList.toggle("kit-full", number < count / field.portion));
  const rest = field.blocks && pile(field.total);
  const leftOver = () => field.total - rows.reduce((sum, row) => sum + row.count, 0);
  const show = () => {
    rows.forEach((row) => {
      row.slider.value = row.count;
      row.shown.textContent = format(row.count);
      row.slider.setAttribute("aria-valuetext", row.shown.textContent);
      if (!field.blocks) return;
      fill(row.pile, row.count);
      row.less.disabled = row.count === 0;
      row.more.disabled = row.count >= row.most || leftOver() <= 0;
    });
    left.textContent = format(leftOver());
    if (rest) fill(rest, leftOver());
  };
  const together = () => rows.map((row) => row.count).join(",");
  const give = (row, count) => {
    row.count = Math.max(0, Math.min(count, row.most, row.count + leftOver()));
    show();
  };
  const step = (row, by, sign, says) => {
    const label = says.replace("{part}", row.label);
    const button = element("button", { type: "button", class: "kit-small kit-step-by", text: sign, "aria-label": label, title: label });
    button.addEventListener("click", () => (give(row, row.count + by), form.decided(field, together())));
    return button;
  };
  const rows = field.parts.map((part, place) => {
    const partId = `${id}-${place}`;
    const row = { count: 0, most: part.most, label: part.label, shown: element("output", { class: "kit-value", for: partId }),
      slider: element("input", { id: partId, type: "range", min: 0, max: part.most, step: field.portion }) };
    row.slider.addEventListener("input", () => (give(row, row.slider.valueAsNumber), form.moved(field, together())));
    row.slider.addEventListener("change", () => form.decided(field, together()));
    const line = element("div", { class: "kit-line" }, element("label", { for: partId, text: part.label }), row.shown);
    if (!field.blocks) {
      row.slider.style.width = `${100 * part.most / field.total}%`; // a day is as long on every slider
      row.node = element("div", { class: "kit-field" }, line, row.slider);
      return row;
    }
    row.pile = pile(part.most);
    [row.less, row.more] = [step(row, -field.portion, "\u2212", field.less), step(row, field.portion, "+", field.more)];
    const over = element("span", { class: "kit-pile-slider", style: `--kit-most: ${part.most / field.portion}` }, row.pile, row.slider);
    row.node = element("div", { class: "kit-field" }, line, element("div", { class: "kit-stack" }, row.less, over, row.more));
    return row;
  });
  const node = element("fieldset", { class: field.blocks ? "kit-field kit-portions kit-blocks" : "kit-field kit-portions" },
    element("legend", { text: field.label }), ...rows.map((row) => row.node),
    element("div", { class: "kit-line kit-left" }, element("span", { text: field.left }), left, ...(rest ? [rest] : [])));
  const set = (value) => {
    const counts = String(value).split(",").map(Number);
    rows.forEach((row, place) => (row.count = counts[place] || 0));
    show();
  };
  return { node, set };
}
