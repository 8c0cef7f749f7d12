/// The templates and assets a site is made with unless the book brings its own of the same name.
///
/// They are embedded in the code, so that a tool copied somewhere else still has them.
package enum DefaultTheme {
  /// A file of the theme: its name, such as `chapter.stencil`, and its bytes.
  package typealias File = (name: String, bytes: [UInt8])

  package static let files: [File] = [
    ("alert.mustache", PackageResources.alert_mustache),
    ("base.stencil", PackageResources.base_stencil),
    ("cell.mustache", PackageResources.cell_mustache),
    ("chapter.stencil", PackageResources.chapter_stencil),
    ("claim.mustache", PackageResources.claim_mustache),
    ("claims.mustache", PackageResources.claims_mustache),
    ("division.mustache", PackageResources.division_mustache),
    ("failure.mustache", PackageResources.failure_mustache),
    ("figure.mustache", PackageResources.figure_mustache),
    ("gallery.stencil", PackageResources.gallery_stencil),
    ("grid.mustache", PackageResources.grid_mustache),
    ("icon.svg", PackageResources.icon_svg),
    ("index.stencil", PackageResources.index_stencil),
    ("lists.stencil", PackageResources.lists_stencil),
    ("live.js", PackageResources.live_js),
    ("live.mustache", PackageResources.live_mustache),
    ("missing.stencil", PackageResources.missing_stencil),
    ("navigation.stencil", PackageResources.navigation_stencil),
    ("output.mustache", PackageResources.output_mustache),
    ("page.js", PackageResources.page_js),
    ("prelude.stencil", PackageResources.prelude_stencil),
    ("print.stencil", PackageResources.print_stencil),
    ("references.stencil", PackageResources.references_stencil),
    ("search.js", PackageResources.search_js),
    ("steps.mustache", PackageResources.steps_mustache),
    ("style.css", PackageResources.style_css),
    ("symbols.stencil", PackageResources.symbols_stencil),
    ("table.mustache", PackageResources.table_mustache),
    ("theme.js", PackageResources.theme_js),
  ]
}
