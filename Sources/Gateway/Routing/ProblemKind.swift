internal import HTTPTypes

/// The kinds of problems that the interface reports; each has a page at `/problems/<name>`.
enum ProblemKind: String, CaseIterable {
    case badRequest = "bad-request"
    case wrongToken = "wrong-token"
    case refused
    case publishingOff = "publishing-off"
    case unknownPage = "unknown-page"
    case unknownObject = "unknown-object"
    case unknownDocument = "unknown-document"
    case unresolved, withdrawn, quarantined, withheld
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case conflict
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case notAnObject = "not-an-object"
    case internalError = "internal-error"
    case busy
    case unavailable

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .wrongToken: .unauthorized
        case .refused, .publishingOff: .forbidden
        case .unknownPage, .unknownObject, .unknownDocument, .unresolved: .notFound
        case .withdrawn, .quarantined: .gone
        case .withheld: .unavailableForLegalReasons
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .notAnObject: .unprocessableContent
        case .internalError: .internalServerError
        case .busy, .unavailable: .serviceUnavailable
        }
    }

    var title: String {
        switch self {
        case .badRequest: "The request cannot be understood"
        case .wrongToken: "The token is not the library's"
        case .refused: "The object is not authorised, or does not verify"
        case .publishingOff: "This server takes no publications"
        case .unknownPage: "There is no such page"
        case .unknownObject: "There is no such object"
        case .unknownDocument: "There is no such document"
        case .unresolved: "No document answers the question"
        case .withdrawn: "The document that answered the question is withdrawn"
        case .quarantined: "The document that answered the question is in quarantine"
        case .withheld: "The object is withheld for legal reasons"
        case .methodNotAllowed: "The page does not know this method"
        case .notAcceptable: "The object does not come in this form"
        case .conflict: "Another object stands in its place"
        case .tooLarge: "The body is too large"
        case .unsupportedMediaType: "The body is of another type"
        case .notAnObject: "The body is no object of this format"
        case .internalError: "The server failed"
        case .busy: "Too many publications at a time"
        case .unavailable: "The library cannot be read now"
        }
    }

    /// What a client can do about it.
    var remedy: String {
        switch self {
        case .badRequest: "Compare the request with the OpenAPI description."
        case .wrongToken: "Ask the library's operator for the token, or send no Authorization."
        case .refused: "Correct what the findings name, have the right keys approve it, and send it again."
        case .publishingOff:
            "Publish on the machine that holds the registry, or ask its operator to accept publications."
        case .unknownPage: "The page / lists what there is."
        case .unknownObject:
            "Check the address: sha256: and 64 lower-case hexadecimal digits. Restricted ones need a token."
        case .unknownDocument: "Check the lineage: 26 characters of a-z and 2-7. Restricted ones need a token."
        case .unresolved: "Ask in other words, or search: /search?q=words. Restricted documents need a token."
        case .withdrawn: "Do not rely on the answer; its page under /status names what replaces it, if anything does."
        case .quarantined:
            "Do not rely on the answer until it has been reviewed; its page under /status names the attestation."
        case .withheld: "The problem carries the legal basis; ask the library's operator about it."
        case .methodNotAllowed: "The header Allow lists the methods."
        case .notAcceptable: "Ask for one of the types in `available`, or send no Accept."
        case .conflict: "Look at what is published, and bind the next version."
        case .tooLarge: "Publish a smaller object."
        case .unsupportedMediaType: "Send the object as application/vc."
        case .notAnObject: "Correct what the findings name; the bytes must be the canonical form of an object."
        case .internalError: "Try again, and report it with the time."
        case .busy, .unavailable: "Come back after the time in Retry-After."
        }
    }
}
