import Foundation
import Testing

@testable import ropewalk

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite(.timeLimit(.minutes(10))) struct PreviewServerTests {
  private let site: PreviewedSite

  init() throws { site = try PreviewedSite() }

  // MARK: Which file answers

  @Test(arguments: [
    ("/ropewalk/", "site/index.html"), ("/ropewalk/rope/", "site/rope/index.html"),
    ("/ropewalk/rope/index.html", "site/rope/index.html"),
    ("/ropewalk/rotated(_:at:)/", "site/rotated(_:at:)/index.html"),
    ("/ropewalk/rotated%28_%3Aat%3A%29/", "site/rotated(_:at:)/index.html"),
    ("/ropewalk/a%20b%25.txt", "site/a b%.txt"), ("/ropewalk/inner", "site/file.txt"),
    ("/ropewalk/.well-known/x", "site/.well-known/x"),
  ])
  func findsFiles(_ sample: (path: String, file: String)) {
    #expect(site.files.answer(to: sample.path) == .file("\(site.around)/\(sample.file)"))
  }

  @Test(arguments: [
    ("/", "/ropewalk/"), ("/ropewalk", "/ropewalk/"), ("/ropewalk/rope", "/ropewalk/rope/"),
    ("/ropewalk/rotated%28_%3Aat%3A%29", "/ropewalk/rotated%28_%3Aat%3A%29/"),
  ])
  func sendsFoldersToTheirSlash(_ sample: (path: String, target: String)) {
    #expect(site.files.answer(to: sample.path) == .redirect(sample.target))
  }

  @Test(arguments: [
    "", "/ropewalk/nothing", "/ropewalk/empty/", "/ropewalk/file.txt/", "/other/", "/ropewalkx/",
    "/index.html", "/ropewalk/../secret.txt", "/ropewalk/%2e%2e/secret.txt",
    "/ropewalk/rope/..%2f..%2f..%2fsecret.txt", "/ropewalk/%2E%2E%2Fsecret.txt",
    "/ropewalk/rope/../index.html", "/ropewalk/./index.html", "/ropewalk//index.html",
    "/ropewalk//etc/passwd", "/ropewalk/%2fetc%2fpasswd", "//etc/passwd", "/etc/passwd",
    "/ropewalk/outer/", "/ropewalk/outer/secret.txt", "/ropewalk/secret", "/ropewalk/linked/",
    "/ropewalk/file.txt%00", "/ropewalk/%zz", "/ropewalk/\u{0}", "/..%2fropewalk/index.html",
    "/ropewalk/..", "/ropewalk/%c0%ae%c0%ae/secret.txt",
  ])
  func answersWithNothingElse(_ path: String) {
    #expect(site.files.answer(to: path) == .missing)
  }

  @Test func servesASiteAtTheRoot() {
    let files = PreviewFiles(folder: site.around + "/site", basePath: "/")
    #expect(files.answer(to: "/") == .file("\(site.around)/site/index.html"))
    #expect(files.answer(to: "/rope") == .redirect("/rope/"))
    #expect(files.answer(to: "//rope") == .missing)
  }

  @Test(arguments: ["ropewalk", "/ropewalk", "ropewalk/", "/ropewalk/", "//ropewalk//"])
  func readsTheBasePathWithAnySlashes(_ basePath: String) {
    #expect(PreviewFiles(folder: "site", basePath: basePath).basePath == "/ropewalk/")
  }

  @Test(arguments: [
    ("a.html", "text/html; charset=utf-8"), ("a.css", "text/css; charset=utf-8"),
    ("a.JS", "text/javascript; charset=utf-8"), ("a.svg", "image/svg+xml"),
    ("a.json", "application/json"), ("a.csv", "text/csv; charset=utf-8"),
    ("a.wasm", "application/wasm"), ("a.txt", "text/plain; charset=utf-8"),
    ("a.xml", "application/xml"), ("a.png", "image/png"), ("a.ico", "image/x-icon"),
    ("a.b.woff2", "font/woff2"), ("x.d/a.md", "text/markdown; charset=utf-8"),
    ("x.html/CNAME", "application/octet-stream"), ("html", "application/octet-stream"),
  ])
  func knowsContentTypes(_ sample: (path: String, type: String)) {
    #expect(PreviewFiles.contentType(of: sample.path) == sample.type)
  }

  // MARK: Over the wire

  @Test func servesTheSite() async throws {
    try await site.serve { server in
      let page = try await server.get("/ropewalk/rope/")
      #expect(page.status == 200)
      #expect(page.body == "rope")
      #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
      #expect(page.headers["Cache-Control"] == "no-store")
      #expect(page.headers["Content-Length"] == "4")

      let head = try await server.get("/ropewalk/rope/", method: "HEAD")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.headers["Content-Length"] == "4")

      let root = try await server.get("/")
      #expect(root.status == 302)
      #expect(root.headers["Location"] == "/ropewalk/")
      let folder = try await server.get("/ropewalk/rope?a=b%26c")
      #expect(folder.status == 302)
      #expect(folder.headers["Location"] == "/ropewalk/rope/?a=b%26c")

      let symbol = try await server.get("/ropewalk/rotated(_:at:)/")
      #expect(symbol.body == "symbol")
      let post = try await server.get("/ropewalk/", method: "POST")
      #expect(post.status == 405)
    }
  }

  @Test func answersWhatIsMissingWithThePageOfTheSite() async throws {
    try await site.serve { server in
      for path in ["/ropewalk/no", "/ropewalk/%2e%2e/secret.txt", "/ropewalk/../secret.txt", "/%"] {
        let answer = try await server.get(path)
        #expect(answer.status == 404)
        #expect(answer.body.hasPrefix("The site has no page here"))
      }
      try site.put("lost", at: "site/404.html")
      let answer = try await server.get("/ropewalk/no")
      #expect(answer.status == 404)
      #expect(answer.body == "lost")
      #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
    }
  }

  @Test func answersToNamesOfThisMachineOnly() async throws {
    try await site.serve { server in
      for host in ["127.0.0.1", "localhost:3000", "LOCALHOST", "[::1]:80", "[::1]"] {
        let answer = try await server.get("/ropewalk/", host: host)
        #expect(answer.status == 200, "\(host)")
      }
      for host in ["example.org", "localhost.evil.org", "127.0.0.1.evil.org", "127.0.0.1:x", ""] {
        let answer = try await server.get("/ropewalk/", host: host)
        #expect(answer.status == 421, "\(host)")
        #expect(!answer.body.contains("home"))
      }
      let answer = try await server.get("/ropewalk/", host: nil)
      #expect(answer.status == 421)
    }
  }

  @Test func takesTheNextPortWhenOneIsTaken() async throws {
    try await site.serve { first in
      try await site.serve(at: first.port) { second in
        #expect(second.port > first.port)
        #expect(second.port < first.port + 20)
        for server in [first, second] {
          let answer = try await server.get("/ropewalk/")
          #expect(answer.body == "home")
        }
      }
    }
  }

  @Test func tellsItsAddress() async throws {
    try await site.serve { server in
      #expect(server.address == "http://127.0.0.1:\(server.port)/ropewalk/")
    }
  }
}
