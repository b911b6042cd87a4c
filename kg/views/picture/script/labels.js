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

// Where a name may stand beside its mark, at most a line off, the best place first; all in pixels of the screen.
const candidates = ({ x, y, radius }, width, height) => [
  { left: x - width / 2, top: y + radius + 3 }, { left: x + radius + 5, top: y - height / 2 },
  { left: x - radius - 5 - width, top: y - height / 2 }, { left: x - width / 2, top: y - radius - 3 - height },
];
// Less plain, where none of these is free.
const otherCandidates = ({ x, y, radius }, width, height) => [
  ...[y + radius + 3, y - radius - 3 - height].flatMap((top) => [0.4, 0.6, 0.27, 0.73, 0.12, 0.88].map((part) => ({ left: x - width * part, top }))),
  ...[-0.5, 0.5, -1, 1].flatMap((step) => [x + radius + 3, x - radius - 3 - width].map((left) => ({ left, top: y - height / 2 + step * LINE }))),
  ...[y + radius, y - radius - height].flatMap((top) => [x + radius, x - radius - width].map((left) => ({ left, top }))),
];
// Further off, at the end of a leader, only for what must not be missing.
const RINGS = [18, 28, 40, 52, 66, 82, 100, 120, 142, 168, 200, 240, 290, 350];
const RAYS = 24;
const listFar = ({ x, y, radius }, width, height) =>
  RINGS.flatMap((ring) => Array.from({ length: RAYS }, (_, at) => {
    const [across, down] = [Math.sin((2 * Math.PI * at) / RAYS), Math.cos((2 * Math.PI * at) / RAYS)];
    return { left: x + across * (radius + ring + width / 2) - width / 2, top: y + down * (radius + ring + height / 2) - height / 2 };
  }));
const nearestIn = ({ left, top, width, height }, { x, y }) => ({ x: Math.max(left, Math.min(left + width, x)), y: Math.max(top, Math.min(top + height, y)) });
const gapBetween = (box, mark) => {
  const { x, y } = nearestIn(box, mark);
  return Math.hypot(mark.x - x, mark.y - y) - mark.radius;
};
const makeLeader = (box, mark) => {
  const from = nearestIn(box, mark);
  const part = mark.radius / (Math.hypot(from.x - mark.x, from.y - mark.y) || 1);
  return { from, to: { x: mark.x + (from.x - mark.x) * part, y: mark.y + (from.y - mark.y) * part } };
};
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
    isFree: (box) => visit(box, (cell) => (cells.get(cell) ?? []).every((other) => !overlaps(box, other))),
    // Whether no mark but that of its owner is as near to a box.
    isNearest: (box, gap) => visit({ left: box.left - gap, top: box.top - gap, width: box.width + 2 * gap, height: box.height + 2 * gap }, (cell) =>
      (cells.get(cell) ?? []).every((other) => !other.mark || other.owner === box.owner || gapBetween(box, other.mark) > gap)),
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
  const [rows, middle] = [layouts[0], pointAt(curve, 0.5)];
  const [width, height] = [widthOf(rows), rows.length * LINE];
  const makeFar = (box) => {
    const spot = { x: box.left + width / 2, y: box.top + height / 2, angle: 0 };
    return { line: line.id, rows, ...spot, width, leader: makeLeader({ ...box, width, height }, { ...middle, radius: 0 }), boxes: sliceRow(owner, spot, width, height) };
  };
  return level.find(isFree) ?? listFar({ ...middle, radius: 0 }, width, height).map(makeFar).find(isFree) ?? level[0];
};

// Gives the names that fit, in the order given, each as {id, lines, left, top, width, height}, the words of lines, and
// where the numbers of what can be opened stand. No name covers a mark or a number, and none stands nearer to another
// mark than to its own, unless a leader binds it. No name reaches further beyond the outermost marks than the rim that
// is kept for it. First come the names that are `led`, which may have a leader, then those that must be there, the
// words of the lines told, and all other names. `fixed` are names that stay where they are.
const RIM = { above: 24, below: 48, get across() { return Math.min(WIDEST / 2 + 12, canvasBox.clientWidth / 9); } };
const placeLabels = (ids, positions, scale, must, { told, led, isWanted = () => true, fixed = null, across = RIM.across }) => {
  const grid = makeGrid();
  const places = ids.map((id) => ({ x: positions[id].x * scale, y: positions[id].y * scale, radius: measureMark(id, scale) }));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const sheet = { left: Math.min(...xs) - across, right: Math.max(...xs) + across, top: Math.min(...ys) - RIM.above, bottom: Math.max(...ys) + RIM.below };
  const isInside = (box) => box.left >= sheet.left && box.left + box.width <= sheet.right && box.top >= sheet.top && box.top + box.height <= sheet.bottom;
  ids.forEach((owner, at) => {
    const { x, y, radius } = places[at];
    grid.add({ owner, mark: places[at], left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius });
  });
  const counts = placeCounts(ids, places, grid);
  const names = [];
  const keep = (label) => { grid.add(label); names.push(label); };
  fixed?.filter((label) => must.has(label.id)).forEach(keep);
  const isPlace = (box, at) => isInside(box) && grid.isFree(box) && grid.isNearest(box, gapBetween(box, places[at]) + 2);
  const STOPS = Array.from({ length: 9 }, (_, at) => (at + 1) / 10);
  const countCrossed = ({ from, to }, owner) => STOPS.filter((part) =>
    !grid.isFree({ left: from.x + (to.x - from.x) * part - 1, top: from.y + (to.y - from.y) * part - 1, width: 2, height: 2, owner })).length;
  const place = (id, at, listPlaces) => {
    const lines = wrap(shortOf(id));
    const size = { width: Math.max(...lines.map(measure)) + 4, height: lines.length * LINE + 2 };
    const boxes = listPlaces(places[at], size.width, size.height).map((one) => ({ owner: id, id, lines, ...one, ...size }));
    const far = listPlaces === listFar ? boxes.filter((box) => isInside(box) && grid.isFree(box) && grid.isNearest(box, 2)).map((box) => ({ ...box, leader: makeLeader(box, places[at]) })) : null;
    // The best of those far off crosses little and does not stand close to another mark.
    const costs = far?.map((box) => 2 * countCrossed(box.leader, id) + (grid.isNearest(box, LINE) ? 0 : 3));
    const free = far ? far[costs.indexOf(Math.min(...costs))] : boxes.find((box) => isPlace(box, at));
    if (free) keep(free);
    return Boolean(free);
  };
  // First the plain places for all, then the others for those that found none.
  const placeAll = (list) => [candidates, otherCandidates].reduce((left, listPlaces) => left.filter(([id, at]) => !place(id, at, listPlaces)), list);
  const ranked = ids.map((id, at) => [id, at]).filter(([id]) => (isNamed(id) || must.has(id)) && isWanted(id));
  const hasName = ([id]) => names.some((label) => label.id === id);
  const ends = new Set(told.flatMap(([line]) => [line.from, line.to]));
  const pressing = ranked.filter((one) => must.has(one[0]) && !hasName(one));
  const first = pressing.filter(([id]) => led.has(id));
  placeAll(first).forEach(([id, at]) => place(id, at, listFar));
  placeAll(pressing.filter(([id]) => ends.has(id) && !led.has(id)));
  const words = [];
  for (const [line, isMust] of told) {
    const found = placeWords(line, isMust, grid, (id) => positions[id], scale);
    if (found) {
      found.boxes.forEach(grid.add);
      words.push(found);
    }
  }
  placeAll(pressing.filter(([id]) => !ends.has(id) && !led.has(id)));
  if (fixed) fixed.filter((label) => !must.has(label.id) && grid.isFree(label)).forEach(keep);
  else placeAll(ranked.filter(([id]) => !must.has(id)));
  return { names: names.map((label) => addOffice(label, places[ids.indexOf(label.id)], (box) => isPlace(box, ids.indexOf(box.id)), grid.add)), words, counts };
};
// The number of what can be opened stands at a corner of its mark that no other mark is in.
const COUNT = 10;
const placeCounts = (ids, places, grid) => ids.map((id, at) => [id, places[at]]).filter(([id]) => showsCount(id)).flatMap(([id, { x, y, radius }]) => {
  const text = `+${view.hidden.get(id).size}`;
  const size = { width: (measure(text) * COUNT) / TYPE + 4, height: COUNT + 2 };
  const spots = [y - radius - 6, y + radius - 6].flatMap((top) => [x + radius, x - radius - size.width].map((left) => ({ owner: `${id} +`, id, text, left, top, ...size })));
  const free = spots.find(grid.isFree);
  if (free) grid.add(free);
  return free ? [free] : [];
});
// Under a name stands the office of a person where there is room for it, whole rather than cut, unless the name tells it.
const addOffice = (label, mark, isFree, add) => {
  const office = label.office || label.leader ? "" : officeOf(label.id);
  if (!office || shortOf(label.id).toLowerCase().includes(office.toLowerCase())) return label;
  const isAbove = label.top + label.height <= mark.y;
  const grow = (text) => {
    const width = Math.max(label.width, measure(text) + 4);
    const left = label.left > mark.x ? label.left : label.left + label.width < mark.x ? label.left + label.width - width : label.left - (width - label.width) / 2;
    return { ...label, office: text, width, left, top: label.top - (isAbove ? LINE : 0), height: label.height + LINE, lines: [...label.lines, text] };
  };
  const grown = [clip(office, WIDEST * 1.6), clip(office, WIDEST)].map(grow).find(isFree);
  if (grown) add(grown);
  return grown ?? label;
};
