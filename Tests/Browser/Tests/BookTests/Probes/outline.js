// Returns the bones of the page: what assistive technology and links hold on to.
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
return {
  language: document.documentElement.lang,
  title: document.title,
  description: document.querySelector("meta[name=description]")?.content ?? "",
  headings: headings.map((heading) => ({
    level: Number(heading.tagName[1]),
    text: heading.textContent.trim().replace(/\s+/g, " "),
  })),
  repeatedIds: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
  mainParts: document.querySelectorAll("main").length,
};
