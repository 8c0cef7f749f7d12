/// One work inside `[@su2021, section 3.4; -@press2022]`.
package struct Cite: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// "Su et al. 2021"
    case full
    /// "2021", asked for by a minus sign: the sentence has named the authors already.
    case yearOnly
  }

  package var key: String
  package var form: Form
  /// Where in the work: `section 3.4`.
  package var locator: String?
  /// The byte at which the key begins, behind the `@`.
  package var offset: Int

  package init(_ key: String, form: Form = .full, locator: String? = nil, at offset: Int = 0) {
    self.key = key
    self.form = form
    self.locator = locator
    self.offset = offset
  }
}
