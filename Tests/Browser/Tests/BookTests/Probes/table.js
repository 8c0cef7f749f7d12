// Returns the cells of the columns headed by arguments[0], table by table.
const columns = [];
for (const table of document.querySelectorAll("main table")) {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  const index = heads.indexOf(arguments[0]);
  if (index < 0) continue;
  const rows = [...table.querySelectorAll("tbody tr")];
  columns.push(rows.map((row) => row.children[index].textContent.trim()));
}
return columns;
