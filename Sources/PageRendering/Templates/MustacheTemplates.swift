import BookModel
import Mustache

/// Fragments in Mustache, and the filling of prose: the only door to that library.
///
/// swift-mustache prints nothing for a name or a partial it does not know, and a Swift description
/// for what is no text; here each lookup is answered by us, or reported with its place.
package struct MustacheTemplates: TemplateEngine {
  package let fileExtension = "mustache"
  private let folder: TemplateFolder
  private let uses: [MustacheUse]
  private let plans: [String: [Diagnostic]]
  private let library: MustacheLibrary

  /// Takes the theme's files; `figure` is the name of `templates/figure.mustache`.
  ///
  /// What is wrong with a file is told by `render`, for the files the rendered one leads to.
  package init(_ sources: [SourceFile]) {
    folder = TemplateFolder(sources, fileExtension: "mustache")
    var uses: [MustacheUse] = []
    var layouts: [String: MustacheLayout] = [:]
    var templates: [String: MustacheTemplate] = [:]
    for (name, source) in folder.files.sorted(by: { $0.key < $1.key }) {
      let reader = MustacheReader(source, uses)
      uses = reader.uses
      var layout = reader.layout
      if layout.diagnostics.isEmpty {
        do {
          templates[name] = try MustacheTemplate(string: layout.canonical)
        } catch {
          // Canonical templates give no reason; if one is found, it must be heard.
          let place = SourceLocation(file: source.path, line: 1)
          layout.diagnostics.append(
            .error("malformed-template", at: place, "Mustache refuses it: \(error)"))
        }
      }
      layouts[name] = layout
    }
    self.uses = uses
    library = MustacheLibrary(templates: templates)
    let links = { layouts[$0]?.partials ?? [] }
    var plans: [String: [Diagnostic]] = [:]
    for name in layouts.keys {
      let files = folder.reachable(from: name, links)
      plans[name] =
        folder.brokenLinks(from: name, links) + files.flatMap { layouts[$0]?.diagnostics ?? [] }
    }
    self.plans = plans
  }

  package func render(
    _ name: String, _ values: [String: TemplateValue]
  ) -> (text: String, diagnostics: [Diagnostic]) {
    let name = TemplateFolder.name(name, fileExtension)
    guard let problems = plans[name] else {
      return ("", [folder.unknownTemplate(name, at: nil)])
    }
    guard problems.isEmpty else { return ("", problems.inReadingOrder()) }
    let rendering = MustacheRendering(uses: uses)
    let scope = MustacheScope(.map(values), rendering)
    let text = library.render(scope, withTemplate: name) ?? ""
    let diagnostics = rendering.report.diagnostics
    return diagnostics.isEmpty ? (text, []) : ("", diagnostics.inReadingOrder())
  }
}

/// What one call of `render` looks up and reports.
private final class MustacheRendering {
  let uses: [MustacheUse]
  let report = TemplateReport()

  init(uses: [MustacheUse]) { self.uses = uses }
}

/// The values a section stands in, with the way out to those around it.
private final class MustacheScope: MustacheParent {
  let value: TemplateValue
  private let rendering: MustacheRendering
  private let outer: MustacheScope?
  /// Whether the element of a list is its first and its last.
  private let position: (isFirst: Bool, isLast: Bool)?

  init(
    _ value: TemplateValue, _ rendering: MustacheRendering, in outer: MustacheScope? = nil,
    position: (Bool, Bool)? = nil
  ) {
    self.value = value
    self.rendering = rendering
    self.outer = outer
    self.position = position
  }

  /// Answers the tag with this number: canonical templates ask for nothing else.
  func child(named number: String) -> Any? {
    guard let number = Int(number), rendering.uses.indices.contains(number) else { return nil }
    let use = rendering.uses[number]
    guard let value = value(for: use) else {
      // Reported; what stands in the section would only be reported again.
      return use.role == .inverted ? true : nil
    }
    switch use.role {
    case .escaped, .raw: return written(value, use)
    case .inverted: return value.isTrue
    case .section: return section(value)
    }
  }

  private func written(_ value: TemplateValue, _ use: MustacheUse) -> String {
    var value = value
    if case .text(let text) = value {
      switch use.function {
      case "uppercased": value = .text(text.uppercased())
      case "lowercased": value = .text(text.lowercased())
      case "capitalized": value = .text(text.capitalized)
      default: break
      }
    }
    return rendering.report.written(value, escaping: use.role == .escaped, at: use.use)
  }

  private func section(_ value: TemplateValue) -> Any {
    if case .list(let list) = value {
      return list.indices.map { index in
        MustacheScope(
          list[index], rendering, in: self, position: (index == 0, index == list.count - 1))
      }
    }
    if case .flag(let flag) = value { return flag }
    return value.isTrue ? MustacheScope(value, rendering, in: self) : false
  }

  // MARK: Lookup

  private func value(for use: MustacheUse) -> TemplateValue? {
    switch use.subject {
    case .name: return found(use.use, in: holder(of: use.use))
    case .ownName: return found(use.use, in: self)
    case .constant: return .html(use.use.spelling)
    case .element: return value
    case .isFirst, .isLast:
      guard let position = element?.position else {
        rendering.report.add(
          .error(
            "unknown-variable", at: use.use.location,
            "'\(use.use.spelling)' is asked for outside of a list"))
        return nil
      }
      return .flag(use.subject == .isFirst ? position.isFirst : position.isLast)
    }
  }

  /// The innermost scope that knows the first part of the name.
  private func holder(of use: TemplateUse) -> MustacheScope? {
    guard let name = use.path.first else { return nil }
    var scope: MustacheScope? = self
    while let candidate = scope {
      if case .map(let map) = candidate.value, map[name] != nil { return candidate }
      scope = candidate.outer
    }
    return nil
  }

  private func found(_ use: TemplateUse, in scope: MustacheScope?) -> TemplateValue? {
    guard let name = use.path.first, case .map(let map)? = scope?.value, let root = map[name]
    else {
      let names = scope.map(\.value.names) ?? self.names
      rendering.report.add(
        use.diagnostic(MissingPart(found: 0, holder: nil, candidates: names)))
      return nil
    }
    let (value, missing) = use.follow(from: root)
    missing.map { rendering.report.add(use.diagnostic($0)) }
    return value
  }

  private var element: MustacheScope? { position == nil ? outer?.element : self }

  private var names: [String] { value.names + (outer?.names ?? []) }
}

// MARK: - Prose

/// The part of swift-mustache that fills the prose of chapters, one tag at a time.
///
/// The text around a tag is not given to it: it would drop a line break after its own setting.
enum MustacheProse {
  /// What `{{ tag }}` stands for in `values`, unescaped, or nil if swift-mustache refuses the tag.
  ///
  /// What the tag names has to exist: swift-mustache would print nothing for what does not.
  static func text(of tag: String, in values: ProseValue) -> String? {
    let template = try? MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}{{\(tag)}}")
    return template?.render(ProseNode(value: values))
  }
}

/// A value of the prose as swift-mustache walks it.
private struct ProseNode: MustacheParent, MustacheCustomRenderable, MustacheTransformable {
  var value: ProseValue

  var isNull: Bool { false }

  var renderText: String {
    switch value {
    case .text(let text): text
    case .number(_, let display): display
    case .map: ""
    }
  }

  func child(named name: String) -> Any? {
    guard case .map(let map) = value, let child = map[name] else { return nil }
    return ProseNode(value: child)
  }

  func transform(_ name: String) -> Any? {
    guard case .number(let number, _) = value else { return nil }
    return DigitsFunction(name)?.display(number)
  }
}
