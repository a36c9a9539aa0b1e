internal import CCMark

/// The tree of an answer, made harmless and rendered.
///
/// A first pass only looks, as the iterator allows no changes behind it; then the nodes that it found are replaced.
struct MarkdownTree: ~Copyable {
    private let root: OwnedNode
    private let markdown: Markdown

    /// The rendered form; `nil` where the text is beyond the limits.
    static func rendered(_ markdown: Markdown) -> String? {
        guard let root = CommonMark.parse(markdown.text) else { return nil }
        let tree = MarkdownTree(root: root, markdown: markdown)
        return tree.render()
    }

    private init(root: consuming OwnedNode, markdown: Markdown) {
        self.root = root
        self.markdown = markdown
    }

    private borrowing func render() -> String? {
        unsafe cmark_consolidate_text_nodes(root.pointer)
        // In the order of the text: what is moved out of a node is still there when its own turn comes.
        guard let found = unsafe findings(), unsafe found.allSatisfy({ unsafe apply($0) }) else { return nil }
        let text = unsafe OwnedCharacters(cmark_render_html(root.pointer, CommonMark.options, nil))?.text
        guard let text, text.utf8.count <= markdown.limits.outputByteCount else { return nil }
        return Self.reachable(text)
    }

    /// What may be wider than the page scrolls by itself, so a keyboard has to reach it. In rendered text `<` begins
    /// nothing but an element.
    private static func reachable(_ rendered: String) -> String {
        rendered.replacing("<pre>", with: "<pre tabindex=\"0\">")
            .replacing("<table>", with: "<div class=\"wide\" tabindex=\"0\">\n<table>")
            .replacing("</table>", with: "</table>\n</div>")
    }

    /// A node that may not stay as it is.
    @unsafe private struct Finding {
        enum Change { case showBlock, showInline, unwrap, link, lowerHeading, forgetLanguage, cite(isLinked: Bool) }
        let node: OpaquePointer
        let change: Change
    }

    /// What is to be changed, in the order of the text; `nil` where the tree is too deep.
    private borrowing func findings() -> [Finding]? {
        guard let iterator = OwnedIterator(over: root) else { return nil }
        var found: [Finding] = unsafe []
        var depth = 0
        // A link in a link is no HTML: of an image in a link, or a link in an image, the outer one counts.
        var link: OpaquePointer?
        while true {
            let event = unsafe cmark_iter_next(iterator.pointer)
            guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator.pointer) else { break }
            let type = unsafe cmark_node_get_type(node)
            if event == CMARK_EVENT_EXIT {
                depth -= 1
                if unsafe node == link { unsafe link = nil }
                continue
            }
            if !Self.isLeaf(type) { depth += 1 }
            guard depth <= 2 * markdown.limits.depth else { return nil }
            if type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE {
                let isKept = unsafe link == nil && Self.webLink(node) != nil
                if isKept { unsafe link = node }
                if !isKept || type == CMARK_NODE_IMAGE {
                    unsafe found.append(Finding(node: node, change: isKept ? .link : .unwrap))
                }
            } else if let change = Self.change(of: type, isLinked: unsafe link != nil) {
                unsafe found.append(Finding(node: node, change: change))
            }
        }
        return unsafe found
    }

    private static func change(of type: cmark_node_type, isLinked: Bool) -> Finding.Change? {
        switch type {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_CUSTOM_BLOCK: .showBlock
        case CMARK_NODE_HTML_INLINE, CMARK_NODE_CUSTOM_INLINE: .showInline
        case CMARK_NODE_HEADING: .lowerHeading
        case CMARK_NODE_CODE_BLOCK: .forgetLanguage
        case CMARK_NODE_TEXT: .cite(isLinked: isLinked)
        default: nil
        }
    }

    /// Whether the iterator leaves a node of the type at once, without an event of its own.
    private static func isLeaf(_ type: cmark_node_type) -> Bool {
        [
            CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
            CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE,
        ].contains(type)
    }

    private static func webLink(_ node: OpaquePointer) -> WebLink? {
        unsafe cmark_node_get_url(node).flatMap { unsafe WebLink(String(cString: $0)) }
    }

    /// Changes a node; false where the library refuses to.
    private borrowing func apply(_ finding: Finding) -> Bool {
        let node = unsafe finding.node
        return switch unsafe finding.change {
        case .showBlock: unsafe Self.replace(node, by: CMARK_NODE_CODE_BLOCK)
        case .showInline: unsafe Self.replace(node, by: CMARK_NODE_TEXT)
        case .unwrap: unsafe Self.unwrap(node)
        case .link: unsafe Self.makeLink(of: node)
        case .lowerHeading: unsafe lower(node)
        case .forgetLanguage: unsafe cmark_node_set_fence_info(node, "") == 1
        case .cite(let isLinked): unsafe SourceMarks(sources: markdown.sources, isLinked: isLinked).replace(in: node)
        }
    }

    private static func replace(_ node: OpaquePointer, by type: cmark_node_type) -> Bool {
        guard let new = unsafe cmark_node_new(type) else { return false }
        guard unsafe cmark_node_set_literal(new, cmark_node_get_literal(node)) == 1,
            unsafe cmark_node_replace(node, new) == 1
        else {
            unsafe cmark_node_free(new)
            return false
        }
        unsafe cmark_node_free(node)
        return true
    }

    /// Puts what a node holds in its place.
    private static func unwrap(_ node: OpaquePointer) -> Bool {
        while let child = unsafe cmark_node_first_child(node) {
            guard unsafe cmark_node_insert_before(node, child) == 1 else { return false }
        }
        unsafe cmark_node_free(node)
        return true
    }

    /// A link to an image in the image's place, with its description as the text.
    private static func makeLink(of image: OpaquePointer) -> Bool {
        guard let link = unsafe cmark_node_new(CMARK_NODE_LINK) else { return false }
        guard unsafe cmark_node_set_url(link, cmark_node_get_url(image)) == 1,
            unsafe cmark_node_insert_before(image, link) == 1
        else {
            unsafe cmark_node_free(link)
            return false
        }
        if unsafe cmark_node_first_child(image) == nil { return unsafe name(link) && remove(image) }
        while let child = unsafe cmark_node_first_child(image) {
            guard unsafe cmark_node_append_child(link, child) == 1 else { return false }
        }
        return unsafe remove(image)
    }

    /// Gives a link without a text its address as the text.
    private static func name(_ link: OpaquePointer) -> Bool {
        guard let text = unsafe cmark_node_new(CMARK_NODE_TEXT) else { return false }
        guard unsafe cmark_node_set_literal(text, cmark_node_get_url(link)) == 1,
            unsafe cmark_node_append_child(link, text) == 1
        else {
            unsafe cmark_node_free(text)
            return false
        }
        return true
    }

    private static func remove(_ node: OpaquePointer) -> Bool {
        unsafe cmark_node_free(node)
        return true
    }

    private borrowing func lower(_ heading: OpaquePointer) -> Bool {
        let level = unsafe Int(cmark_node_get_heading_level(heading)) + markdown.headingOffset
        return unsafe cmark_node_set_heading_level(heading, Int32(min(level, 6))) == 1
    }
}
