// Returns what is wrong with the text alternatives of pictures, and how many pictures there are.
const problems = [];
const name = (element) => {
  const holder = element.closest("[id]");
  const path = element.tagName.toLowerCase() + "." + [...element.classList].join(".");
  return holder ? path + " in #" + holder.id : path;
};
const images = [...document.querySelectorAll("img, input[type=image], area")];
for (const image of images) {
  if (image.getAttribute("alt") === null) problems.push(name(image) + ": no alt");
}
const drawings = [...document.querySelectorAll("svg")].filter((svg) => !svg.closest("svg svg"));
for (const svg of drawings) {
  if (svg.closest("[aria-hidden=true]")) continue;
  const complain = (what) => problems.push(name(svg) + ": " + what);
  if (svg.getAttribute("role") !== "img") complain("neither role=img nor aria-hidden");
  const named = (svg.getAttribute("aria-labelledby") ?? "").split(/\s+/);
  for (const tag of ["title", "desc"]) {
    const text = svg.querySelector(":scope > " + tag);
    if (!text || text.textContent.trim() === "") complain("no " + tag);
    else if (!text.id || !named.includes(text.id)) complain(tag + " is not in aria-labelledby");
    else if (document.getElementById(text.id) !== text) complain(tag + " has an id of another");
  }
  if (svg.querySelector("a, [tabindex]")) complain("something to focus inside a picture");
}
return { pictures: images.length + drawings.length, problems };
