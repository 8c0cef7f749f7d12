extension Formula {
  /// The rules the elements' classes stand for.
  ///
  /// MathML Core left `columnalign`, `columnspacing`, `rowspacing` and `<menclose>` out in favour of CSS.
  /// A page whose content policy forbids `style` attributes needs these rules in its style sheet. They
  /// also draw lines above and below, which hardly any font stretches, and make room for `\!`. They
  /// set no colour: a formula has that of the text around it, on light ground and on dark.
  ///
  /// The shadow nobody sees is for Chromium 156, which otherwise leaves out a piece of a long brace where
  /// it paints a page in tiles: the shadow makes it look further.
  package static let styleSheet = """
    math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "STIX Math", math; }
    math mtd { padding: 0 0.5em; }
    math mtd:first-child { padding-inline-start: 0; }
    math mtd:last-child { padding-inline-end: 0; }
    math mtd.left { text-align: left; text-align: -webkit-left; }
    math mtd.right { text-align: right; text-align: -webkit-right; }
    math mtable.aligned > mtr > mtd { padding: 0.15em 0; }
    math mtable.aligned > mtr > mtd.right:not(:first-child) { padding-inline-start: 2em; }
    math mtable.gathered > mtr > mtd { padding: 0.15em 0; }
    math mtable.cases > mtr > mtd { padding: 0.06em 0; }
    math mtable.cases > mtr > mtd:not(:first-child) { padding-inline-start: 1em; }
    math mtable.smallmatrix > mtr > mtd { padding-block: 0.1em; padding-inline: 0.25em; }
    math mtable.substack > mtr > mtd { padding: 0.1em 0; }
    math mtable.matrix > mtr > mtd, math mtable.array > mtr > mtd { padding-block: 0.04em; }
    math mtable.matrix, math mtable.array { margin-inline: 0.1667em; }
    math mtable.numbered { width: 100%; }
    math mtable.numbered > mtr > mtd { padding: 0; vertical-align: middle; }
    math mtable.numbered > mtr > mtd:first-child, math mtable.numbered > mtr > mtd:last-child { width: 50%; }
    math mrow.boxed { border: 0.04em solid currentColor; padding: 0.3em; }
    math mspace.negative { margin-inline-end: -0.1667em; }
    math mo[stretchy="true"] { box-shadow: 0 0 0 8em transparent; }
    math .overline { border-block-start: 0.05em solid; padding-block-start: 0.1em; }
    math .underline { border-block-end: 0.05em solid; padding-block-end: 0.1em; }
    math .overline > mo:last-child, math .underline > mo:last-child { display: none; }
    math .bar > mo:last-child { padding-block-end: 0.06em; }
    math .vec > mo:last-child { font-size: 0.65em; }
    math mtext.bold { font-weight: bold; }
    math mtext.italic { font-style: italic; }
    math mtext.sans { font-family: sans-serif; }
    math mtext.mono { font-family: monospace; }
    """
}
