// Measures the contrast of every visible text, and the size of text in drawings.
for (const details of document.querySelectorAll("details")) details.open = true;

// Any CSS colour as [red, green, blue, alpha]: the browser paints it and tells.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    known.set(colour, [r, g, b, a / 255]);
  }
  return known.get(colour);
};
const over = (top, bottom) => {
  const a = top[3] + bottom[3] * (1 - top[3]);
  if (a === 0) return [0, 0, 0, 0];
  const mix = (i) => (top[i] * top[3] + bottom[i] * bottom[3] * (1 - top[3])) / a;
  return [mix(0), mix(1), mix(2), a];
};
const luminance = ([r, g, b]) => {
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

// How much of an element shows through its own and its ancestors' opacity.
const opacity = (element) => {
  let product = 1;
  for (let up = element; up; up = up.parentElement) product *= Number(getComputedStyle(up).opacity);
  return product;
};
const blank = document.body.appendChild(document.createElement("i"));
blank.style.backgroundColor = "Canvas";
const bare = rgba(getComputedStyle(blank).backgroundColor);
blank.remove();
// What lies behind text: the backgrounds of the ancestors on the bare canvas of the theme.
const behind = (element) => {
  let colour = [0, 0, 0, 0];
  for (let up = element; up; up = up.parentElement) {
    colour = over(colour, rgba(getComputedStyle(up).backgroundColor));
    if (colour[3] === 1) return colour;
  }
  return over(colour, bare);
};
// Inside a drawing it may be a filled shape: the one the browser hits below the text.
const behindDrawn = (text, svg) => {
  text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = text.getBoundingClientRect();
  const hit = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  let colour = [0, 0, 0, 0];
  for (const shape of hit) {
    if (!svg.contains(shape) || shape === svg || shape.closest("text")) continue;
    const style = getComputedStyle(shape);
    if (style.fill === "none" || style.fill.startsWith("url")) continue;
    const fill = [...rgba(style.fill)];
    fill[3] *= Number(style.fillOpacity) * opacity(shape);
    colour = over(colour, fill);
    if (colour[3] === 1) return colour;
  }
  return over(colour, behind(svg));
};

const name = (element) => {
  const holder = element.closest("[id]");
  const path = element.tagName.toLowerCase() + [...element.classList].map((c) => "." + c).join("");
  return holder && holder !== element ? path + " in #" + holder.id : path;
};
const show = (colour) => "rgb(" + colour.slice(0, 3).map(Math.round).join(" ") + ")";

const failures = new Map();
let texts = 0;
let smallest = { size: Infinity, place: "" };
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  if (node.data.trim() === "" || element.closest("title, desc, script, style, noscript")) continue;
  if (!element.checkVisibility({ visibilityProperty: true })) continue;
  const seen = opacity(element);
  if (seen === 0) continue;
  texts += 1;
  const style = getComputedStyle(element);
  const svg = element.closest("svg");
  const below = svg ? behindDrawn(element, svg) : behind(element);
  const ink = [...rgba(svg ? style.fill : style.color)];
  ink[3] *= seen * (svg ? Number(style.fillOpacity) : 1);
  const paint = over(ink, below);
  const ratio = contrast(paint, below);
  if (ratio < arguments[0]) {
    const place = name(element);
    const key = place + show(paint) + show(below);
    if (!failures.has(key)) {
      failures.set(key, `${place} '${node.data.trim().slice(0, 30)}': ${ratio.toFixed(2)}, ` +
        `${show(paint)} on ${show(below)}`);
    }
  }
  if (svg) {
    const matrix = element.getScreenCTM();
    const size = parseFloat(style.fontSize) * Math.hypot(matrix.a, matrix.b);
    if (size < smallest.size) smallest = { size, place: name(element) + " '" + node.data + "'" };
  }
}
return {
  texts,
  failures: [...failures.values()].slice(0, 12),
  smallestLabel: smallest.size === Infinity ? null : smallest,
};
