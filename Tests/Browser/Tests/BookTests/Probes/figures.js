// Measures every visible drawing of the page as it stands on the screen: where its words lie, how
// large they are, and how well words and marks stand out from what lies beneath them.
// arguments[0]: the least size of a text in CSS pixels.
const leastSize = arguments[0];
const slack = 1;

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
const show = (colour) => "rgb(" + colour.slice(0, 3).map(Math.round).join(" ") + ")";

// What lies behind a drawing: the backgrounds of its ancestors on the bare canvas of the theme.
const blank = document.body.appendChild(document.createElement("i"));
blank.style.backgroundColor = "Canvas";
const bare = rgba(getComputedStyle(blank).backgroundColor);
blank.remove();
const paperOf = (svg) => {
  let colour = [0, 0, 0, 0];
  for (let up = svg; up; up = up.parentElement) {
    colour = over(colour, rgba(getComputedStyle(up).backgroundColor));
  }
  return over(colour, bare);
};
// A colour of a shape with its opacity and that of its groups; undefined where there is none.
const paint = (element, property, svg) => {
  const style = getComputedStyle(element);
  if (style[property] === "none" || style[property].startsWith("url")) return undefined;
  const colour = [...rgba(style[property])];
  colour[3] *= Number(style[property + "Opacity"]);
  for (let up = element; up && up !== svg; up = up.parentElement) {
    colour[3] *= Number(getComputedStyle(up).opacity);
  }
  return colour[3] === 0 ? undefined : colour;
};

// The ink of a text on the screen: its width as set, its height as its letters are, not the line's.
const inkOf = (text) => {
  const box = text.getBBox();
  let [above, below] = [0, 0];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const style = getComputedStyle(node.parentElement);
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const metrics = canvas.measureText(node.data);
    above = Math.max(above, metrics.actualBoundingBoxAscent);
    below = Math.max(below, metrics.actualBoundingBoxDescent);
  }
  const base = text.getStartPositionOfChar(0).y;
  const matrix = text.getScreenCTM();
  const corners = [box.x, box.x + box.width].flatMap((x) =>
    [base - above, base + below].map((y) => new DOMPoint(x, y).matrixTransform(matrix)));
  const [xs, ys] = [corners.map((one) => one.x), corners.map((one) => one.y)];
  return {
    left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys),
    size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b),
    // Five places from the first letter to the last, at half the height of the ink.
    places: [0.05, 0.275, 0.5, 0.725, 0.95].map((part) =>
      new DOMPoint(box.x + part * box.width, base + (below - above) / 2).matrixTransform(matrix)),
  };
};

const found = { drawings: 0, texts: 0, marks: 0, overlaps: [], clipped: [], small: [], faint: [] };
const say = (list, line) => {
  if (!list.includes(line) && list.length < 12) list.push(line);
};
const drawings = [...document.querySelectorAll("figure svg")].filter((svg) =>
  !svg.parentElement.closest("svg") && svg.checkVisibility({ visibilityProperty: true }));
for (const svg of drawings) {
  found.drawings += 1;
  const label = svg.closest("figure").id || svg.querySelector("title")?.textContent || "figure";
  const edge = svg.getBoundingClientRect();
  const paper = paperOf(svg);

  const texts = [...svg.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() !== "" && text.checkVisibility())
    .map((text) => ({ text, words: text.textContent.trim(), ...inkOf(text) }));
  found.texts += texts.length;
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > slack && down > slack) {
        say(found.overlaps, `${label}: '${one.words}' and '${other.words}' share ` +
          `${across.toFixed(1)} by ${down.toFixed(1)} px`);
      }
    }
    const beyond = Math.max(
      edge.left - one.left, one.right - edge.right, edge.top - one.top, one.bottom - edge.bottom);
    if (beyond > 0.5) {
      say(found.clipped, `${label}: '${one.words}' ends ${beyond.toFixed(1)} px out of the drawing`);
    }
    if (one.size < leastSize - 0.01) {
      say(found.small, `${label}: '${one.words}' is ${one.size.toFixed(2)} px high`);
    }
  });

  // Words: what is filled below them, in the order of painting. Lines are left out.
  const shapes = [...svg.querySelectorAll("path, rect, circle, ellipse, polygon")]
    .map((shape) => ({ shape, fill: paint(shape, "fill", svg), box: shape.getBoundingClientRect() }))
    .filter((one) => one.fill);
  for (const { text, words, places } of texts) {
    for (const place of places) {
      let below = paper;
      for (const { shape, fill, box } of shapes) {
        if (place.x < box.left || place.x > box.right || place.y < box.top || place.y > box.bottom) {
          continue;
        }
        const own = place.matrixTransform(shape.getScreenCTM().inverse());
        if (!shape.isPointInFill(own)) continue;
        if (text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING) {
          say(found.faint, `${label}: '${words}' lies under a shape`);
        } else {
          below = over(fill, below);
        }
      }
      const ink = paint(text, "fill", svg);
      const seen = ink ? over(ink, below) : below;
      const ratio = contrast(seen, below);
      if (ratio < 4.5) {
        say(found.faint,
          `${label}: '${words}' ${ratio.toFixed(2)}, ${show(seen)} on ${show(below)}`);
      }
    }
  }

  // Marks: the roles that carry numbers. What only guides the eye may be faint.
  for (const role of ["q", "k", "pos", "acc"]) {
    for (const [name, property] of [[role, "stroke"], [role + "-f", "fill"]]) {
      for (const mark of svg.querySelectorAll(`.${name}:not(text, tspan)`)) {
        found.marks += 1;
        const colour = paint(mark, property, svg);
        const seen = colour ? over(colour, paper) : paper;
        const ratio = contrast(seen, paper);
        if (ratio < 3) {
          say(found.faint, `${label}: a mark '${name}' ${ratio.toFixed(2)}, ${show(seen)}`);
        }
      }
    }
  }
}
return found;
