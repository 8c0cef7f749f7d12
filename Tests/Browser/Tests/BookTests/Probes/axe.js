// Runs axe-core, which was put into the page before; returns what it calls a violation.
// arguments[0]: the tags of the rules to apply.
for (const details of document.querySelectorAll("details")) details.open = true;
const found = await axe.run(document, {
  runOnly: { type: "tag", values: arguments[0] },
  resultTypes: ["violations"],
});
return {
  rules: found.passes.length,
  violations: found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 4).map((node) =>
      `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}`)),
};
