internal import Foundation
public import Testing

/// Expects that the example on a target's landing page is code of the calling test file, line by line and in order.
///
/// What stands around those lines, the test's own set-up and expectations, is free; so the page compiles and runs as it is printed.
public func expectExample(
    of target: String, in file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let project = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    let page = try lines(of: "\(project)/Sources/\(target)/\(target).docc/\(target).md")
    let example = page.drop { $0 != "```swift" }.dropFirst().prefix { $0 != "```" }
    var code = try lines(of: file)[...]
    #expect(!example.isEmpty, "the page of \(target) has no example", sourceLocation: sourceLocation)
    for line in example where !line.isEmpty {
        let found = code.firstIndex(of: line)
        #expect(found != nil, "no test runs `\(line)` of the page", sourceLocation: sourceLocation)
        if let found { code = code[(found + 1)...] }
    }
}

/// The lines of a file without indentation.
private func lines(of path: String) throws -> [String] {
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.drop { $0 == " " }) }
}
