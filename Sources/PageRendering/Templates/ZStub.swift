import BookModel
package indirect enum TemplateValue: Sendable, Hashable {
  case text(String), html(String), flag(Bool), list([TemplateValue]), map([String: TemplateValue])
}
package protocol TemplateEngine: Sendable {
  var names: Set<String> { get }
  func render(_ name: String, _ values: [String: TemplateValue]) -> (text: String, diagnostics: [Diagnostic])
}
package struct StencilTemplates: TemplateEngine {
  package init(_ sources: [SourceFile]) {}
  package var names: Set<String> { [] }
  package func render(_ name: String, _ values: [String: TemplateValue]) -> (text: String, diagnostics: [Diagnostic]) { ("", []) }
}
package struct MustacheTemplates: TemplateEngine {
  package init(_ sources: [SourceFile]) {}
  package var names: Set<String> { [] }
  package func render(_ name: String, _ values: [String: TemplateValue]) -> (text: String, diagnostics: [Diagnostic]) { ("", []) }
}
package indirect enum ProseValue: Sendable, Hashable { case text(String), number(Double, display: String), map([String: ProseValue]) }
package struct ProseValues: Sendable { package init(labels: [String: ProseValue], own: [String: ProseValue]?) {} }
package struct ProseFilling: Sendable {
  package init() {}
  package func fill(_ text: String, at: SourceLocation, source: SourceFile?, values: ProseValues) -> (text: String, diagnostics: [Diagnostic]) { (text, []) }
}
