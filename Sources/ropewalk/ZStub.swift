struct PreviewServer {
  var folder: String; var basePath: String; var port: UInt16
  func run(onReady: (String) -> Void) async throws {}
}
