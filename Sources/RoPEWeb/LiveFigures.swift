import Exhibits

// One export for each case of LiveFigure, named after it. script/test-web says when one is missing.

@_cdecl("rope_score") public func score(count: Int32) -> Int32 {
  answer(LiveScore.marks(asked(count)))
}

@_cdecl("rope_error") public func error(count: Int32) -> Int32 {
  answer(LiveError.marks(asked(count)))
}

@_cdecl("rope_order") public func order(count: Int32) -> Int32 {
  answer(LiveOrder.marks(asked(count)))
}

@_cdecl("rope_turn") public func turn(count: Int32) -> Int32 {
  answer(LiveTurn.marks(asked(count)))
}

@_cdecl("rope_scheme") public func scheme(count: Int32) -> Int32 {
  answer(LiveScheme.marks(asked(count)))
}

@_cdecl("rope_range") public func range(count: Int32) -> Int32 {
  answer(LiveRange.marks(asked(count)))
}

@_cdecl("rope_sinusoid") public func sinusoid(count: Int32) -> Int32 {
  answer(LiveSinusoid.marks(asked(count)))
}

@_cdecl("rope_base") public func base(count: Int32) -> Int32 {
  answer(LiveBase.marks(asked(count)))
}
