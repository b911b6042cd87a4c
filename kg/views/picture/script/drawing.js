// The drawing: vis-network with places from the data and no physics; marks, names and fading are ours.
const canvasBox = document.getElementById("canvas");
let view = { ids: new Set(), lines: [], edges: [], hidden: new Map(), ways: [], onWay: new Set() };
let bright = null;
let hovered = null;
let labels = { key: "", list: [] };
let version = 0;

const isBright = (id) => !bright || bright.has(id);
const sizeOf = (id) => Math.min(1.9, 1 + Math.sqrt(linesAt.get(id).length) / 14);
const drawMark = (context, id, x, y) => {
  const node = nodes.get(id);
  const isChosen = id === state.selected;
  const size = sizeOf(id);
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.globalAlpha = isBright(id) ? 1 : 0.22;
  context.fillStyle = lookOf(node.kind).fill;
  context.strokeStyle = isChosen || id === hovered ? colours.accent : colours.ink;
  context.lineWidth = isChosen ? 4.5 : id === hovered ? 3 : 1.4;
  if (node.undone) context.setLineDash([3, 2]);
  context.fill(pathOf(node.kind));
  context.stroke(pathOf(node.kind));
  context.restore();
};
const renderNode = ({ ctx, id, x, y }) => ({
  drawNode: () => drawMark(ctx, id, x, y),
  nodeDimensions: { width: 24, height: 24 },
});

const shapeLine = (line) => ({
  id: line.id, from: line.from, to: line.to, hidden: true, arrows: { to: { enabled: !line.mutual } },
  dashes: line.edges.every((edge) => edge.undone) ? [6, 5] : line.edges.every((edge) => edge.isOver) ? [1, 4] : false,
  smooth: line.beside ? { enabled: true, type: "curvedCW", roundness: 0.12 * line.beside } : { enabled: false },
});
const nodeSet = new vis.DataSet(
  data.nodes.map(({ label, x, y }) => ({ id: label, x, y, shape: "custom", ctxRenderer: renderNode, hidden: true })));
const edgeSet = new vis.DataSet(lines.map(shapeLine));
const network = new vis.Network(canvasBox, { nodes: nodeSet, edges: edgeSet }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: true, hideEdgesOnDrag: lines.length > 600, multiselect: false, selectConnectedEdges: false, tooltipDelay: 1e9, keyboard: false },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.45 } }, arrowStrikethrough: false, width: 1, selectionWidth: 0, hoverWidth: 0, chosen: false },
  nodes: { chosen: false },
});

// Who uses the keyboard walks through the card; nothing on the canvas can take the focus.
canvasBox.querySelectorAll("[tabindex]").forEach((element) => element.removeAttribute("tabindex"));

// Names in the order of who matters: chosen, near the chosen, asked for, most linked.
const rankNames = () => {
  const rank = (id) =>
    [id === state.selected, id === hovered, view.onWay.has(id), bright?.has(id) ?? false, page.selection.ends.includes(id)]
      .reduce((sum, is, at) => sum + (is ? 16 >> at : 0), 0);
  return [...view.ids].sort((one, other) => rank(other) - rank(one) || linesAt.get(other).length - linesAt.get(one).length || compare(one, other));
};
// The most linked, and what stands out from the rest, must have their names.
const findMust = (ranked) => new Set([...ranked.slice(0, 10), ...(bright && bright.size <= 60 ? bright : [])]);
const layLabels = () => {
  const scale = network.getScale();
  const key = `${version} ${scale.toFixed(4)} ${hovered}`;
  if (labels.key !== key) {
    const ranked = rankNames();
    labels = { key, list: placeLabels(ranked, network.getPositions(ranked), scale, findMust(ranked)) };
  }
  return labels.list;
};
network.on("afterDrawing", (context) => {
  const scale = network.getScale();
  context.save();
  context.scale(1 / scale, 1 / scale);
  Object.assign(context, { font: FONT, textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3.5, strokeStyle: colours.page });
  for (const label of layLabels()) {
    context.globalAlpha = isBright(label.id) ? 1 : 0.35;
    context.fillStyle = colours.ink;
    label.lines.forEach((line, at) => {
      context.strokeText(line, label.left + label.width / 2, label.top + at * LINE);
      context.fillText(line, label.left + label.width / 2, label.top + at * LINE);
    });
  }
  context.textBaseline = "middle";
  context.font = FONT.replace(`${TYPE}px`, "10px");
  const drawnNodes = network.getPositions([...view.hidden].filter(([, others]) => others.size).map(([id]) => id));
  for (const [id, place] of Object.entries(drawnNodes)) {
    if (bright && !bright.has(id)) continue;
    context.globalAlpha = 1;
    context.fillStyle = colours.soft;
    const text = `+${view.hidden.get(id).size}`;
    const radius = measureMark(id, scale);
    context.strokeText(text, place.x * scale + radius + 10, place.y * scale - radius);
    context.fillText(text, place.x * scale + radius + 10, place.y * scale - radius);
  }
  context.restore();
});

// What stays bright: the chosen thing with its neighbours, the ends of the chosen line, or the way.
const findBright = () => {
  const middle = hovered ?? state.selected;
  if (state.line !== null && !hovered) return new Set(marksOfEdge(edges[state.line]));
  if (state.ends && view.onWay.size && !hovered) return view.onWay;
  if (!middle) return null;
  const isWide = !hovered && middle === page.selection.ends[0] && page.selection.hops > 1;
  if (isWide) return new Set(walk(marksOf(middle)[0], page.selection.hops, (line) => view.lines.includes(line)).keys());
  return new Set([...marksOf(middle), ...linesOf(middle).filter((line) => view.lines.includes(line)).flatMap((line) => [line.from, line.to])]);
};
const marksOfEdge = (edge) => (edge.line ? [edge.line.from, edge.line.to] : [...new Set([edge.home, ...[edge.from, edge.to].filter((id) => nodes.get(id).isMark)])]);
const isBold = (line) => {
  if (state.line !== null && !hovered) return edges[state.line].line === line;
  if (state.ends && view.onWay.size && !hovered) return isStep([...view.onWay], line);
  const middle = hovered ?? state.selected;
  return middle !== null && linesOf(middle).includes(line);
};
const isStep = (way, line) => Math.abs(way.indexOf(line.from) - way.indexOf(line.to)) === 1 && way.includes(line.from) && way.includes(line.to);

const styles = new Map();
const restyle = () => {
  bright = findBright();
  const shown = new Set(view.lines);
  const changed = [];
  for (const line of lines) {
    const style = !shown.has(line) ? "hidden" : !bright ? "plain" : isBold(line) ? "bold" : "faint";
    if (styles.get(line.id) === `${style}${colours.page}`) continue;
    styles.set(line.id, `${style}${colours.page}`);
    const color = style === "bold" ? colours.accent : colours.edge;
    changed.push({ id: line.id, hidden: style === "hidden", width: style === "bold" ? 2.4 : 1, color: { color, hover: color, highlight: color, opacity: style === "faint" ? 0.18 : 1 } });
  }
  if (changed.length) edgeSet.update(changed);
  version += 1;
  network.redraw();
};
// The people with whom a picture of all begins stand closer while nothing else is drawn.
let isCore = false;
const movePlaces = () => {
  const core = [...view.ids].every((id) => nodes.get(id).core);
  if (core === isCore) return;
  isCore = core;
  nodeSet.update(marks.filter((id) => nodes.get(id).core).map((id) => {
    const { core: [x, y], ...full } = nodes.get(id);
    return isCore ? { id, x, y } : { id, x: full.x, y: full.y };
  }));
  fit();
};
const redraw = () => {
  view = look();
  // A line that is filtered away is no longer chosen.
  if (state.line !== null && !view.edges.includes(edges[state.line])) state.line = null;
  if (hovered && !marksOf(hovered).some((id) => view.ids.has(id))) hovered = null;
  const changed = marks.filter((id) => nodeSet.get(id).hidden === view.ids.has(id));
  if (changed.length) nodeSet.update(changed.map((id) => ({ id, hidden: !view.ids.has(id) })));
  movePlaces();
  restyle();
};

// Fits what is drawn into the page, with a rim for the names.
const fit = () => {
  if (!view.ids.size) return;
  const places = Object.values(network.getPositions([...view.ids]));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const width = Math.max(canvasBox.clientWidth - 2 * RIM.across, 60);
  const height = Math.max(canvasBox.clientHeight - RIM.above - RIM.below, 60);
  const scale = Math.max(0.05, Math.min(1.4, width / Math.max(box.right - box.left, 1), height / Math.max(box.bottom - box.top, 1)));
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom + (RIM.below - RIM.above) / scale) / 2 }, scale });
};
const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 6) });
const isInside = (id) => {
  const place = network.canvasToDOM(network.getPosition(id));
  return place.x > 30 && place.y > 20 && place.x < canvasBox.clientWidth - 30 && place.y < canvasBox.clientHeight - 30;
};
const center = (id) => {
  if (!isInside(id)) network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.6) });
};

const sayTitle = () => {
  const { ends, isPath, release } = page.selection;
  if (isPath) return say("between", { start: nameOf(ends[0]), end: nameOf(ends[1]) });
  return release ? say("said", { release }) : ends.length ? say("around", { name: nameOf(ends[0]) }) : say("title");
};
const sayCredit = () => {
  const period = axis.length ? say("period", { from: axis[state.from], to: axis[state.to] }) : "";
  return [say("printed", { n: view.ids.size, m: view.lines.length }), period].filter(Boolean).join(" · ");
};
// What XML cannot hold.
const UNPRINTABLE = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
// As an image of its own, at full size, where more names find room than in the window.
const drawSvg = () => {
  const ranked = rankNames();
  if (!ranked.length) return new Blob([new XMLSerializer().serializeToString(makeShape("svg", {}))], { type: "image/svg+xml" });
  const at = network.getPositions(ranked);
  const names = placeLabels(ranked, at, 1, new Set(ranked.slice(0, 10)));
  const boxes = [...names, ...ranked.map((id) => ({ left: at[id].x - 20, top: at[id].y - 20, width: 40, height: 40 }))];
  const [left, top] = [Math.min(...boxes.map((box) => box.left)) - 16, Math.min(...boxes.map((box) => box.top)) - 44];
  const width = Math.max(700, ...boxes.map((box) => box.left + box.width - left + 16));
  const height = Math.max(...boxes.map((box) => box.top + box.height - top + 64));
  const arrow = makeShape("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 24, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto" },
    makeShape("path", { d: "M0 0L10 5L0 10Z", fill: colours.edge }));
  const svg = makeShape("svg", { xmlns: SVG, viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": FONT.slice(FONT.indexOf(" ") + 1), "font-size": TYPE },
    makeShape("title", { text: sayTitle() }), makeShape("defs", {}, arrow),
    makeShape("rect", { x: left, y: top, width, height, fill: colours.page }),
    makeShape("text", { x: left + 16, y: top + 28, "font-size": 18, "font-weight": "bold", fill: colours.ink, text: sayTitle() }),
    makeShape("text", { x: left + 16, y: top + height - 12, fill: colours.soft, text: sayCredit() }));
  const kinds = Object.keys(page.looks).filter((kind) => ranked.some((id) => nodes.get(id).kind === kind));
  kinds.forEach((kind, at) => svg.append(makeShape("g", { transform: `translate(${left + 26 + (at % 8) * 84} ${top + height - 40})` },
    makeShape("path", { d: lookOf(kind).path, fill: lookOf(kind).fill, stroke: colours.ink, transform: "scale(.7)" }),
    makeShape("text", { x: 12, y: 4, fill: colours.ink, text: wordsOf("kinds")[kind] }))));
  for (const line of view.lines) {
    const [from, to, bend] = [at[line.from], at[line.to], 0.24 * line.beside];
    const middle = `${(from.x + to.x) / 2 + (to.y - from.y) * bend} ${(from.y + to.y) / 2 - (to.x - from.x) * bend}`;
    svg.append(makeShape("path", { d: `M${from.x} ${from.y}Q${middle} ${to.x} ${to.y}`, fill: "none", stroke: colours.edge, "stroke-dasharray": shapeLine(line).dashes ? shapeLine(line).dashes.join(" ") : null, "marker-end": line.mutual ? null : "url(#arrow)" },
      makeShape("title", { text: line.edges.map(sayLine).join("\n") })));
  }
  for (const id of ranked) {
    const { kind, undone } = nodes.get(id);
    svg.append(makeShape("path", { d: lookOf(kind).path, transform: `translate(${at[id].x} ${at[id].y}) scale(${sizeOf(id)})`, fill: lookOf(kind).fill, stroke: colours.ink, "stroke-width": 1.4, "stroke-dasharray": undone ? "3 2" : null },
      makeShape("title", { text: `${nameOf(id)} (${kindOf(nodes.get(id))})` })));
  }
  for (const label of names) {
    svg.append(...label.lines.map((line, row) =>
      makeShape("text", { x: label.left + label.width / 2, y: label.top + 12 + row * LINE, "text-anchor": "middle", fill: colours.ink, stroke: colours.page, "stroke-width": 3.5, "paint-order": "stroke", text: line })));
  }
  return new Blob([new XMLSerializer().serializeToString(svg).replace(UNPRINTABLE, "")], { type: "image/svg+xml" });
};
// The same as pixels, twice as fine as a plain screen unless that is more than a browser can hold.
const drawPng = async () => {
  const image = new Image();
  image.src = URL.createObjectURL(drawSvg());
  await image.decode();
  const target = document.createElement("canvas");
  const ratio = Math.min(2, 8000 / Math.max(image.width, image.height));
  [target.width, target.height] = [image.width * ratio, image.height * ratio];
  target.getContext("2d").drawImage(image, 0, 0, target.width, target.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => target.toBlob(resolve, "image/png"));
};
const save = async (made, ending) => {
  const link = make("a", { download: `${sayTitle().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80) || "picture"}.${ending}` });
  link.href = URL.createObjectURL(await made);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
