// The drawing: vis-network with places from the data and no physics; it draws the marks and moves them. Lines, names
// and the light on what is chosen are ours.
const canvasBox = document.getElementById("canvas");
let view = { ids: new Set(), lines: [], edges: [], hidden: new Map(), ways: [], onWay: new Set() };
// What is under the mouse or the keyboard: a thing or a line, and which marks stay bright for it; `rest` without them.
let focus = { id: null, line: null, bright: null };
let rest = focus;
// What was just opened, and where it stands beside the mark that it was opened from.
let arrived = new Set();
const berths = new Map();
let version = 0;
// The zoom at which all that is drawn fits the page.
let fitting = 1;

const sizeOf = (id) => (layerOf(id) === GATHERING ? 0.62 : Math.min(1.9, 1 + Math.sqrt(linesAt.get(id).length) / 14));
// Marks grow as one comes near, and are never too small to be seen.
const LEAST_SIZE = 0.55;
const sizeAt = (id, scale) => Math.max(sizeOf(id), (LEAST_SIZE * (layerOf(id) === GATHERING ? 0.62 : 1)) / scale);
const drawMark = (context, id, { x, y }, { stroke = colours.ink, width = 1.4 } = {}) => {
  const node = nodes.get(id);
  const size = sizeAt(id, network.getScale());
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.fillStyle = lookOf(node.kind).fill;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.setLineDash(node.undone ? [3, 2] : []);
  context.fill(pathOf(node.kind));
  context.stroke(pathOf(node.kind));
  context.restore();
};
const renderNode = ({ ctx, id, x, y }) => ({
  drawNode: () => drawMark(ctx, id, { x, y }),
  nodeDimensions: { width: 24, height: 24 },
});
const nodeSet = new vis.DataSet(
  data.nodes.map(({ label, x, y }) => ({ id: label, x, y, shape: "custom", ctxRenderer: renderNode, hidden: true })));
const edgeSet = new vis.DataSet(lines.map(({ id, from, to }) => ({ id, from, to, hidden: true })));
const network = new vis.Network(canvasBox, { nodes: nodeSet, edges: edgeSet }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: false, multiselect: false, selectConnectedEdges: false, tooltipDelay: 1e9, keyboard: false },
  edges: { smooth: false, chosen: false },
  nodes: { chosen: false },
});
// What is chosen or under the mouse shines on a sheet of its own, so that nothing else is drawn anew for it.
const lightBox = make("canvas", { id: "light" });
canvasBox.append(lightBox);

// Who uses the keyboard walks through the card; nothing on the canvas can take the focus.
canvasBox.querySelectorAll("[tabindex]").forEach((element) => element.removeAttribute("tabindex"));

// A mark stands where it was dragged to, or where it was opened, or else where the data put it; the people with whom a
// picture of all begins stand closer while nothing else is drawn.
const hasCore = () => view.ids.size > 0 && [...view.ids].every((id) => nodes.get(id).core);
const findPlace = (id, isCore) => {
  const { x, y, core } = nodes.get(id);
  return state.moved.get(id) ?? berths.get(id) ?? (isCore && core ? core : [x, y]);
};
const placeOf = (id) => network.getPosition(id);

// How lines bend is found for the zoom at which all fits, so that none springs aside as one comes nearer.
let bends = { key: "", found: new Map() };
const bendOf = (line) => {
  const key = `${version} ${fitting}`;
  if (bends.key !== key) bends = { key, found: findBends(view.lines, view.ids, placeOf, (id) => (measureMark(id, fitting) + 2) / fitting, RIM.above / fitting) };
  return bends.found.get(line.id) ?? 0;
};

// Lines of one look are one path: drawn at once, and made anew only where what is drawn, its places or the zoom change.
const ARROW = 9;
let looks = new Map();
const lookOfLine = (line) => {
  if (!looks.has(line.id)) looks.set(line.id, shapeLine(line));
  return looks.get(line.id);
};
const addLine = (batch, line, scale) => {
  const curve = traceLine(line, placeOf);
  batch.path.moveTo(curve.from.x, curve.from.y);
  if (curve.isStraight) batch.path.lineTo(curve.to.x, curve.to.y);
  else batch.path.quadraticCurveTo(curve.middle.x, curve.middle.y, curve.to.x, curve.to.y);
  for (const end of batch.look.ends.length ? lookOfLine(line).ends : []) {
    const [tip, ...feet] = traceArrow(curve, end === line.from, measureMark(end, scale) / scale + 1.5 / scale, ARROW / scale);
    batch.arrows.moveTo(tip.x, tip.y);
    feet.forEach(({ x, y }) => batch.arrows.lineTo(x, y));
    batch.arrows.closePath();
  }
};
const makeBatch = (look) => ({ look, path: new Path2D(), arrows: new Path2D() });
let batches = { key: "", list: [] };
const batchLines = () => {
  const scale = network.getScale();
  const key = `${version} ${scale} ${fitting}`;
  if (batches.key === key) return batches.list;
  const found = new Map();
  for (const line of view.lines) {
    const look = lookOfLine(line);
    const name = `${look.family} ${look.width} ${look.dash} ${look.ends.length > 0}`;
    if (!found.has(name)) found.set(name, makeBatch(look));
    addLine(found.get(name), line, scale);
  }
  batches = { key, list: [...found.values()] };
  return batches.list;
};
// Lines are as wide at every zoom, only finer where all is small, above all of many.
const MANY_LINES = 200;
const fineness = (scale) => Math.min(1, Math.max(view.lines.length > MANY_LINES ? 0.5 : 0.8, scale * 1.1));
const drawBatch = (context, { look, path, arrows }, scale, colour = colours[look.family], extra = 0) => {
  const finer = fineness(scale) / scale;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = (look.width + extra) * finer;
  context.setLineDash(look.dash.map((part) => part / scale));
  context.stroke(path);
  if (look.gap) {
    context.strokeStyle = colours.page;
    context.lineWidth = look.gap * finer;
    context.stroke(path);
  }
  context.fill(arrows);
};
network.on("beforeDrawing", (context) => {
  context.save();
  batchLines().forEach((batch) => drawBatch(context, batch, network.getScale()));
  context.restore();
});

// Names in the order of who matters: chosen, near the chosen, asked for, people, most linked.
const rankNames = ({ id: focused, bright }) => {
  const rank = (id) =>
    [id === state.selected, id === focused, view.onWay.has(id), bright?.has(id) ?? false, page.selection.ends.includes(id), layerOf(id) !== GATHERING, nodes.get(id).kind === "person"]
      .reduce((sum, is, at) => sum + (is ? 64 >> at : 0), 0);
  const ranks = new Map([...view.ids].map((id) => [id, rank(id)]));
  return [...view.ids].sort((one, other) => ranks.get(other) - ranks.get(one) || linesAt.get(other).length - linesAt.get(one).length || compare(one, other));
};
// A gathering shows who was together; it is called by its name where there are few, or somebody comes near.
const FEW_GATHERINGS = 12;
const NEAR = 1.5;
let gatherings = 0;
const isNamed = (id) => layerOf(id) !== GATHERING || gatherings <= FEW_GATHERINGS || network.getScale() >= NEAR;
// With whom somebody was most often: of those drawn the people who share the most occasions.
const PARTNERS = 5;
const findPartners = (id) => {
  const found = new Map();
  const add = (other, key) => {
    if (other !== id && nodes.get(other).kind === "person" && view.ids.has(other)) found.set(other, (found.get(other) ?? new Set()).add(key));
  };
  for (const line of linesAt.get(id)) {
    const other = otherEnd(line, id);
    if (line.family !== "belongs") factsOf(line).forEach((edge) => edge.tellings.forEach(({ occasion, days }) => add(other, occasion ?? days.join())));
    if (["event", "agreement"].includes(nodes.get(other).kind)) linesAt.get(other).forEach((one) => add(otherEnd(one, other), sameAs(other)));
  }
  return [...found].sort(([one, ones], [other, others]) => others.size - ones.size || compare(one, other)).slice(0, PARTNERS).map(([other]) => other);
};
// What must not be missing, if need be with a leader: the chosen, what was asked for, the most frequent partners of
// either, and where there is width for leaders the most linked.
const findLed = (ranked, { id, line }) => {
  const middle = id ?? state.selected ?? page.selection.ends[0];
  const linked = ranked.filter(isNamed).sort((one, other) => around.get(other).length - around.get(one).length || compare(one, other));
  const lit = view.lines.filter((one) => isLit(one, { id, line }));
  return new Set([...[id, state.selected, ...page.selection.ends].filter((asked) => view.ids.has(asked)), ...lit.flatMap(({ from, to }) => [from, to]),
    ...(view.ids.has(middle) ? findPartners(middle) : []), ...(isNarrow.matches ? [] : linked.slice(0, 10))]);
};
// And what stands out from the rest, where there is room.
const findMust = (led, { bright }) => new Set([...led, ...(bright && bright.size <= 60 ? bright : [])]);
// On a narrow page what is faded has no name.
const findWanted = ({ bright }) => (bright && isNarrow.matches ? (id) => bright.has(id) : () => true);
const orderNames = (about) => {
  const ranked = rankNames(about);
  const led = findLed(ranked, about);
  return { ranked, led, must: findMust(led, about) };
};
// The lines that say what they are, each with whether it must: the chosen one, those of what is chosen, or all of a few.
const FEW_LINES = 12;
const MOST_TOLD = 40;
const findTold = (about) => {
  const middle = about.id ?? state.selected;
  const rank = (line) => (isLit(line, about) ? 0 : isBold(line, about) && (!middle || state.ends || isOwn(line, middle)) ? 1 : 2);
  const told = view.lines.filter((line) => view.lines.length <= FEW_LINES || rank(line) < 2);
  return told.sort((one, other) => rank(one) - rank(other)).slice(0, MOST_TOLD).map((line) => [line, isLit(line, about)]);
};
const placesOf = (ids) => Object.fromEntries(ids.map((id) => [id, placeOf(id)]));
let labels = { key: "", names: [], words: [], counts: [] };
const layBase = () => {
  const scale = network.getScale();
  const key = `${version} ${scale.toFixed(4)}`;
  if (labels.key !== key) {
    gatherings = [...view.ids].filter((id) => layerOf(id) === GATHERING).length;
    const { ranked, led, must } = orderNames(rest);
    labels = { key, ...placeLabels(ranked, placesOf(ranked), scale, must, { told: findTold(rest), led, isWanted: findWanted(rest) }) };
  }
  return labels;
};
// What is under the mouse adds names and words to those that stand there, and takes the place of what stands back.
const layLabels = () => {
  const base = layBase();
  if (focus === rest) return base;
  const { ranked, led } = orderNames(focus);
  // Beside a line under the mouse all names stay.
  const must = new Set(focus.id ? [...focus.bright].slice(0, MOST_TOLD) : [...base.names.map((label) => label.id), ...led]);
  return placeLabels(ranked, placesOf(ranked), network.getScale(), must, { told: findTold(focus), led, isWanted: findWanted(focus), fixed: base.names });
};

const drawLeaders = (context, list) => {
  Object.assign(context, { lineWidth: 0.6, strokeStyle: colours.ink });
  context.setLineDash([]);
  context.beginPath();
  for (const { leader } of list) {
    if (!leader) continue;
    context.moveTo(leader.from.x, leader.from.y);
    context.lineTo(leader.to.x, leader.to.y);
  }
  context.stroke();
};
const writeNames = (context, names) => {
  drawLeaders(context, names);
  Object.assign(context, { font: FONT, textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3.5, strokeStyle: colours.page });
  context.setLineDash([]);
  for (const label of names) {
    label.lines.forEach((line, at) => {
      context.fillStyle = label.office && at === label.lines.length - 1 ? colours.soft : colours.ink;
      context.strokeText(line, label.left + label.width / 2, label.top + at * LINE);
      context.fillText(line, label.left + label.width / 2, label.top + at * LINE);
    });
  }
};
const writeWords = (context, words) => {
  drawLeaders(context, words);
  Object.assign(context, { font: SMALL_FONT, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 4, strokeStyle: colours.page, fillStyle: colours.ink });
  context.setLineDash([]);
  for (const { rows, x, y, angle, width } of words) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    if (rows.length % 2) {
      context.fillStyle = colours.page;
      context.fillRect(2 - width / 2, -SMALL / 2, width - 4, SMALL);
      context.fillStyle = colours.ink;
    }
    rows.forEach((row, at) => {
      const top = (at - (rows.length - 1) / 2) * (rows.length > 1 ? LINE + 2 : LINE);
      context.strokeText(row, 0, top);
      context.fillText(row, 0, top);
    });
    context.restore();
  }
};
// How much more a mark could open; among many gatherings only where somebody comes near.
const showsCount = (id) => view.hidden.get(id)?.size > 0 && isNamed(id);
const writeCounts = (context, counts) => {
  Object.assign(context, { font: FONT.replace(`${TYPE}px`, `${COUNT}px`), textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5, strokeStyle: colours.page, fillStyle: colours.soft });
  context.setLineDash([]);
  for (const { text, left, top, width, height } of counts) {
    context.strokeText(text, left + width / 2, top + height / 2);
    context.fillText(text, left + width / 2, top + height / 2);
  }
};
network.on("afterDrawing", (context) => {
  lastMiddle = network.getViewPosition();
  const scale = network.getScale();
  const { names, words, counts } = layBase();
  context.save();
  context.scale(1 / scale, 1 / scale);
  writeNames(context, names);
  writeCounts(context, counts.filter(({ id }) => findWanted(rest)(id)));
  writeWords(context, words);
  context.restore();
  drawLight();
});

// The light: a veil over all, and on it again what is bright.
const drawLight = () => {
  const [ratio, width, height, scale] = [devicePixelRatio || 1, canvasBox.clientWidth, canvasBox.clientHeight, network.getScale()];
  if (lightBox.width !== Math.round(width * ratio) || lightBox.height !== Math.round(height * ratio)) {
    Object.assign(lightBox, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  }
  const context = lightBox.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, lightBox.width, lightBox.height);
  const { bright } = focus;
  const lit = view.lines.filter((line) => isLit(line, focus));
  if (!bright && !lit.length) return;
  const isAll = bright && bright.size >= view.ids.size;
  context.globalAlpha = bright ? (isAll ? 0.45 : 0.78) : 0;
  context.fillStyle = colours.page;
  context.fillRect(0, 0, lightBox.width, lightBox.height);
  context.globalAlpha = 1;
  const middle = network.getViewPosition();
  const { names, words, counts } = layLabels();
  const placed = new Map(names.map((label) => [label.id, label]));
  context.setTransform(ratio, 0, 0, ratio, ratio * (width / 2 - middle.x * scale), ratio * (height / 2 - middle.y * scale));
  // What stands back or elsewhere now is wiped out.
  for (const label of layBase().names) {
    const now = placed.get(label.id);
    if (now?.left !== label.left || now?.top !== label.top) context.fillRect(label.left, label.top, label.width, label.height);
  }
  context.scale(scale, scale);
  const bold = bright ? view.lines.filter((line) => isBold(line, focus) && !lit.includes(line)) : [];
  for (const line of [...bold, ...lit]) {
    const batch = makeBatch(lookOfLine(line));
    addLine(batch, line, scale);
    drawBatch(context, batch, scale, lit.includes(line) ? colours.accent : undefined, lit.includes(line) ? 1 : 0.4);
  }
  const shining = new Set([...(bright ?? []), ...lit.flatMap((line) => [line.from, line.to])]);
  for (const id of shining) {
    if (!view.ids.has(id)) continue;
    const isChosen = id === state.selected;
    const isMarked = isChosen || id === focus.id;
    drawMark(context, id, placeOf(id), isMarked ? { stroke: colours.accent, width: isChosen ? 4.5 : 3 } : {});
  }
  context.scale(1 / scale, 1 / scale);
  writeNames(context, names.filter((label) => !bright || bright.has(label.id)));
  writeCounts(context, counts.filter((count) => !bright || bright.has(count.id)));
  writeWords(context, words);
};
let isWaiting = false;
const shine = () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    drawLight();
  });
};

// What stays bright: what was just opened, the chosen thing with its neighbours, the ends of the chosen line, or the way.
const findBright = (focused) => {
  const middle = focused ?? state.selected;
  if (!focused && arrived.size) return arrived;
  if (!focused && state.line !== null) return new Set(marksOfEdge(edges[state.line]));
  if (!focused && state.ends && view.onWay.size) return view.onWay;
  if (!middle) return null;
  const shown = new Set(view.lines);
  const isWide = !focused && middle === page.selection.ends[0] && page.selection.hops > 1;
  if (isWide) return new Set(walk(marksOf(middle)[0], page.selection.hops, (line) => shown.has(line)).keys());
  const near = linesOf(middle).filter((line) => shown.has(line)).flatMap((line) => [line.from, line.to]);
  const together = near.filter((id) => bindsFew(id, middle)).flatMap((id) => linesAt.get(id).filter((line) => shown.has(line)).map((line) => otherEnd(line, id)));
  return new Set([...marksOf(middle), ...near, ...together]);
};
// Who was at a gathering with the chosen one is as near as the gathering.
const MOST_TOGETHER = 12;
const bindsFew = (id, middle) => id !== middle && page.selection.isAll && layerOf(id) === GATHERING && linesAt.get(id).length <= MOST_TOGETHER;
const marksOfEdge = (edge) => (edge.line ? [edge.line.from, edge.line.to] : [...new Set([edge.home, ...[edge.from, edge.to].filter((id) => nodes.get(id).isMark)])]);
// A chosen line, one under the mouse, and that of a chosen thing which is no mark bear the accent.
const isLit = (line, { id: focused, line: focusedLine }) => {
  const middle = focused ?? state.selected;
  if (line.id === focusedLine || (!focused && state.line !== null && edges[state.line].line === line)) return true;
  return middle !== null && !nodes.get(middle).isMark && linesOf(middle).includes(line);
};
// The lines that stay bright in their own colours.
const isBold = (line, { id: focused }) => {
  const middle = focused ?? state.selected;
  if (!focused && arrived.size) return arrived.has(line.from) && arrived.has(line.to);
  if (!focused && state.line !== null) return false;
  if (!focused && state.ends && view.onWay.size) return isStep([...view.onWay], line);
  const isNear = (id) => bindsFew(id, middle) && linesBetween(id, middle).length > 0;
  return isOwn(line, middle) || (middle && nodes.get(middle).isMark && (isNear(line.from) || isNear(line.to)));
};
const isOwn = (line, id) => line.from === id || line.to === id;
const isStep = (way, line) => Math.abs(way.indexOf(line.from) - way.indexOf(line.to)) === 1 && way.includes(line.from) && way.includes(line.to);

const setFocus = (id, line) => {
  if (focus.id === id && focus.line === line) return;
  focus = id || line !== null ? { id, line, bright: id ? findBright(id) : rest.bright } : rest;
  shine();
};
const restyle = () => {
  rest = { id: null, line: null, bright: findBright(null) };
  focus = focus.id ? { ...focus, bright: findBright(focus.id) } : rest;
  looks = new Map();
  version += 1;
  network.redraw();
};
const redraw = () => {
  view = look();
  // A line that is filtered away is no longer chosen.
  if (state.line !== null && !view.edges.includes(edges[state.line])) state.line = null;
  if (focus.id && !marksOf(focus.id).some((id) => view.ids.has(id))) focus = rest;
  const isCore = hasCore();
  const changed = marks.flatMap((id) => {
    const { x, y, hidden } = nodeSet.get(id);
    const place = findPlace(id, isCore);
    const isHidden = !view.ids.has(id);
    return hidden !== isHidden || (!isHidden && (x !== place[0] || y !== place[1])) ? [{ id, x: place[0], y: place[1], hidden: isHidden }] : [];
  });
  if (changed.length) nodeSet.update(changed);
  restyle();
};

// What is at a point of the drawing.
const markAt = (point) => {
  const scale = network.getScale();
  let [found, least] = [null, Infinity];
  for (const id of view.ids) {
    const { x, y } = placeOf(id);
    const distance = Math.hypot(point.x - x, point.y - y);
    if (distance <= Math.max(measureMark(id, scale), 12) / scale && distance < least) [found, least] = [id, distance];
  }
  return found;
};
const lineAt = (point) => {
  let [found, least] = [null, 7 / network.getScale()];
  for (const line of view.lines) {
    const distance = distanceTo(traceLine(line, placeOf), point);
    if (distance < least) [found, least] = [line, distance];
  }
  return found;
};

// Fits what is drawn into the page, with a rim for the names.
const fit = () => {
  if (!view.ids.size) return;
  const places = [...view.ids].map(placeOf);
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const width = Math.max(canvasBox.clientWidth - 2 * RIM.across, 60);
  const below = Math.max(RIM.below, byId("bar").offsetHeight + 52);
  const height = Math.max(canvasBox.clientHeight - RIM.above - below, 60);
  fitting = Math.max(0.05, Math.min(1.4, width / Math.max(box.right - box.left, 1), height / Math.max(box.bottom - box.top, 1)));
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom + (below - RIM.above) / fitting) / 2 }, scale: fitting });
};
// Nobody gets lost: not much smaller than what fits, not much larger than can be read.
const limitScale = (scale) => Math.min(Math.max(scale, fitting * 0.5), Math.max(4, fitting * 2));
const zoom = (factor) => network.moveTo({ scale: limitScale(network.getScale() * factor) });
let lastMiddle = { x: 0, y: 0 };
network.on("zoom", ({ scale }) => {
  if (limitScale(scale) !== scale) network.moveTo({ position: lastMiddle, scale: limitScale(scale) });
});
const isInside = (id) => {
  const place = network.canvasToDOM(network.getPosition(id));
  return place.x > 30 && place.y > 20 && place.x < canvasBox.clientWidth - 30 && place.y < canvasBox.clientHeight - 30;
};
const center = (id) => {
  if (!isInside(id)) network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.6) });
};

// Brings both ends of a line into view, at a zoom at which its words find room between them.
const frameLine = (edge) => {
  if (!edge.line) return center(marksOfEdge(edge)[0]);
  const [from, to] = [placeOf(edge.line.from), placeOf(edge.line.to)];
  const scale = network.getScale();
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const { verb, date } = sayLine(edge.line);
  const needed = (Math.max(...[verb, date].map(measure)) + 40) / length + (measureMark(edge.line.from, scale) + measureMark(edge.line.to, scale)) / length;
  const room = Math.min((canvasBox.clientWidth - 2 * RIM.across) / Math.max(Math.abs(to.x - from.x), 1), (canvasBox.clientHeight - 2 * RIM.below - byId("bar").offsetHeight) / Math.max(Math.abs(to.y - from.y), 1));
  const wished = Math.min(limitScale(Math.max(scale, needed)), Math.max(room, 0.05));
  if (wished === scale && isInside(edge.line.from) && isInside(edge.line.to)) return;
  network.moveTo({ position: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, scale: wished });
};

// What is opened stands on rings around the mark that it was opened from, where there is room.
const ROOM = 70;
const berth = (id, others) => {
  const taken = [...view.ids].map(placeOf);
  const middle = placeOf(id);
  const spots = [1.5, 2.5, 3.5, 4.5, 6, 8].flatMap((ring) => Array.from({ length: Math.round(ring * 6) }, (_, at) => {
    const angle = (2 * Math.PI * at) / Math.round(ring * 6) + ring;
    return { x: Math.round(middle.x + ring * ROOM * 1.25 * Math.cos(angle)), y: Math.round(middle.y + ring * ROOM * Math.sin(angle)) };
  }));
  for (const other of others) {
    const at = spots.findIndex((spot) => taken.every((place) => Math.hypot((place.x - spot.x) / 1.25, place.y - spot.y) >= ROOM));
    if (at < 0) return;
    taken.push(spots[at]);
    berths.set(other, [spots[at].x, spots[at].y]);
  }
};

// A drag can be undone, the last one first.
const moves = [];
const noteMove = (id, before) => moves.push([id, before]);
const undoMove = () => {
  const [id, before] = moves.pop() ?? [[...state.moved.keys()].at(-1), null];
  if (!id) return;
  const moved = new Map(state.moved);
  if (before) moved.set(id, before);
  else moved.delete(id);
  change({ moved });
};

// What the picture shows, in one sentence.
const sayHeadline = () => inLanguage(inAll(page.headline));
const sayTitle = () => {
  const { ends, isPath, release } = page.selection;
  if (isPath) return say("between", { start: nameOf(ends[0]), end: nameOf(ends[1]) });
  return release ? inLanguage(inAll(page.heading)) : ends.length ? say("around", { name: nameOf(ends[0]) }) : say("title");
};
