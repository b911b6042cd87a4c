// Names on the drawing: the same size at every zoom, never one on another; who matters most keeps its name.
const TYPE = 12.5;
const LINE = 15;
const FONT = `${TYPE}px system-ui, "Noto Sans", "Noto Sans CJK HK", "Noto Sans CJK SC", "PingFang HK", "Microsoft JhengHei", sans-serif`;
const WIDEST = 140;
// How far a mark reaches from its middle: those of much linked things are larger, and marks grow as one comes nearer.
const measureMark = (id, scale) => Math.max(7, 10.5 * sizeOf(id) * scale);
const pen = document.createElement("canvas").getContext("2d");
pen.font = FONT;
const widths = new Map();
const measure = (text) => {
  if (!widths.has(text)) widths.set(text, pen.measureText(text).width);
  return widths.get(text);
};

// At most two lines, broken at spaces, or anywhere between Chinese characters; what is too long ends in dots.
const wrap = (name) => {
  const parts = name.match(/[\u2e80-\uffdc]|[^\s\u2e80-\uffdc]+\s*|\s+/gu) ?? [name];
  const lines = [""];
  for (const part of parts) {
    if (lines.at(-1) && measure(lines.at(-1) + part.trimEnd()) > WIDEST) lines.push("");
    lines[lines.length - 1] += lines.at(-1) ? part : part.trimStart();
  }
  // No line of one Chinese character alone.
  if (lines.length === 2 && lines[1].length === 1 && /[\u2e80-\uffdc]/.test(lines[1])) {
    lines[1] = lines[0].slice(-1) + lines[1];
    lines[0] = lines[0].slice(0, -1);
  }
  const kept = lines.slice(0, 2).map((line) => line.trimEnd());
  if (lines.length > 2) kept[1] += "…";
  return kept.map((line) => clip(line));
};
const clip = (line) => {
  if (measure(line) <= WIDEST * 1.3) return line;
  let end = line.length;
  while (measure(`${line.slice(0, end)}…`) > WIDEST * 1.3) end -= 1;
  return `${line.slice(0, end)}…`;
};

// Where a name may stand beside its mark, the best place first; all in pixels of the screen.
const candidates = ({ x, y, radius }, width, height) => [
  { left: x - width / 2, top: y + radius + 3 }, { left: x + radius + 5, top: y - height / 2 },
  { left: x - radius - 5 - width, top: y - height / 2 }, { left: x - width / 2, top: y - radius - 3 - height },
];
// Less plain, where none of these is free; further off only for a name that must not be missing.
const otherCandidates = ({ x, y, radius }, width, height, steps = [-1, 1]) => [
  ...[y + radius + 3, y - radius - 3 - height].flatMap((top) => [0.15, 0.85].map((part) => ({ left: x - width * part, top }))),
  ...steps.flatMap((step) => [x + radius + 3, x - radius - 3 - width].map((left) => ({ left, top: y - height / 2 + step * LINE }))),
];
const FAR = [-1, 1, -2, 2, -3, 3];
const CELL = 80;
const makeGrid = () => {
  const cells = new Map();
  const cellsOf = (box) => {
    const found = [];
    for (let x = Math.floor(box.left / CELL); x <= Math.floor((box.left + box.width) / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor((box.top + box.height) / CELL); y += 1) found.push(`${x},${y}`);
    }
    return found;
  };
  const overlaps = (one, other) =>
    one !== other && one.owner !== other.owner &&
    one.left < other.left + other.width && other.left < one.left + one.width &&
    one.top < other.top + other.height && other.top < one.top + one.height;
  return {
    add: (box) => cellsOf(box).forEach((cell) => cells.set(cell, [...(cells.get(cell) ?? []), box])),
    isFree: (box, ignore) =>
      cellsOf(box).every((cell) => (cells.get(cell) ?? []).every((other) => ignore(other) || !overlaps(box, other))),
  };
};

// Gives the names that fit, in the order given, each as {id, lines, left, top, width, height}. The marks of the first
// things are kept clear by all names; those of the rest only where that costs no name of a thing before them. No name
// reaches further beyond the outermost marks than the rim that is kept for it.
const RIM = { above: 24, below: 48, get across() { return Math.min(WIDEST / 2 + 12, canvasBox.clientWidth / 9); } };
const placeLabels = (ids, positions, scale, must) => {
  const grid = makeGrid();
  const places = ids.map((id) => ({ x: positions[id].x * scale, y: positions[id].y * scale, radius: measureMark(id, scale) }));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const sheet = { left: Math.min(...xs) - RIM.across, right: Math.max(...xs) + RIM.across, top: Math.min(...ys) - RIM.above, bottom: Math.max(...ys) + RIM.below };
  const isInside = (box) => box.left >= sheet.left && box.left + box.width <= sheet.right && box.top >= sheet.top && box.top + box.height <= sheet.bottom;
  const marks = ids.map((id, at) => ({
    owner: id, rank: at, isMark: true, left: places[at].x - places[at].radius, top: places[at].y - places[at].radius, width: 2 * places[at].radius, height: 2 * places[at].radius,
  }));
  marks.forEach(grid.add);
  // The number of what can be opened stands at the upper right.
  ids.forEach((id, rank) => {
    const { x, y, radius } = places[rank];
    if (view.hidden.get(id)?.size) grid.add({ owner: `${id} +`, rank, isMark: true, left: x + radius, top: y - radius - 6, width: 24, height: 12 });
  });
  const labels = [];
  const place = (id, at, listFree) => {
    const lines = wrap(shortOf(id));
    const size = { width: Math.max(...lines.map(measure)) + 4, height: lines.length * LINE + 2 };
    const list = (listPlaces, steps) => listPlaces(places[at], size.width, size.height, steps).map((one) => ({ owner: id, ...one, ...size })).filter(isInside);
    const free = listFree(list(candidates), (steps) => list(otherCandidates, steps), (boxes, ignore) => boxes.find((box) => grid.isFree(box, ignore)));
    if (!free) return false;
    grid.add(free);
    labels.push({ id, lines, ...free });
    return true;
  };
  // First the plain places for all, then the others for those that found none.
  const left = ids.map((id, at) => [id, at]).filter(([id, at]) => !place(id, at, (plain, listOthers, find) =>
    find(plain, () => false) ?? (ids.length <= 60 || must.has(id) ? find(plain, (other) => other.isMark && other.rank > at) : null) ??
    (must.has(id) ? find([...listOthers(FAR), ...plain], (other) => other.isMark && !must.has(other.owner)) ??
      find([...listOthers(FAR), ...plain], (other) => other.isMark) : null)));
  left.forEach(([id, at]) => place(id, at, (plain, listOthers, find) => find(listOthers(), () => false)));
  return labels;
};
