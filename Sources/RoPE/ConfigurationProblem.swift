#if !hasFeature(Embedded)
  /// Why a model configuration cannot be read.
  public enum ConfigurationProblem: Sendable, Hashable {
    /// A text longer than a configuration is.
    case tooLong(bytes: Int, largest: Int)

    /// Lists and objects within one another, deeper than a configuration has them.
    case tooDeep(largest: Int)

    /// Bytes that are not a JSON object in UTF-8.
    case notAnObject

    /// A key that the rope type needs, or that every configuration needs if there is no type.
    case missingKey(String, ropeType: String?)

    /// A key whose value has the wrong type or is out of range.
    case wrongValue(key: String, expected: String)

    /// A rope type that this library does not have.
    case unknownType(String, known: [String])

    /// Parameters per layer type, and no layer type was asked for.
    case layerTypeRequired(known: [String])

    /// A layer type that the configuration does not have.
    case unknownLayerType(String, known: [String])

    /// A layer type whose layers have no rotary embedding.
    case noRotation(layerType: String)
  }

  extension ConfigurationProblem: CustomStringConvertible {
    /// The rule that was broken and the value that broke it, as a sentence without a full stop.
    public var description: String {
      switch self {
      case .tooLong(let bytes, let largest):
        "a configuration must have at most \(largest) bytes, not \(bytes)"
      case .tooDeep(let largest):
        "a configuration must not nest lists and objects deeper than \(largest) levels"
      case .notAnObject:
        "a configuration must be a JSON object in UTF-8"
      case .missingKey(let key, .some(let type)):
        "the configuration must have the key '\(key)' for the rope type '\(shortened(type))'"
      case .missingKey(let key, .none):
        "the configuration must have the key '\(key)'"
      case .wrongValue(let key, let expected):
        "the value of '\(shortened(key))' in the configuration must be \(expected)"
      case .unknownType(let type, let known):
        "a rope type must be one of \(listed(known)), not '\(shortened(type))'"
      case .layerTypeRequired(let known):
        "a layer type must be named, one of \(listed(known))"
      case .unknownLayerType(let type, let known):
        "a layer type must be one of \(listed(known)), not '\(shortened(type))'"
      case .noRotation(let type):
        "a layer type must have a rotary embedding, and '\(shortened(type))' has none"
      }
    }
  }

  private func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "'\(shortened($0))'" }.joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : shown
  }

  /// A name as a sentence can hold it; a configuration may hold names of any length.
  private func shortened(_ name: String) -> String {
    let limit = 60
    return name.count > limit ? name.prefix(limit) + "…" : name
  }
#endif
