// Pictures to keep: the drawing with its headline, legend and source, as SVG, as pixels or on paper.
const MARGIN = 16;
const HEADLINE = 19;
const ROW = 22;
// Sheets in pixels of the page; what has no size of its own is as large as the drawing, where more names find room than
// in the window. Pixels are finer by `ratio`.
const SHEETS = {
  "png_slide": { width: 1280, height: 720, ratio: 1.5 },
  "png_column": { width: 800, ratio: 1.5 },
  "png_seen": { isSeen: true, ratio: 1 },
  svg: {},
};
// The page itself has a headline already.
const ON_PAPER = { isBare: true };
const sayCredit = () => {
  const period = axis.length ? say("period", { from: axis[state.from], to: axis[state.to] }) : "";
  return [say("printed", { n: view.ids.size, m: view.lines.length }), period].filter(Boolean).join(" · ");
};
const saySource = () => {
  const found = new Set(view.edges.flatMap((edge) => edge.evidence).map((at) => page.releases[page.sentences[at][1]]));
  const dates = [...found].map((release) => release.date).filter(Boolean).sort();
  return dates.length ? say("source_line", { n: new Set([...found].map((release) => release.id.split("/")[0])).size, dates: saySpan(`${dates[0]}/${dates.at(-1)}`) }) : "";
};
const breakRows = (text, size, width) => {
  const rows = [""];
  for (const part of text.match(/[\u2e80-\uffdc]|[^\s\u2e80-\uffdc]+\s*|\s+/gu) ?? []) {
    if (rows.at(-1) && (measure(rows.at(-1) + part.trimEnd()) * size) / TYPE > width) rows.push("");
    rows[rows.length - 1] += part;
  }
  return rows;
};

// What of the drawing is on a sheet: at which scale, with which names, and the box that holds it.
const makeExcerpt = (sheet, area) => {
  const isIn = (id) => {
    const { x, y } = network.canvasToDOM(placeOf(id));
    return x > 0 && y > 0 && x < canvasBox.clientWidth && y < canvasBox.clientHeight;
  };
  const ids = rankNames(rest).filter((id) => !sheet.isSeen || isIn(id));
  if (!ids.length) return { ids, names: [], words: [], scale: 1, box: { left: 0, top: 0, width: 400, height: 100 } };
  const places = placesOf([...view.ids]);
  const ends = new Set(ids);
  const told = findTold(rest).filter(([line]) => ends.has(line.from) && ends.has(line.to));
  const lay = (scale) => {
    const led = findLed(ids, rest);
    const { names, words } = placeLabels(ids, places, scale, findMust(led, rest), { told, led, across: WIDEST / 2 + 12 });
    const marked = ids.map((id) => ({ left: places[id].x * scale - 20, top: places[id].y * scale - 20, width: 40, height: 40 }));
    const boxes = [...names, ...words.flatMap((one) => one.boxes), ...marked];
    const [left, top] = [Math.min(...boxes.map((one) => one.left)), Math.min(...boxes.map((one) => one.top))];
    const [right, bottom] = [Math.max(...boxes.map((one) => one.left + one.width)), Math.max(...boxes.map((one) => one.top + one.height))];
    return { ids, places, names, words, scale, box: { left, top, width: right - left, height: bottom - top } };
  };
  if (sheet.isSeen) {
    const [scale, middle] = [network.getScale(), network.getViewPosition()];
    const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight];
    return { ...lay(scale), box: { left: middle.x * scale - width / 2, top: middle.y * scale - height / 2, width, height } };
  }
  let excerpt = lay(sheet.width ? 1.4 : 1);
  // Names keep their size, so that a smaller drawing is not smaller in the same measure.
  for (let turn = 0; turn < 6; turn += 1) {
    const over = Math.max(excerpt.box.width / area.width, excerpt.box.height / area.height);
    if (over <= 1) break;
    excerpt = lay(excerpt.scale / Math.max(over, 1.02));
  }
  return excerpt;
};
const drawLineOn = (line, { places, scale }, fade) => {
  const look = lookOfLine(line);
  const lit = isLit(line, rest);
  const colour = lit ? colours.accent : colours[look.family];
  const scaled = (id) => ({ x: places[id].x * scale, y: places[id].y * scale });
  const curve = traceLine(line, scaled);
  const d = `M${curve.from.x} ${curve.from.y}Q${curve.middle.x} ${curve.middle.y} ${curve.to.x} ${curve.to.y}`;
  const stroke = (of, width) => makeShape("path", { d, fill: "none", stroke: of, "stroke-width": width * fineness(scale), "stroke-dasharray": look.dash.join(" ") || null });
  const arrows = look.ends.map((end) => {
    const corners = traceArrow(curve, end === line.from, measureMark(end, scale) + 1.5, ARROW);
    return makeShape("path", { class: "arrow", fill: colour, d: `M${corners.map(({ x, y }) => `${x} ${y}`).join("L")}Z` });
  });
  return makeShape("g", { class: `line ${line.family}`, opacity: fade(lit || isBold(line, rest)) },
    stroke(colour, look.width + (lit ? 1 : 0)), look.gap ? stroke(colours.page, look.gap) : null, ...arrows,
    makeShape("title", { text: `${join(Object.values(sayLine(line)))}\n${line.edges.map(sayFact).join("\n")}` }));
};
const drawMarkOn = (id, { places, scale }, fade) => {
  const { kind, undone } = nodes.get(id);
  const isChosen = id === state.selected;
  return makeShape("path", { d: lookOf(kind).path, transform: `translate(${places[id].x * scale} ${places[id].y * scale}) scale(${sizeAt(id, scale) * scale})`, fill: lookOf(kind).fill, opacity: fade(rest.bright?.has(id)),
    stroke: isChosen ? colours.accent : colours.ink, "stroke-width": isChosen ? 4.5 : 1.4, "stroke-dasharray": undone ? "3 2" : null }, makeShape("title", { text: `${nameOf(id)} (${kindOf(nodes.get(id))})` }));
};
const HALO = () => ({ "text-anchor": "middle", fill: colours.ink, stroke: colours.page, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" });
const drawExcerpt = (excerpt) => {
  const isFading = rest.bright && rest.bright.size < view.ids.size;
  const fade = (isShining) => (isFading && !isShining ? 0.25 : null);
  const shown = new Set(Object.keys(excerpt.places ?? {}));
  return [
    ...view.lines.filter((line) => shown.has(line.from) && shown.has(line.to)).map((line) => drawLineOn(line, excerpt, fade)),
    ...excerpt.ids.map((id) => drawMarkOn(id, excerpt, fade)),
    ...[...excerpt.names, ...excerpt.words].filter(({ leader }) => leader).map(({ id, leader: { from, to } }) =>
      makeShape("path", { class: "leader", d: `M${from.x} ${from.y}L${to.x} ${to.y}`, stroke: colours.ink, "stroke-width": 0.6, opacity: id ? fade(rest.bright?.has(id)) : null })),
    ...excerpt.names.flatMap((label) => label.lines.map((row, at) =>
      makeShape("text", { x: label.left + label.width / 2, y: label.top + 12 + at * LINE, opacity: fade(rest.bright?.has(label.id)), ...HALO(), ...(label.office && at === label.lines.length - 1 ? { fill: colours.soft } : {}), text: row }))),
    ...excerpt.words.map(({ rows, x, y, angle, width }) => makeShape("g", { class: "words", transform: `translate(${x} ${y}) rotate(${(angle * 180) / Math.PI})`, "font-size": SMALL },
      rows.length % 2 ? makeShape("rect", { x: 2 - width / 2, y: -SMALL / 2, width: width - 4, height: SMALL, fill: colours.page }) : null,
      ...rows.map((row, at) => makeShape("text", { y: 4 + (at - (rows.length - 1) / 2) * (LINE + 2), ...HALO(), text: row })))),
  ];
};
// The legend in rows of a width, and how high it is.
const drawLegend = (width) => {
  const counts = countLayers();
  const { kinds, families } = listLayers(counts);
  let [x, y] = [0, ROW / 2];
  const colour = (name) => colours[name];
  const layers = [...kinds, ...families].filter((key) => !state.off.has(key)).map((key) => [nameLayer(key), makeSample(key, colour)]);
  const signs = listSigns().filter(([, stroke]) => stroke).map(([key, [family, stroke]]) => [say(key), makeStroke(family, colour, stroke)]);
  const items = [...layers, ...signs].map(([text, sample]) => {
    const size = 30 + measure(text) + 18;
    if (x && x + size > width) [x, y] = [0, y + ROW];
    x += size;
    return makeShape("g", { transform: `translate(${x - size + 12} ${y})` },
      makeShape("g", { transform: "scale(.75)" }, ...sample), makeShape("text", { x: 16, y: 4.5, fill: colours.ink, text }));
  });
  return { items, height: y + ROW / 2 };
};
const makeSheet = (sheet) => {
  const wide = sheet.width ? sheet.width - 2 * MARGIN : sheet.isSeen ? canvasBox.clientWidth : null;
  const open = wide === null ? makeExcerpt(sheet, { width: Infinity, height: Infinity }) : null;
  const inner = wide ?? Math.max(700, open.box.width);
  const title = sheet.isBare ? [] : breakRows(sayTitle(), HEADLINE * 1.08, inner);
  const told = sheet.isBare ? [] : breakRows(sayHeadline(), TYPE, inner);
  const small = [sayCredit(), saySource()].filter(Boolean).flatMap((text) => breakRows(text, SMALL, inner));
  const key = drawLegend(inner);
  const head = title.length * (HEADLINE + 5) + told.length * 17 + 10;
  const foot = key.height + small.length * 16 + 14;
  const free = (sheet.height ?? Infinity) - head - foot - 2 * MARGIN;
  const excerpt = open ?? makeExcerpt(sheet, { width: inner, height: free });
  const height = sheet.height ? free : excerpt.box.height;
  const { box } = excerpt;
  const [full, tall] = [inner + 2 * MARGIN, head + height + foot + 2 * MARGIN];
  const frame = [box.left - (inner - box.width) / 2, box.top - (height - box.height) / 2, inner, height];
  const low = MARGIN + head + height + 8;
  return makeShape("svg", { xmlns: SVG, viewBox: `0 0 ${full} ${tall}`, width: full, height: tall, "font-family": FONT.slice(FONT.indexOf(" ") + 1), "font-size": TYPE },
    makeShape("title", { text: sayTitle() }), makeShape("rect", { width: full, height: tall, fill: colours.page }),
    ...title.map((text, at) => makeShape("text", { x: MARGIN, y: MARGIN + HEADLINE + at * (HEADLINE + 5), "font-size": HEADLINE, "font-weight": "bold", fill: colours.ink, text })),
    ...told.map((text, at) => makeShape("text", { x: MARGIN, y: MARGIN + title.length * (HEADLINE + 5) + 14 + at * 17, fill: colours.ink, text })),
    makeShape("svg", { x: MARGIN, y: MARGIN + head, width: inner, height, viewBox: frame.join(" ") }, ...drawExcerpt(excerpt)),
    makeShape("g", { class: "legend", transform: `translate(${MARGIN} ${low})` }, ...key.items),
    ...small.map((text, at) => makeShape("text", { class: "source", x: MARGIN, y: low + key.height + 14 + at * 16, "font-size": SMALL, fill: colours.soft, text })));
};
// What XML cannot hold.
const UNPRINTABLE = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const drawSvg = (sheet = SHEETS.svg) =>
  new Blob([new XMLSerializer().serializeToString(makeSheet(sheet)).replace(UNPRINTABLE, "")], { type: "image/svg+xml" });
const drawPng = async (sheet) => {
  const image = new Image();
  image.src = URL.createObjectURL(drawSvg(sheet));
  await image.decode();
  const target = document.createElement("canvas");
  const ratio = Math.min(sheet.isSeen ? devicePixelRatio : sheet.ratio, 8000 / Math.max(image.width, image.height));
  [target.width, target.height] = [Math.round(image.width * ratio), Math.round(image.height * ratio)];
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
const makeSaving = () => {
  const box = make("details", { id: "saving" }, make("summary", { text: say("save"), "data-key": "saving" }), make("div", {}, ...Object.entries(SHEETS).map(([key, sheet]) =>
    makeButton(say(key), () => {
      box.open = false;
      save(key === "svg" ? drawSvg(sheet) : drawPng(sheet), key.slice(0, 3));
    }))));
  return box;
};

// On paper, which is white: the drawing with legend and source below the headline, then all of the table.
const drawPaper = () => {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  readColours();
  const made = makeSheet(ON_PAPER);
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  readColours();
  return made;
};
const setPaper = (isPrinting) => {
  const isWhole = isPrinting && state.view !== "matrix";
  document.getElementById("paper").replaceChildren(...(isWhole ? [drawPaper()] : []));
  if (!isWhole && state.view !== "table") return;
  const before = showsAll;
  showsAll = isPrinting || before;
  showTable();
  showsAll = before;
};
