// A territory as a forest: every place is a firm. Each symbol is drawn once per kind and size and then stamped, back rows
// first, so that hundreds of trees follow a slider. Nothing here depends on colour alone: shape says the same.
const FORMS = 4; // drawings of each kind; every other one is mirrored
const SHEET = { across: 1.26, down: 1.4, foot: 1.07 }; // the sheet around a symbol of size 1
const GREENS = { content: ["#0a3520", "#0f4429", "#17613c", "#348e5d"], doubtful: ["#6f681c", "#b0a53f", "#cdc258", "#ebe39a"] };
const TEAM_COLOURS = ["#0072b2", "#e69f00", "#d55e00", "#56b4e9", "#222222", "#f0e442", "#cc79a7", "#009e73"];
// The mark of each team: corners, turn and how far the inner corners reach; the last one is a ring.
const MARKS = [[24, 0, 1], [4, 0.785, 0.707], [3, -1.571, 0.5], [4, 0, 0.707], [5, -1.571, 0.45], [3, 1.571, 0.5],
  [4, 0.785, 0.35], [24, 0, 1]];

// The minimal standard generator (Park and Miller 1988): the same seed, the same forest in every browser.
const chances = (seed) => () => (seed = ((seed || 1) * 16807) % 2147483647) / 2147483647;

// --- The symbols: drawn with the foot at (0, 0) and the top at (0, -1). ---

function ellipse(pen, x, y, across, down, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, across, down, 0, 0, 7);
  pen.fill();
}

// From point to point: [x, y] is a straight line, [cx, cy, x, y] and [cx, cy, dx, dy, x, y] are curves.
function path(pen, start, ...steps) {
  pen.beginPath();
  pen.moveTo(...start);
  for (const step of steps) pen[{ 2: "lineTo", 4: "quadraticCurveTo", 6: "bezierCurveTo" }[step.length]](...step);
}

function shape(pen, colour, ...steps) {
  path(pen, ...steps);
  pen.fillStyle = colour;
  pen.fill();
}

function branch(pen, thick, colour, ...steps) {
  path(pen, ...steps);
  Object.assign(pen, { strokeStyle: colour, lineWidth: thick, lineCap: "round", lineJoin: "round" });
  pen.stroke();
}

function shaded(gradient, ...stops) {
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
}

function trunk(pen, wide, height, bark) {
  ellipse(pen, 0, 0.02, 0.32, 0.085, "rgba(50, 40, 20, .2)"); // the shadow on the ground
  const [foot, top] = [wide / 2, wide * 0.42];
  shape(pen, bark, [-wide, 0.02], [-foot, -0.08, -top, -height], [top, -height], [foot, -0.08, wide, 0.02]);
}

// Round masses of leaves with the light from the upper left, the front ones last; a dark rim keeps neighbours apart.
function crown(pen, chance, [rim, shadow, full, light], lobes) {
  const stray = (far) => (chance() - 0.5) * far;
  const grown = lobes.map(([x, y, across, down]) => [x + stray(0.05), y + stray(0.04), across, down ?? across]);
  for (const [x, y, across, down] of grown) ellipse(pen, x, y, across + 0.018, down + 0.018, rim);
  for (const [x, y, across, down] of grown) {
    const sun = pen.createRadialGradient(x - across * 0.35, y - down * 0.5, 0, x - across * 0.1, y - down * 0.15, across * 1.12);
    ellipse(pen, x, y, across, down, shaded(sun, [0, light], [0.55, full], [1, shadow]));
  }
}

const draw = {
  content(pen, chance, young) {
    trunk(pen, 0.085, 0.5, "#4a3020");
    const small = [[0, -0.76, 0.19], [-0.12, -0.6, 0.18], [0.13, -0.6, 0.18], [0, -0.52, 0.19]];
    const wide = [[0, -0.82, 0.18], [-0.17, -0.74, 0.18], [0.18, -0.73, 0.18], [-0.27, -0.56, 0.17], [0.28, -0.56, 0.17],
      [0.1, -0.6, 0.2], [-0.11, -0.52, 0.2], [0.13, -0.46, 0.16]];
    crown(pen, chance, GREENS.content, young ? small : wide);
  },
  doubtful(pen, chance, young) {
    trunk(pen, 0.065, 0.8, "#6b5233");
    const small = [[0.02, -0.84, 0.1, 0.12], [-0.06, -0.68, 0.12, 0.085], [0.07, -0.58, 0.1, 0.07]];
    const slim = [[0.01, -0.92, 0.085, 0.11], [0.1, -0.8, 0.11, 0.08], [-0.09, -0.76, 0.12, 0.085],
      [-0.15, -0.6, 0.11, 0.07], [0.15, -0.55, 0.12, 0.075]];
    crown(pen, chance, GREENS.doubtful, young ? small : slim);
  },
  unhappy(pen, chance, young) {
    const bark = "#6d3d18";
    trunk(pen, 0.075, 0.5, bark);
    branch(pen, 0.06, bark, [0, -0.45], [-0.03, -0.65, 0.06, -0.92]);
    for (const [side, height] of young ? [[-1, 0.55], [1, 0.66]] : [[-1, 0.42], [1, 0.48], [-1, 0.62], [1, 0.72]]) {
      const reach = side * (0.34 + chance() * 0.08) * (1.2 - height * 0.6);
      const tip = [reach * 1.1, -height + 0.12 + chance() * 0.08];
      branch(pen, 0.042, bark, [0, -height + 0.04], [reach * 0.8, -height - 0.16, ...tip]);
      branch(pen, 0.025, bark, [reach * 0.45, -height - 0.045], [reach * 0.6, -height - 0.1, reach * 0.62, -height - 0.17]);
      if (chance() < 0.6) ellipse(pen, tip[0], tip[1] + 0.03, 0.022, 0.042, "#b5651d"); // a last leaf
    }
  },
  seedling(pen) {
    ellipse(pen, 0, 0.01, 0.25, 0.1, "#6b4a2f");
    branch(pen, 0.055, "#1d5a22", [0, -0.02], [0.01, -0.2, 0, -0.34]);
    for (const side of [-1, 1]) {
      const leaf = [[0, -0.3], [side * 0.06, -0.56, side * 0.32, -0.52], [side * 0.26, -0.27, 0, -0.3]];
      shape(pen, "#5fc04a", ...leaf);
      branch(pen, 0.035, "#1d5a22", ...leaf);
    }
  },
  stump(pen) {
    const [bark, wood, ring] = ["#57290f", "#fff0c9", "#d99a4e"];
    ellipse(pen, 0, 0.05, 0.4, 0.12, "rgba(50, 40, 20, .25)");
    shape(pen, bark, [-0.34, 0.06], [-0.22, 0, -0.23, -0.17], [0.23, -0.17], [0.22, 0, 0.34, 0.06],
      [0.14, 0.04, 0.06, 0.12], [-0.08, 0.03, -0.34, 0.06]);
    ellipse(pen, 0, -0.18, 0.245, 0.125, bark);
    const rings = [[0.215, wood], [0.15, ring], [0.125, wood], [0.065, ring], [0.04, wood]];
    for (const [size, colour] of rings) ellipse(pen, 0.01, -0.19, size, size * 0.47, colour);
    for (const [x, y] of [[-0.4, -0.02], [0.38, -0.05], [0.3, 0.14], [-0.26, 0.15]]) ellipse(pen, x, y, 0.04, 0.018, wood); // chips
  },
  // Soft at the edge, so that scorched neighbours run together.
  burned(pen, chance) {
    const char = pen.createRadialGradient(0, 0, 0.3, 0, 0, 0.63);
    pen.save();
    pen.scale(1, 0.55);
    ellipse(pen, 0, 0, 0.63, 0.63, shaded(char, [0, "rgba(40, 32, 27, .9)"], [1, "rgba(40, 32, 27, 0)"]));
    pen.restore();
    for (let turn = 0; turn < 6.2; turn += 0.7) {
      ellipse(pen, Math.cos(turn) * 0.3, Math.sin(turn) * 0.14, 0.12 + chance() * 0.07, 0.06 + chance() * 0.05, "#241f1d");
    }
    ellipse(pen, 0, 0, 0.34, 0.15, "#241f1d");
    for (let ash = 0; ash < 7; ash++) ellipse(pen, (chance() - 0.5) * 0.7, (chance() - 0.5) * 0.26, 0.035, 0.012, "#8d827a");
    branch(pen, 0.06, "#0f0d0c", [0.03, 0.03], [0.03, -0.1, 0, -0.24]);
    branch(pen, 0.035, "#0f0d0c", [0.02, -0.1], [0.08, -0.13, 0.1, -0.19]);
  },
  free(pen, chance) {
    ellipse(pen, 0, 0, 0.24, 0.09, "rgba(120, 96, 56, .22)");
    ellipse(pen, 0.02, 0, 0.035, 0.026, "#6f5a38"); // the seed
    for (const tip of [-0.19, -0.14, -0.09]) branch(pen, 0.02, "#8b8d4e", [-0.14, 0], [-0.14, -0.06, tip, -0.1 - chance() * 0.05]);
  },
};

MARKS.forEach(([corners, turn, inner], team) => (draw[`team ${team}`] = (pen) => {
  const points = Array.from({ length: corners * 2 }, (_, point) => {
    const [angle, reach] = [turn + (point * Math.PI) / corners, 0.36 * (point % 2 ? inner : 1)];
    return [Math.cos(angle) * reach, Math.sin(angle) * reach - 0.18];
  });
  for (const [thick, colour] of [[0.3, "#ffffff"], [0.12, "#222222"]]) branch(pen, thick, colour, ...points, points[0], points[1]);
  shape(pen, TEAM_COLOURS[team], ...points);
  if (team === MARKS.length - 1) ellipse(pen, 0, -0.18, 0.15, 0.15, "#ffffff");
}));

// The nursery holds every symbol in every size that was asked for (in small steps: whole pixels are quick to stamp).
const nursery = new Map();

function sheetOf(width, height) {
  const sheet = Object.assign(document.createElement("canvas"), { width, height });
  return [sheet, sheet.getContext("2d")];
}

function drawn(kind, form, size) {
  const [sheet, pen] = sheetOf(Math.ceil(size * SHEET.across), Math.ceil(size * SHEET.down));
  const [name, young] = kind.split("-");
  pen.setTransform(form % 2 ? -size : size, 0, 0, size, (size * SHEET.across) / 2, size * SHEET.foot);
  draw[name](pen, chances((form + 1) * 7919), Boolean(young));
  return sheet;
}

function stamp(pen, kind, form, x, y, size) {
  if (size < 1) return;
  const step = Math.round(Math.log(size) / Math.log(1.07));
  const [key, stock] = [`${kind} ${form} ${step}`, 1.07 ** step];
  if (!nursery.has(key)) nursery.set(key, drawn(kind, form, stock));
  pen.drawImage(nursery.get(key), Math.round(x - (stock * SHEET.across) / 2), Math.round(y - stock * SHEET.foot));
}
