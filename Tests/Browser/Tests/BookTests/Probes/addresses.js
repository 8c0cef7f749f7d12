// Returns the addresses of everything this page links to or loads, without fragments.
const addresses = [...document.querySelectorAll("[href], [src]")]
  .filter((element) => element.rel !== "canonical")
  .map((element) => element.getAttribute("href") ?? element.getAttribute("src"))
  .map((written) => new URL(written, document.baseURI).href.split("#")[0]);
return [...new Set(addresses)].sort();
