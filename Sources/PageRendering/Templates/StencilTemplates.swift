import BookModel
import Stencil

/// Page layouts in Stencil: the only door to that library.
///
/// Files are read once, into a canonical spelling that Stencil can neither misunderstand nor trap
/// on; a page is then filled in an environment of its own, so pages may be filled side by side.
package struct StencilTemplates: TemplateEngine {
  package let fileExtension = "stencil"
  private let folder: TemplateFolder
  private let uses: [TemplateUse]
  private let literals: [String]
  private let plans: [String: StencilPlan]
  private let lexed: LexedTemplates

  /// Takes the theme's files; `page` is the name of `templates/page.stencil`.
  ///
  /// What is wrong with a file is told by `render`, for the files the rendered one leads to.
  package init(_ sources: [SourceFile]) {
    folder = TemplateFolder(sources, fileExtension: "stencil")
    var tables = StencilTables()
    var layouts: [String: StencilLayout] = [:]
    for (name, source) in folder.files.sorted(by: { $0.key < $1.key }) {
      let reader = StencilReader(source, tables)
      tables = reader.tables
      layouts[name] = reader.layout
    }
    uses = tables.uses
    literals = tables.literals
    let folder = folder
    plans = Dictionary(
      uniqueKeysWithValues: layouts.keys.map { ($0, StencilPlan($0, layouts, folder)) })
    lexed = LexedTemplates(
      layouts.filter { $0.value.diagnostics.isEmpty }.mapValues(\.canonical))
  }

  package func render(
    _ name: String, _ values: [String: TemplateValue]
  ) -> (text: String, diagnostics: [Diagnostic]) {
    let name = TemplateFolder.name(name, fileExtension)
    guard let plan = plans[name] else {
      return ("", [folder.unknownTemplate(name, at: nil)])
    }
    let missing = plan.rootUses.compactMap { unknownRoot(uses[$0], in: values) }
    guard plan.diagnostics.isEmpty, missing.isEmpty, let template = lexed.templates[name]
    else {
      return ("", (plan.diagnostics + missing).inReadingOrder())
    }
    let report = TemplateReport()
    let text = fill(template, values, report)
    return report.diagnostics.isEmpty ? (text, []) : ("", report.diagnostics.inReadingOrder())
  }

  private func fill(
    _ template: Template, _ values: [String: TemplateValue], _ report: TemplateReport
  ) -> String {
    let environment = Environment(
      loader: lexed,
      extensions: [StrictFilters(uses: uses, literals: literals, report: report)])
    let members = values.map { ("_" + $0.key, StencilMember($0.value)) }
    let context = Context(
      dictionary: Dictionary(uniqueKeysWithValues: members), environment: environment)
    do {
      return try template.render(context)
    } catch {
      // Canonical templates give Stencil no reason to; if it finds one, it must be heard.
      let file = template.name.flatMap { folder.files[$0]?.path }
      let location = file.map { SourceLocation(file: $0, line: 1) }
      report.add(.error("malformed-template", at: location, "Stencil refuses it: \(error)"))
      return ""
    }
  }

  /// The error for a name that cannot be found whichever branch is taken, so that a wrong name in
  /// a branch that is not taken today is found today.
  private func unknownRoot(_ use: TemplateUse, in values: [String: TemplateValue]) -> Diagnostic? {
    guard let root = use.path.first.flatMap({ values[$0] }) else {
      let missing = MissingPart(found: 0, holder: nil, candidates: Array(values.keys))
      return use.diagnostic(missing)
    }
    return use.follow(from: root, stopsAtAbsent: true).missing.map(use.diagnostic)
  }
}

/// What Stencil keeps of the templates: their tokens.
///
/// A token splits its words when it is first asked for them and stores the result, which is a race
/// between tasks; here every token was asked before anybody else can see it. From then on nothing
/// in a `Template` changes: `render(_: Context)` reads its tokens only.
private final class LexedTemplates: Loader, @unchecked Sendable {
  let templates: [String: Template]

  init(_ canonical: [String: String]) {
    var templates: [String: Template] = [:]
    for (name, text) in canonical {
      let template = Template(templateString: text, environment: nil, name: name)
      for token in template.tokens { _ = token.components }
      templates[name] = template
    }
    self.templates = templates
  }

  func loadTemplate(name: String, environment: Environment) throws -> Template {
    guard let template = templates[name] else {
      throw TemplateDoesNotExist(templateNames: [name], loader: self)
    }
    return template
  }
}

/// A value as Stencil walks it.
///
/// A class, because where Objective-C is, Stencil takes a struct for an object with keys. Unlike
/// arrays and dictionaries of Swift it has no `count`, and no `last` that traps on an empty list.
private final class StencilMember: DynamicMemberLookup {
  let value: TemplateValue

  init(_ value: TemplateValue) { self.value = value }

  subscript(dynamicMember member: String) -> Any? {
    guard case .map(let map) = value, let inner = map[member] else { return nil }
    return StencilMember(inner)
  }
}

/// What stands for a value that was missing and has been reported.
private struct Missing {}

/// The filters that end every operand of a canonical template, and those a template may name.
private final class StrictFilters: Extension {
  private let uses: [TemplateUse]
  private let literals: [String]
  let report: TemplateReport

  init(uses: [TemplateUse], literals: [String], report: TemplateReport) {
    self.uses = uses
    self.literals = literals
    self.report = report
    super.init()
    registerRoles()
    registerNamedFilters()
  }

  private func registerRoles() {
    registerTag("written") { [unowned self] _, token in
      let number = token.components.last.flatMap { Int($0) }
      return WrittenNode(token: token, use: use([number]), filters: self)
    }
    registerFilter("value") { [unowned self] (value: Any?, arguments: [Any?], context: Context) in
      value ?? self.missing(self.use(arguments), context)
    }
    registerFilter("literal") { [unowned self] (_: Any?, arguments: [Any?]) in
      StencilMember(.html(self.literal(arguments)))
    }
    registerFilter("written") { [unowned self] (value: Any?, arguments: [Any?]) in
      guard let member = value as? StencilMember else { return self.own(value) }
      return self.report.written(member.value, escaping: true, at: self.use(arguments))
    }
    registerFilter("items") { [unowned self] (value: Any?, arguments: [Any?]) in
      self.items(value, self.use(arguments))
    }
    registerFilter("tested") { (value: Any?, _: [Any?]) in
      (value as? StencilMember).map { $0.value.isTrue } ?? Self.isTrue(value)
    }
    registerFilter("compared") { [unowned self] (value: Any?, arguments: [Any?]) in
      self.compared(value, self.use(arguments))
    }
  }

  private func registerNamedFilters() {
    registerFilter("default") { [unowned self] (value: Any?, arguments: [Any?]) in
      guard let member = value as? StencilMember, member.value == .flag(false) else { return value }
      return StencilMember(.html(self.literal(arguments)))
    }
    registerFilter("join") { [unowned self] (value: Any?, arguments: [Any?]) in
      guard let member = value as? StencilMember, case .list(let list) = member.value else {
        return value
      }
      return self.joined(list, self.literal(arguments))
    }
    register("raw") { $0 }
    register("uppercase") { $0.uppercased() }
    register("lowercase") { $0.lowercased() }
    register("capitalize") { $0.capitalized }
  }

  /// A filter from text to text. `raw` makes HTML of it: what it is used on is written as it is.
  private func register(_ name: String, _ change: @escaping (String) -> String) {
    registerFilter(name) { (value: Any?) in
      guard let member = value as? StencilMember, case .text(let text) = member.value else {
        return value
      }
      return StencilMember(name == "raw" ? .html(text) : .text(change(text)))
    }
  }

  // MARK: Roles

  private func use(_ arguments: [Any?]) -> TemplateUse {
    guard let number = arguments.first as? Int, uses.indices.contains(number) else {
      return TemplateUse("", at: SourceLocation(file: "", line: 1))
    }
    return uses[number]
  }

  private func literal(_ arguments: [Any?]) -> String {
    guard let number = arguments.first as? Int, literals.indices.contains(number) else { return "" }
    return literals[number]
  }

  @discardableResult
  func missing(_ use: TemplateUse, _ context: Context) -> Missing {
    let known = context.flatten()
    if let name = use.path.first, let root = known["_" + name] as? StencilMember {
      report.add(
        use.diagnostic(
          use.follow(from: root.value).missing
            ?? MissingPart(found: 0, holder: nil, candidates: [])))
    } else {
      let names = known.keys.filter { $0.hasPrefix("_") }.map { String($0.dropFirst()) }
      report.add(use.diagnostic(MissingPart(found: 0, holder: nil, candidates: names)))
    }
    return Missing()
  }

  /// What Stencil itself gives: the HTML of a block, the counters of a loop.
  private func own(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as Int: "\(number)"
    default: ""
    }
  }

  private static func isTrue(_ value: Any?) -> Bool {
    switch value {
    case let flag as Bool: flag
    case let text as String: !text.isEmpty
    case let number as Int: number > 0
    default: false
    }
  }

  private func items(_ value: Any?, _ use: TemplateUse) -> [Any] {
    guard let member = value as? StencilMember else { return [] }
    switch member.value {
    case .list(let list): return list.map(StencilMember.init)
    case .flag(false): return []
    case .text, .html, .flag, .map:
      report.wrongKind(member.value, at: use, "a loop needs a list")
      return []
    }
  }

  private func compared(_ value: Any?, _ use: TemplateUse) -> Any? {
    guard let member = value as? StencilMember else {
      return value is Missing ? false : value
    }
    switch member.value {
    case .text(let text), .html(let text): return text
    case .flag(let flag): return flag
    case .list, .map:
      report.wrongKind(member.value, at: use, "only texts and flags can be compared")
      return false
    }
  }

  private func joined(_ list: [TemplateValue], _ separator: String) -> StencilMember {
    let parts = list.map { value -> String in
      switch value {
      case .text(let text): HTML.escaped(text)
      case .html(let html): html
      case .flag, .list, .map: ""
      }
    }
    return StencilMember(.html(parts.joined(separator: separator)))
  }
}

/// A name that is written without a filter: most tags of a page, and the reason for its time.
private struct WrittenNode: NodeType {
  let token: Token?
  let use: TemplateUse
  unowned let filters: StrictFilters

  func render(_ context: Context) throws -> String {
    guard let root = context["_" + (use.path.first ?? "")] as? StencilMember,
      let value = use.follow(from: root.value).value
    else {
      filters.missing(use, context)
      return ""
    }
    return filters.report.written(value, escaping: true, at: use)
  }
}
