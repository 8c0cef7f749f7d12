// Asks for every address of the same site this page names; returns those that lead nowhere.
// arguments[0]: the address of the site.
const site = arguments[0];
const targets = new Map();
for (const element of document.querySelectorAll("[href], [src]")) {
  const written = element.getAttribute("href") ?? element.getAttribute("src");
  const address = new URL(written, document.baseURI);
  if (!address.href.startsWith(site) || element.rel === "canonical") continue;
  const fragment = decodeURIComponent(address.hash.slice(1));
  address.hash = "";
  const fragments = targets.get(address.href) ?? new Map();
  targets.set(address.href, fragments.set(fragment, written));
}

const broken = [];
const here = location.href.split("#")[0];
await Promise.all([...targets].map(async ([address, fragments]) => {
  let page = document;
  if (address !== here) {
    const answer = await fetch(address);
    if (!answer.ok) {
      broken.push([...fragments.values()][0] + ": " + answer.status);
      return;
    }
    // The reference makes its sections by script, so only its pages are asked for.
    if (address.startsWith(site + "reference/")) return;
    if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  }
  for (const [fragment, written] of fragments) {
    if (fragment !== "" && !page.getElementById(fragment)) broken.push(written + ": no such id");
  }
}));
return { links: targets.size, broken };
