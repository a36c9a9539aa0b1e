internal import Foundation
public import JSON
internal import KnowledgeRegistry

/// What a fresh process finds that opens a registry and gets objects at random.
public struct OpenProbe: Sendable {
    /// From the call to the opened registry, its index at hand.
    public let openSeconds: Double
    /// The median of getting an object by its hash.
    public let medianGetSeconds: Double
    /// What 99 of 100 gets do not exceed.
    public let highGetSeconds: Double
    /// Anonymous memory of the process afterwards: mapped packs do not count.
    public let anonymousBytes: Int64

    /// Opens the registry at `path` and gets `getCount` objects.
    public init(opening path: String, getCount: Int) throws {
        var (opening, gets) = (SampleTimes(), SampleTimes())
        let registry = try opening.measure { try Registry(opening: path) }
        let count = try registry.objectCount()
        let addresses = try (0..<getCount).compactMap { _ in
            try registry.publications(from: Int64.random(in: 0..<max(count, 1)), limit: 1).first?.address
        }
        for address in addresses {
            guard try gets.measure({ try registry.object(at: address) }) != nil else {
                throw ServiceError(.badData, at: path, "\(address) is not there", remedy: "Report this as a bug.")
            }
        }
        openSeconds = opening.total
        medianGetSeconds = gets.median
        highGetSeconds = gets.percentile(99)
        anonymousBytes = try Self.anonymousBytesOfThisProcess()
    }

    /// `RssAnon` of `/proc/self/status` ([proc(5)](https://man7.org/linux/man-pages/man5/proc.5.html)).
    private static func anonymousBytesOfThisProcess() throws -> Int64 {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        guard let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int64($0) })
        else {
            throw ServiceError(
                .io, at: "/proc/self/status", "found no RssAnon", remedy: "Measure on Linux 4.5 or later.")
        }
        return kilobytes * 1024
    }

    /// The report that the probing process prints.
    public var json: JSONValue {
        [
            "open": .number(openSeconds), "getMedian": .number(medianGetSeconds), "getHigh": .number(highGetSeconds),
            "anonymous": .integer(anonymousBytes),
        ]
    }

    /// The report that a probing process printed.
    init(printed bytes: [UInt8]) throws {
        let report = try JSONDocument(parsing: bytes).root
        guard let open = report["open"]?.doubleValue, let median = report["getMedian"]?.doubleValue,
            let high = report["getHigh"]?.doubleValue, let anonymous = report["anonymous"]?.integerValue
        else {
            throw ServiceError(
                .badData, at: "open-probe", "the probe printed another report", remedy: "Report this as a bug.")
        }
        (openSeconds, medianGetSeconds, highGetSeconds, anonymousBytes) = (open, median, high, anonymous)
    }
}
