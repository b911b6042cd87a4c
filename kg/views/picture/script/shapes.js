// Elements, colours, and the mark of each kind: one path for the canvas, the legend and the SVG.
const SVG = "http://www.w3.org/2000/svg";
const OTHER_LOOK = { fill: "#999999", path: "M-8 -8H8V8H-8Z" };
const lookOf = (kind) => own(page.looks, kind) ?? OTHER_LOOK;
const paths = new Map(Object.keys(page.looks).map((kind) => [kind, new Path2D(lookOf(kind).path)]));
const pathOf = (kind) => paths.get(kind) ?? new Path2D(OTHER_LOOK.path);

const decorate = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
};
const make = (tag, attributes = {}, ...children) => decorate(document.createElement(tag), attributes, children);
const makeShape = (tag, attributes = {}, ...children) =>
  decorate(document.createElementNS(SVG, tag), attributes, children);
const makeMark = (kind) =>
  makeShape("svg", { viewBox: "-12 -12 24 24", class: "mark", "aria-hidden": "true" },
    makeShape("path", { d: lookOf(kind).path, fill: lookOf(kind).fill }));
const makeButton = (text, click, attributes = {}, ...children) => make("button", { type: "button", text, click, ...attributes }, ...children);

let colours = {};
const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "soft", "line", "edge", "page", "accent", ...FAMILIES];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};
