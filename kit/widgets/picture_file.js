// The picture as it stands on the page, as one SVG with everything in it: sentences, marks, charts, forests. Always on white
// and in the colours of light paper, because it goes into slides and mails.
const NS = "http://www.w3.org/2000/svg", MARGIN = 24, PAPER = "#ffffff", INK = "#222222";
const MARKS = { new: { fill: "#0072b2" }, old: { fill: "#b34700" }, same: { fill: PAPER, stroke: "#595959" } };

function part(name, attributes, ...children) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// The text of an element in lines, as wide as it is on the page.
function written(source, place) {
  const style = getComputedStyle(source), size = parseFloat(style.fontSize), line = size * 1.35;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
  const lines = [""];
  for (const word of source.textContent.trim().split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && pen.measureText(longer).width > place.width + 1) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((text, row) => {
    const node = part("text", { x: place.x, y: place.y + size + row * line, "font-size": size, "font-weight": style.fontWeight, "font-family": style.fontFamily, fill: INK });
    node.textContent = text;
    return node;
  });
}

function drawing(source, place) {
  if (source.matches("canvas")) return [part("image", { ...place, href: source.toDataURL("image/png") })];
  const copy = source.cloneNode(true);
  for (const [key, value] of Object.entries(place)) copy.setAttribute(key, value);
  copy.removeAttribute("class");
  for (const shaded of copy.querySelectorAll("[fill*='url(']")) shaded.setAttribute("fill", shaded.getAttribute("fill").replace(/url\([^#]*/, "url(")); // not of a page that is gone
  for (const mark of copy.querySelectorAll("[data-kind]")) {
    const look = MARKS[mark.dataset.kind];
    mark.removeAttribute("class");
    mark.setAttribute("fill", look.fill);
    if (look.stroke) mark.setAttribute("stroke", look.stroke);
  }
  return [copy];
}

function pictureOf(stage) {
  const whole = stage.getBoundingClientRect();
  const shown = [...stage.querySelectorAll(".kit-verdict, .kit-marks, .kit-marks-legend svg, .kit-marks-legend span, figcaption, svg.marks, canvas, .kit-forest-line")]
    .filter((one) => one.getClientRects().length && (one.matches("svg, canvas") || one.textContent.trim()));
  const parts = shown.flatMap((source) => {
    const box = source.getBoundingClientRect();
    const place = { x: box.x - whole.x + MARGIN, y: box.y - whole.y + MARGIN, width: box.width, height: box.height };
    return source.matches("svg, canvas") ? drawing(source, place) : written(source, place);
  });
  const boxes = shown.map((one) => one.getBoundingClientRect());
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - whole.x + 2 * MARGIN);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - whole.y + 2 * MARGIN);
  const svg = part("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}` }, part("rect", { width, height, fill: PAPER }), ...parts);
  return { width, height, text: new XMLSerializer().serializeToString(svg) };
}

const LEAST_WIDTH = 1920; // of a PNG, in pixels: sharp on a slide

async function asPng({ width, height, text }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas"), scale = Math.max(1, LEAST_WIDTH / width);
  canvas.width = Math.round(scale * width);
  canvas.height = Math.round(scale * height);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
