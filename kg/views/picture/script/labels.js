// Names on the drawing: the same size at every zoom, never one on another; who matters most keeps its name.
const TYPE = 12.5;
const LINE = 15;
const FONT = `${TYPE}px system-ui, "Noto Sans", "Noto Sans CJK HK", "Noto Sans CJK SC", "PingFang HK", "Microsoft JhengHei", sans-serif`;
const WIDEST = 140;
// How far a mark reaches from its middle: those of much linked things are larger, and marks grow as one comes nearer.
const measureMark = (id, scale) => Math.max(layerOf(id) === GATHERING ? 5 : 7, 10.5 * sizeAt(id, scale) * scale);
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
const clip = (line, most = WIDEST * 1.3) => {
  if (measure(line) <= most) return line;
  let end = line.length;
  while (measure(`${line.slice(0, end)}…`) > most) end -= 1;
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
  const visit = (box, look) => {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor((box.left + box.width) / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor((box.top + box.height) / CELL); y += 1) {
        if (!look(x * 100003 + y)) return false;
      }
    }
    return true;
  };
  const overlaps = (one, other) =>
    one !== other && one.owner !== other.owner &&
    one.left < other.left + other.width && other.left < one.left + one.width &&
    one.top < other.top + other.height && other.top < one.top + one.height;
  return {
    add: (box) => visit(box, (cell) => {
      const found = cells.get(cell);
      if (found) found.push(box);
      else cells.set(cell, [box]);
      return true;
    }),
    isFree: (box, ignore = null) =>
      visit(box, (cell) => (cells.get(cell) ?? []).every((other) => (ignore && ignore(other)) || !overlaps(box, other))),
  };
};

// Words stand along their line, as boxes small enough to follow it.
const SMALL = 12;
const SMALL_FONT = FONT.replace(`${TYPE}px`, `${SMALL}px`);
const sliceRow = (owner, { x, y, angle }, width, height) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const count = Math.abs(sin) < 0.02 ? 1 : Math.ceil(width / (height * 0.8));
  const step = width / count;
  const size = { width: Math.abs(step * cos) + Math.abs(height * sin), height: Math.abs(step * sin) + Math.abs(height * cos) };
  return Array.from({ length: count }, (_, at) => {
    const along = (at + 0.5 - count / 2) * step;
    return { owner, left: x + along * cos - size.width / 2, top: y + along * sin - size.height / 2, ...size };
  });
};
// In one row on the line or beside it, or in two on both sides of it, never upside down; level only for words that must be there.
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
const placeWords = (line, isMust, grid, placeOf, scale) => {
  const { verb, date } = sayLine(line);
  const curve = traceLine(line, (id) => { const { x, y } = placeOf(id); return { x: x * scale, y: y * scale }; });
  const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  const rims = [measureMark(line.from, scale) + 3, measureMark(line.to, scale) + 3];
  const layouts = [[join([verb, date])], ...(date ? [[verb, date], [...wrap(verb), date]] : [wrap(verb)])];
  const owner = `line ${line.id}`;
  const widthOf = (rows) => Math.max(...rows.map((row) => measure(row))) * (SMALL / TYPE) + 6;
  const make = (rows, t, isLevel, beside = 0) => {
    const [before, after] = [pointAt(curve, t - 0.05), pointAt(curve, t + 0.05)];
    const slope = Math.atan2(after.y - before.y, after.x - before.x);
    const angle = isLevel ? 0 : slope > Math.PI / 2 ? slope - Math.PI : slope <= -Math.PI / 2 ? slope + Math.PI : slope;
    const middle = pointAt(curve, t);
    const spot = { x: middle.x - beside * Math.sin(angle), y: middle.y + beside * Math.cos(angle) };
    const width = widthOf(rows);
    return { line: line.id, rows, x: spot.x, y: spot.y, angle, width, boxes: sliceRow(owner, { ...spot, angle }, width, rows.length * LINE) };
  };
  const fits = (width, t) => t * length - rims[0] >= width / 2 && (1 - t) * length - rims[1] >= width / 2;
  const isFree = (words) => words.boxes.every((box) => grid.isFree(box));
  for (const [rows, beside] of [[layouts[0], 0], [layouts[0], -LINE], [layouts[0], LINE], ...layouts.slice(1).map((rows) => [rows, 0])]) {
    const width = widthOf(rows);
    for (const t of SPOTS.filter((spot) => fits(width, spot))) {
      const words = make(rows, t, false, beside);
      if (isFree(words)) return words;
    }
  }
  if (!isMust) return null;
  const level = layouts.reverse().flatMap((rows) => SPOTS.map((t) => make(rows, t, true)));
  return level.find((words) => isFree(words)) ?? level[0];
};

// Gives the names that fit, in the order given, each as {id, lines, left, top, width, height}, and the words of lines.
// The marks of the first things are kept clear by all names; those of the rest only where that costs no name of a thing
// before them. No name reaches further beyond the outermost marks than the rim that is kept for it. First come the names
// that must be there, then the words of the lines told, then all other names. `fixed` are names that stay where they are.
const RIM = { above: 24, below: 48, get across() { return Math.min(WIDEST / 2 + 12, canvasBox.clientWidth / 9); } };
const placeLabels = (ids, positions, scale, must, { told, fixed = null, across = RIM.across }) => {
  const grid = makeGrid();
  const places = ids.map((id) => ({ x: positions[id].x * scale, y: positions[id].y * scale, radius: measureMark(id, scale) }));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const sheet = { left: Math.min(...xs) - across, right: Math.max(...xs) + across, top: Math.min(...ys) - RIM.above, bottom: Math.max(...ys) + RIM.below };
  const isInside = (box) => box.left >= sheet.left && box.left + box.width <= sheet.right && box.top >= sheet.top && box.top + box.height <= sheet.bottom;
  const marks = ids.map((id, at) => ({
    owner: id, rank: at, isMark: true, left: places[at].x - places[at].radius, top: places[at].y - places[at].radius, width: 2 * places[at].radius, height: 2 * places[at].radius,
  }));
  marks.forEach(grid.add);
  // The number of what can be opened stands at the upper right.
  ids.forEach((id, rank) => {
    const { x, y, radius } = places[rank];
    if (showsCount(id)) grid.add({ owner: `${id} +`, rank, isMark: true, left: x + radius, top: y - radius - 6, width: 24, height: 12 });
  });
  const names = [];
  const keep = (label) => { grid.add(label); names.push(label); };
  fixed?.filter((label) => must.has(label.id)).forEach(keep);
  const place = (id, at, listFree) => {
    const lines = wrap(shortOf(id));
    const size = { width: Math.max(...lines.map(measure)) + 4, height: lines.length * LINE + 2 };
    const list = (listPlaces, steps) => listPlaces(places[at], size.width, size.height, steps).map((one) => ({ owner: id, ...one, ...size })).filter(isInside);
    const free = listFree(list(candidates), (steps) => list(otherCandidates, steps), (boxes, ignore) => boxes.find((box) => grid.isFree(box, ignore)));
    if (free) keep({ id, lines, ...free });
    return Boolean(free);
  };
  // First the plain places for all, then the others for those that found none.
  const placeAll = (list) => {
    const left = list.filter(([id, at]) => !place(id, at, (plain, listOthers, find) =>
      find(plain) ?? (ids.length <= 60 || must.has(id) ? find(plain, (other) => other.isMark && other.rank > at) : null) ??
      (must.has(id) ? find([...listOthers(FAR), ...plain], (other) => other.isMark && !must.has(other.owner)) ??
        find([...listOthers(FAR), ...plain], (other) => other.isMark) : null)));
    left.forEach(([id, at]) => place(id, at, (plain, listOthers, find) => find(listOthers())));
  };
  const ranked = ids.map((id, at) => [id, at]).filter(([id]) => isNamed(id) || must.has(id));
  const hasName = ([id]) => names.some((label) => label.id === id);
  const ends = new Set(told.flatMap(([line]) => [line.from, line.to]));
  const pressing = ranked.filter((one) => must.has(one[0]) && !hasName(one));
  placeAll(pressing.filter(([id]) => ends.has(id)));
  const words = [];
  for (const [line, isMust] of told) {
    const found = placeWords(line, isMust, grid, (id) => positions[id], scale);
    if (found) {
      found.boxes.forEach(grid.add);
      words.push(found);
    }
  }
  placeAll(pressing.filter((one) => !hasName(one)));
  if (fixed) fixed.filter((label) => !must.has(label.id) && grid.isFree(label, (other) => other.isMark)).forEach(keep);
  else placeAll(ranked.filter(([id]) => !must.has(id)));
  return { names: names.map((label) => addOffice(label, places[ids.indexOf(label.id)], (box) => isInside(box) && grid.isFree(box), grid.add)), words };
};
// Under a name stands the office of a person where there is room for it.
const addOffice = (label, mark, isFree, add) => {
  const office = label.office ? "" : officeOf(label.id);
  if (!office) return label;
  const text = clip(office, WIDEST);
  const width = Math.max(label.width, measure(text) + 4);
  const isAbove = label.top + label.height <= mark.y;
  const grown = { ...label, office: text, width, left: label.left - (width - label.width) / 2, top: label.top - (isAbove ? LINE : 0), height: label.height + LINE, lines: [...label.lines, text] };
  if (label.left > mark.x) grown.left = label.left;
  if (label.left + label.width < mark.x) grown.left = label.left + label.width - width;
  if (!isFree(grown)) return label;
  add(grown);
  return grown;
};
