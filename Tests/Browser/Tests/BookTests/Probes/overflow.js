// Returns how wide the window and the page are, and what sticks out of the window.
for (const details of document.querySelectorAll("details")) details.open = true;

// What a scroller of its own holds does not widen the page.
const scrolls = (element) => {
  for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
    if (getComputedStyle(up).overflowX !== "visible") return true;
  }
  return false;
};
const name = (element) =>
  element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") +
  [...element.classList].map((one) => "." + one).join("");

const wide = [...document.body.querySelectorAll("*")].filter(
  (element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element));
return {
  window: innerWidth,
  page: Math.max(document.scrollingElement.scrollWidth, document.body.scrollWidth),
  wide: wide.slice(0, 8).map(name),
};
