import Exhibits

// One export for each case of LiveFigure, named after it. script/test-web says when one is missing.

@_cdecl("rope_score") public func score(count: Int32) -> Int32 {
  answer(LiveScore.marks(asked(count)))
}

@_cdecl("rope_error") public func error(count: Int32) -> Int32 {
  answer(LiveError.marks(asked(count)))
}
