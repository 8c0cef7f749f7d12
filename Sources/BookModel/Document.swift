/// A piece of a chapter that stands by itself on the page.
package indirect enum Block: Hashable, Sendable {
  case heading(Heading)
  case paragraph([Inline])
  /// A listing that is only shown; `language` is the first word of the fence, or empty.
  case code(language: String, text: String)
  /// A displayed formula, in TeX.
  case math(String)
  case quote([Block])
  case alert(Alert, [Block])
  case list(List)
  case table(MarkdownTable)
  case html(String)
  case thematicBreak
  /// A note at the end of the page; numbers follow the first references, from 1.
  case footnote(number: Int, [Block])
  case cell(Cell)
}

/// A piece of text inside a block.
package indirect enum Inline: Hashable, Sendable {
  /// Words as they are read; may hold `{{ label.name }}` until the book is linked.
  case text(String, SourceLocation)
  case softBreak
  case lineBreak
  case code(String)
  /// A formula in the line, in TeX.
  case math(String)
  /// A displayed formula that stands inside a paragraph, in TeX.
  case displayMath(String)
  case html(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(destination: String, title: String, [Inline], SourceLocation)
  case image(source: String, title: String, alternative: String, SourceLocation)
  case footnoteReference(Int)
  /// `@fig-pig`, until the book is linked.
  case reference(Label)
}

package struct Heading: Hashable, Sendable {
  /// 1 to 6.
  package var level: Int
  /// The anchor, made from the words of the heading and unique on its page.
  package var id: String
  package var content: [Inline]
  package var location: SourceLocation

  package init(level: Int, id: String, content: [Inline], location: SourceLocation) {
    self.level = level
    self.id = id
    self.content = content
    self.location = location
  }
}

/// The five kinds of `> [!NOTE]`.
package enum Alert: String, CaseIterable, Hashable, Sendable {
  case note, tip, important, warning, caution
}

package struct List: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    /// Whether a task is done; nil when the item is no task.
    package var task: Bool?
    package var blocks: [Block]

    package init(task: Bool?, blocks: [Block]) {
      self.task = task
      self.blocks = blocks
    }
  }

  /// The number of the first item, or nil for a list with bullets.
  package var start: Int?
  /// Items of a tight list hold their text without paragraphs.
  package var isTight: Bool
  package var items: [Item]

  package init(start: Int?, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table written in the chapter by hand, unlike `Figures.Table`, which a cell computed.
package struct MarkdownTable: Hashable, Sendable {
  package enum Alignment: Hashable, Sendable { case none, left, center, right }

  package var alignments: [Alignment]
  package var header: [[Inline]]
  package var rows: [[[Inline]]]

  package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
