import MathML

/// What stands between `<semantics>` and the annotation.
func presentation(_ tex: String, display: Bool = false, macros: [String: Macro] = [:]) throws
  -> String
{
  let markup = try Formula(tex, macros: macros).mathML(display: display)
  let start = markup.firstRange(of: "<semantics>")?.upperBound ?? markup.startIndex
  let end = markup.firstRange(of: "<annotation")?.lowerBound ?? markup.endIndex
  return String(markup[start..<end])
}

/// The errors as they are printed, one to a line.
func errors(_ tex: String, macros: [String: Macro] = [:]) -> [String] {
  do {
    _ = try Formula(tex, macros: macros)
    return []
  } catch {
    return error.errors.map(\.description)
  }
}
