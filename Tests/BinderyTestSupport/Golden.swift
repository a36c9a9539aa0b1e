internal import Foundation
public import Testing

/// Compares `bytes` with a golden file beside the calling test; `BINDERY_UPDATE_GOLDEN=1` rewrites the file instead.
public func expectGolden(
    _ bytes: [UInt8], _ name: String, beside file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden").path
    try expectGolden(bytes, at: "\(folder)/\(name)", sourceLocation: sourceLocation)
}

/// Compares `bytes` with the file at `path`; `BINDERY_UPDATE_GOLDEN=1` rewrites the file instead.
public func expectGolden(_ bytes: [UInt8], at path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = URL(fileURLWithPath: path)
    if ProcessInfo.processInfo.environment["BINDERY_UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        return try Data(bytes).write(to: url)
    }
    let golden = try Data(contentsOf: url)
    #expect(
        Array(golden) == bytes, "\(path) differs; BINDERY_UPDATE_GOLDEN=1 rewrites it", sourceLocation: sourceLocation)
}
