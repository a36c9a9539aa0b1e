internal import HTTPClient
internal import JSON

/// A status in place of an answer.
struct EngineRefusal: Error {
    let fault: CompletionFault
    /// Whether it may help to ask again.
    let isPassing: Bool
    /// How long the engine wants to be left alone.
    let wish: Duration?

    /// What a head says, and the body where it is an error object.
    init(_ head: HTTPHead, _ body: [UInt8]) {
        let error = (try? EngineJSON.object(body))?["error"]
        let problem = "the engine answers with the status \(head.status)" + (error.map(EngineJSON.codes) ?? "")
        isPassing = [429, 502, 503, 504].contains(head.status)
        wish = Self.wish(head)
        fault = Self.fault(head.status, problem + (wish.map { ", and asks to be left alone for \($0)" } ?? ""))
    }

    /// An engine that cannot be reached.
    init(_ error: HTTPClientError) {
        fault = CompletionFault(.unavailable, error.problem, remedy: "Start the engine, or check its address.")
        isPassing = true
        wish = nil
    }

    /// Retry-After in seconds ([RFC 9110 §10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)); a date is passed over.
    private static func wish(_ head: HTTPHead) -> Duration? {
        guard let text = head.headers["retry-after"], let seconds = UInt32(text) else { return nil }
        return .seconds(seconds)
    }

    private static func fault(_ status: Int, _ problem: String) -> CompletionFault {
        switch status {
        case 401, 403:
            CompletionFault(.unauthorised, problem, remedy: "Give the engine's key with a key file, or another key.")
        case 404:
            CompletionFault(
                .notFound, problem, remedy: "Check the model's name, and the address, which ends with /v1 as a rule.")
        case 300..<400:
            CompletionFault(.refused, problem, remedy: "Give the address that it redirects to; it is not followed.")
        case 400..<500 where status != 429:
            CompletionFault(.refused, problem, remedy: "Check the model's name, the prompt's length and the settings.")
        default: CompletionFault(.unavailable, problem, remedy: "Try again later, or see the engine's log.")
        }
    }
}
