internal import CCMark
internal import Synchronization

/// The library libcmark-gfm, as far as it is process-wide.
enum CommonMark {
    /// While a text is parsed, the library changes a table of special characters that all threads share.
    private static let parsing = Mutex(())
    private static let isReady: Void = cmark_gfm_core_extensions_ensure_registered()

    static let options = CMARK_OPT_DEFAULT | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

    /// The tree of a text; `nil` where memory is short.
    static func parse(_ text: String) -> OwnedNode? {
        _ = isReady
        return parsing.withLock { _ in
            guard let parser = OwnedParser() else { return nil }
            for name in ["table", "strikethrough", "autolink"] {
                guard let found = unsafe cmark_find_syntax_extension(name) else { return nil }
                _ = unsafe cmark_parser_attach_syntax_extension(parser.pointer, found)
            }
            return parser.finish(text)
        }
    }
}

/// Owns a parser.
@safe struct OwnedParser: ~Copyable {
    let pointer: OpaquePointer

    init?() {
        guard let made = unsafe cmark_parser_new(CommonMark.options) else { return nil }
        unsafe pointer = made
    }

    deinit { unsafe cmark_parser_free(pointer) }

    /// The tree of a text.
    borrowing func finish(_ text: String) -> OwnedNode? {
        var text = text
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe cmark_parser_feed(pointer, characters.baseAddress, characters.count)
            }
        }
        guard let root = unsafe cmark_parser_finish(pointer) else { return nil }
        return unsafe OwnedNode(root)
    }
}

/// Owns a node with all below it.
@safe struct OwnedNode: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe cmark_node_free(pointer) }
}

/// Owns an iterator over a tree.
@safe struct OwnedIterator: ~Copyable {
    let pointer: OpaquePointer

    init?(over root: borrowing OwnedNode) {
        guard let made = unsafe cmark_iter_new(root.pointer) else { return nil }
        unsafe pointer = made
    }

    deinit { unsafe cmark_iter_free(pointer) }
}

/// Owns the characters that a renderer wrote.
@safe struct OwnedCharacters: ~Copyable {
    private let pointer: UnsafeMutablePointer<CChar>

    init?(_ pointer: UnsafeMutablePointer<CChar>?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    deinit { unsafe cmark_get_default_mem_allocator().pointee.free(pointer) }

    var text: String { unsafe String(cString: pointer) }
}
