import Exhibits

/// Answers lines of the form `score 1 3 10000` with what the library shows for the numbers, or with
/// `refused`: what a browser's answers are held against.
@main struct Answers {
  static func main() {
    while let line = readLine() {
      let words = line.split(separator: " ")
      let numbers = words.dropFirst().map { Double($0) ?? .nan }
      guard let figure = LiveFigure.allCases.first(where: { "\($0)" == words.first ?? "" }),
        let answer = figure.marks(numbers)?.numbers
      else {
        print("refused")
        continue
      }
      print(answer.map { "\($0)" }.joined(separator: " "))
    }
  }
}
