import Inference
import Testing

/// Expects an error whose code is `code` and whose location names `field`; what was thrown.
@discardableResult
func expectRefusal<Result>(
    _ code: InferenceError.Code, _ field: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Result
) -> InferenceError? {
    let error = #expect(throws: InferenceError.self, sourceLocation: sourceLocation) { _ = try body() }
    guard let error else { return nil }
    #expect(error.code == code && error.location.contains(field), "\(error)", sourceLocation: sourceLocation)
    return error
}
