"use strict";
// Draws the graph that Python laid out, and shows in the panel the sentences behind what is chosen.
// Every word reaches the page through textContent; only https addresses become links.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const shapes = data.nodes.map((node) => ({ ...node, label: undefined }));
  const network = new vis.Network(document.getElementById("picture"), { nodes: shapes, edges: data.edges }, data.options);

  // Names keep their size at every zoom; where two would overlap, the node that comes first in the data keeps its own.
  const drawName = (context, node, size, taken) => {
    const place = network.getPosition(node.id);
    const lines = node.label.split("\n");
    const width = Math.max(...lines.map((line) => context.measureText(line).width));
    const box = { left: place.x - width / 2, top: place.y + 18, width, height: lines.length * size * 1.15 };
    const overlaps = (other) =>
      box.left < other.left + other.width && other.left < box.left + width &&
      box.top < other.top + other.height && other.top < box.top + box.height;
    if (taken.some(overlaps)) return;
    taken.push(box);
    lines.forEach((line, index) => {
      context.strokeText(line, place.x, box.top + index * size * 1.15);
      context.fillText(line, place.x, box.top + index * size * 1.15);
    });
  };

  network.on("afterDrawing", (context) => {
    const size = 13 / network.getScale();
    Object.assign(context, { font: `${size}px ${data.font}`, textAlign: "center", textBaseline: "top" });
    Object.assign(context, { lineJoin: "round", lineWidth: size / 3, strokeStyle: "#ffffff", fillStyle: "#1d2530" });
    const chosen = new Set(network.getSelectedNodes());
    const ordered = [...data.nodes].sort((one, other) => chosen.has(other.id) - chosen.has(one.id));
    const taken = [];
    ordered.forEach((node) => drawName(context, node, size, taken));
  });

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const fitAll = () => {
    network.fit();
    network.moveTo({ scale: network.getScale() * 0.92 });
  };

  const makeButton = (node) => {
    const button = make("button", node.name);
    button.type = "button";
    button.addEventListener("click", () => {
      network.selectNodes([node.id]);
      network.focus(node.id, { scale: Math.max(network.getScale(), 0.6) });
      showNode(node);
    });
    return button;
  };

  const addSource = (parent, index) => {
    const source = data.sentences[index];
    if (source.text) parent.append(make("blockquote", source.text));
    const line = make("p", [source.title, source.date].filter(Boolean).join(", ") + " ", "soft");
    if (/^https:\/\//.test(source.url)) {
      const link = make("a", "release");
      link.href = source.url;
      link.rel = "noopener noreferrer";
      line.append(link);
    }
    parent.append(line);
  };

  const makeFact = (edge) => {
    const item = make("li");
    item.append(makeButton(nodes.get(edge.from)), ` ${edge.verb} `, makeButton(nodes.get(edge.to)));
    if (edge.dashes) item.append(make("p", "planned or cancelled", "soft"));
    edge.evidence.forEach((index) => addSource(item, index));
    return item;
  };

  const show = (title, lines, items) => {
    const list = make("ul");
    list.append(...items);
    panel.replaceChildren(make("h2", title), ...lines.map((line) => make("p", line, "soft")), list);
    panel.scrollTop = 0;
  };

  const showNode = (node) => {
    const around = data.edges.filter((edge) => edge.from === node.id || edge.to === node.id);
    show(node.name, [node.names, `${node.kind}, ${around.length} links drawn`], around.map(makeFact));
  };

  const showAll = () => {
    const byName = [...nodes.values()].sort((a, b) => a.name.localeCompare(b.name));
    const items = byName.map((node) => {
      const item = make("li");
      item.append(makeButton(node), make("span", ` ${node.kind}`, "soft"));
      return item;
    });
    show("Choose a name or a line", ["Each line of the drawing has its sentence."], items);
  };

  network.on("click", (event) => {
    if (event.nodes.length) showNode(nodes.get(event.nodes[0]));
    else if (event.edges.length) show("Why this line", [], [makeFact(edges.get(event.edges[0]))]);
    else showAll();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    network.unselectAll();
    fitAll();
    showAll();
  });

  const chosen = nodes.get(data.focus);
  if (chosen) network.selectNodes([chosen.id]);
  fitAll();
  if (chosen) showNode(chosen);
  else showAll();
  document.documentElement.dataset.ready = "yes";
})();
