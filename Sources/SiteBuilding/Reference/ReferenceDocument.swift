import Foundation

/// What DocC's data says about one page, as far as its text needs it.
struct ReferenceDocument: Decodable, Sendable {
  /// DocC's name for the page, `doc://…`.
  var identifier: String?
  var title: String
  /// The kind of thing the page is about, as words: `Structure`, `Instance Method`.
  var kind: String?
  var module: String?
  /// When what the page describes is there: `Available when Scalar conforms to …`.
  var conformance: [ReferenceNode]
  var deprecation: [ReferenceNode]
  var abstract: [ReferenceNode]
  var sections: [Section]
  var topics: [Group]
  var defaultImplementations: [Group]
  var relationships: [Group]
  var seeAlso: [Group]
  /// The pages above this one, from the module down.
  var parents: [String]
  var references: [String: Target]

  /// A part of the page's main text.
  struct Section: Decodable, Sendable {
    var kind: String
    var declarations: [Declaration]
    var parameters: [Parameter]
    var mentions: [String]
    var content: [ReferenceNode]
  }

  struct Declaration: Decodable, Sendable {
    var text: String
    /// The other symbols of an overload group.
    var others: [Overload]
  }

  struct Overload: Decodable, Sendable {
    var identifier: String
    var text: String
  }

  struct Parameter: Decodable, Sendable {
    var name: String
    var content: [ReferenceNode]
  }

  /// Links under a heading.
  struct Group: Decodable, Sendable {
    var title: String?
    var abstract: [ReferenceNode]
    var identifiers: [String]
  }

  /// What a link can lead to, or an image.
  struct Target: Decodable, Sendable {
    var title: String?
    var address: String?
    /// Whether its title is a name in code.
    var isSymbol: Bool
    /// The short form of its declaration, which tells overloads apart.
    var declaration: String?
    var abstract: [ReferenceNode]
    /// What stands for an image where it is not seen.
    var alternative: String?
  }
}

// MARK: Reading

extension ReferenceDocument {
  /// Reads the data of a page; nil when it is none.
  init?(json: Data) {
    guard let document = try? JSONDecoder().decode(Self.self, from: json) else { return nil }
    self = document
  }

  private enum Key: String, CodingKey {
    case identifier, metadata, abstract, deprecationSummary, primaryContentSections, topicSections
    case defaultImplementationsSections, relationshipsSections, seeAlsoSections, hierarchy
    case references
  }

  private struct Metadata: Decodable {
    struct Named: Decodable { var name: String? }

    struct Conformance: Decodable {
      var availabilityPrefix: [ReferenceNode]?
      var constraints: [ReferenceNode]?
    }

    var title: String
    var roleHeading: String?
    var modules: [Named]?
    var conformance: Conformance?
  }

  private struct Identifier: Decodable { var url: String? }
  private struct Hierarchy: Decodable { var paths: [[String]]? }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let metadata = try values.decode(Metadata.self, forKey: .metadata)
    title = metadata.title
    kind = metadata.roleHeading
    module = metadata.modules?.first?.name
    conformance =
      metadata.conformance.map {
        ($0.availabilityPrefix ?? []) + [.text(" ")] + ($0.constraints ?? [])
      } ?? []
    identifier = (values.find(.identifier) as Identifier?)?.url
    deprecation = values.find(.deprecationSummary) ?? []
    abstract = values.find(.abstract) ?? []
    sections = values.find(.primaryContentSections) ?? []
    topics = values.find(.topicSections) ?? []
    defaultImplementations = values.find(.defaultImplementationsSections) ?? []
    relationships = values.find(.relationshipsSections) ?? []
    seeAlso = values.find(.seeAlsoSections) ?? []
    parents = (values.find(.hierarchy) as Hierarchy?)?.paths?.first ?? []
    references = values.find(.references) ?? [:]
  }
}

extension ReferenceDocument.Section {
  private enum Key: String, CodingKey { case kind, declarations, parameters, mentions, content }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    kind = values.find(.kind) ?? ""
    declarations = values.find(.declarations) ?? []
    parameters = values.find(.parameters) ?? []
    mentions = values.find(.mentions) ?? []
    content = values.find(.content) ?? []
  }
}

/// A piece of a declaration.
private struct Token: Decodable { var text: String? }

extension [Token] {
  fileprivate var text: String { map { $0.text ?? "" }.joined() }
}

extension ReferenceDocument.Declaration {
  private enum Key: String, CodingKey { case tokens, otherDeclarations }
  private struct Others: Decodable { var declarations: [ReferenceDocument.Overload]? }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    text = (values.find(.tokens) as [Token]?)?.text ?? ""
    others = (values.find(.otherDeclarations) as Others?)?.declarations ?? []
  }
}

extension ReferenceDocument.Overload {
  private enum Key: String, CodingKey { case identifier, declaration }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    identifier = values.find(.identifier) ?? ""
    text = (values.find(.declaration) as [Token]?)?.text ?? ""
  }
}

extension ReferenceDocument.Parameter {
  private enum Key: String, CodingKey { case name, content }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = values.find(.name) ?? ""
    content = values.find(.content) ?? []
  }
}

extension ReferenceDocument.Group {
  private enum Key: String, CodingKey { case title, abstract, identifiers }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    title = values.find(.title)
    abstract = values.find(.abstract) ?? []
    identifiers = values.find(.identifiers) ?? []
  }
}

extension ReferenceDocument.Target {
  private enum Key: String, CodingKey {
    case title, url, type, role, fragments, abstract, alt, variants
  }

  private struct Variant: Decodable { var url: String? }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let type: String = values.find(.type) ?? ""
    title = values.find(.title)
    address = values.find(.url) ?? (values.find(.variants) as [Variant]?)?.first?.url
    isSymbol = type == "unresolvable" || values.find(.role) == "symbol"
    declaration = (values.find(.fragments) as [Token]?)?.text
    abstract = values.find(.abstract) ?? []
    alternative = values.find(.alt)
  }
}
