import BinderyTestSupport
import Foundation
import Inference
import JSON
import Testing

/// What jinja2 cannot be compared in: refusals by name and place, limits, and what a template must not see.
@Suite struct ChatTemplateTests {
    @discardableResult
    private static func render(
        _ template: String, _ context: String = "{}", limits: TemplateLimits = .init()
    ) throws -> String {
        let context = try JSONDocument(parsing: Array(context.utf8)).root
        return try ChatTemplate(template, name: "chat", limits: limits).render(context)
    }

    @Test(arguments: [
        ("{% include 'x' %}", "\"include\"", 1, 4), ("{% extends 'x' %}", "\"extends\"", 1, 4),
        ("a\nb {% call f() %}{% endcall %}", "\"call\"", 2, 6), ("{% raw %}{% endraw %}", "\"raw\"", 1, 4),
        ("é {{ x|groupby('a') }}", "the filter groupby", 1, 7), ("{{ 1 is sameas 2 }}", "the test sameas", 1, 6),
        ("{{ 'a'.zfill(3) }}", "the method zfill", 1, 13), ("{{ [].append(1) }}", "the method append", 1, 13),
        ("{{ f(*x) }}", "\"*\" before an argument", 1, 6), ("{{ '%s' % 1 }}", "\"%\" behind a string", 1, 9),
        ("{% for a in b recursive %}{% endfor %}", "a recursive loop", 1, 15),
        ("{% for i in [1] %}{{ loop.changed(i) }}{% endfor %}", "loop.changed", 1, 26),
        ("{{ {1: 2} }}", "a mapping with a key", 1, 5), ("{{ '\\101' }}", "an octal escape", 1, 5),
        ("{% set x | upper %}a{% endset %}", "a filter of a set block", 1, 10),
    ])
    func `what is not of the subset is refused by name, line and column`(
        template: String, name: String, line: Int, column: Int
    ) {
        let error = expectRefusal(.unsupported, "chat, line \(line), column \(column)") { try Self.render(template) }
        #expect(error?.problem.contains(name) == true)
    }

    @Test func `an error of syntax is an error before the template is rendered`() {
        expectRefusal(.template, "chat, line 2, column 4") { try ChatTemplate("a\n{% endif %}", name: "chat") }
    }

    @Test func `the words of a template that refuses a conversation are passed on`() {
        let error = expectRefusal(.refusedByTemplate, "chat, line 1") {
            try Self.render("{{ raise_exception('roles ' ~ 'must alternate') }}")
        }
        #expect(error?.problem.contains("roles must alternate") == true)
    }

    @Test func `a prompt does not depend on the day`() throws {
        #expect(try Self.render("{{ strftime_now is defined }}") == "False")
        let error = expectRefusal(.unsupported, "chat") { try Self.render("{{ strftime_now('%Y') }}") }
        #expect(error?.problem.contains("strftime_now") == true)
    }

    @Test func `the mark of what an assistant says is passed over`() throws {
        #expect(try Self.render("{% generation %}\na{% endgeneration %}\nb") == "ab")
    }

    @Test(arguments: [
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}",
        "{{ 'a' * 1000000000000 }}", "{{ 'a' * 9000000000000000000 }}", "{{ 9223372036854775807 + 1 }}",
        "{{ 3 ** 999999999 }}",
        "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[]) %}{% for i in range(99) %}{% set ns.x = [ns.x] %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(50) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
        "{% set ns = namespace(x='a') %}{% for i in range(50) %}{% set ns.x = {'a': ns.x, 'b': ns.x} %}{% endfor %}",
        "{% set x = range(900)|list %}{% for i in range(9000) %}{{ x == x }}{% endfor %}",
        "{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(25) }}",
        "{{ 'a'|replace('', 'x' * 1000000)|replace('x', 'y' * 1000000) }}",
        "{{ ['a' * 1000000] * 1 }}{{ ('a' * 60000000)|indent }}",
    ])
    func `a template that takes too much is stopped`(template: String) throws {
        let error = #expect(throws: InferenceError.self) { try Self.render(template) }
        #expect(error?.code == .limit || error?.code == .unsupported, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("1 + ", ""), ("x.", "x"), ("x|trim|", "trim"), ("f(", ")"),
        ("{'a': ", "}"),
        ("1 if x else ", ""), ("x[", "]"),
    ])
    func `an expression that nests too deep is refused`(open: String, close: String) {
        for count in [100, 99_999] {
            let inner = open.hasSuffix(".") || open.hasSuffix("|") ? "" : "1"
            let text =
                String(repeating: open, count: count) + inner + String(repeating: close, count: count)
            #expect(throws: InferenceError.self) { try Self.render("{{ \(text) }}") }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a search in a text that repeats itself takes no longer than in another`()
        throws
    {
        let context = "{\"text\": \"\(String(repeating: "a", count: 1 << 20))\"}"
        let template =
            "{% set part = 'a' * 500000 ~ 'b' %}{{ part in text }}{{ text.find(part) }}{{ text.count(part) }}"
        #expect(try Self.render(template, context) == "False-10")
    }

    @Test func `statements that nest too deep are refused`() {
        let open = String(repeating: "{% if true %}", count: 1_000)
        let error = #expect(throws: InferenceError.self) { try Self.render(open) }
        #expect(error?.code == .limit)
    }

    /// Threads of a pool often have half a megabyte of stack.
    @Test func `the deepest evaluation fits half a megabyte of stack`() async throws {
        let error = await withCheckedContinuation { continuation in
            let thread = Thread {
                let expression = String(repeating: "(1 + [", count: 20) + "f()" + String(repeating: "][0])", count: 20)
                let template = "{% macro f() %}{% if true %}{{ \(expression) }}{% endif %}{% endmacro %}{{ f() }}"
                do {
                    try Self.render(template)
                    continuation.resume(returning: InferenceError.Code?.none)
                } catch {
                    continuation.resume(returning: (error as? InferenceError)?.code)
                }
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(error == .limit)
    }

    @Test func `a template that is too long is refused`() {
        var limits = TemplateLimits()
        limits.maximumSourceByteCount = 10
        expectRefusal(.limit, "chat") { try Self.render(String(repeating: "a", count: 11), limits: limits) }
        #expect(throws: Never.self) { try Self.render(String(repeating: "a", count: 10), limits: limits) }
    }

    @Test func `texts are compared by their scalars`() throws {
        let context = #"{"a": "\u00e9", "b": "e\u0301", "m": {"\u00e9": 1}}"#
        #expect(
            try Self.render("{{ a == b }}{{ b in a }}{{ m[b] is defined }}{{ b|length }}", context)
                == "FalseFalseFalse2")
    }

    @Test func `what could make a value hold itself is refused`() {
        for template in ["{% set ns = namespace() %}{% set ns.x = ns %}", "{{ [namespace()] }}", "{{ {'a': range} }}"] {
            expectRefusal(.unsupported, "chat") { try Self.render(template) }
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a hundred mutations of a template are rendered or refused`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let template = """
            {%- set ns = namespace(n=0) -%}{# note #}{%- macro f(a, b='x') -%}{{ a ~ b|upper }}{%- endmacro -%}
            {% for m in messages if m.role != 'tool' %}  {{ f(m.content[1:]|trim, b=loop.index) }}
              {%- if not loop.last and m['role'] in ['user', 'é'] %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endif %}
            {% else %}none{% endfor %}{{ {'a': [1, 2.5]}|tojson(indent=2) if true else 'no' }}
            """
        let context = #"{"messages": [{"role": "user", "content": " hi "}, {"role": "é", "content": "ho"}]}"#
        #expect(throws: Never.self) { try Self.render(template, context) }
        for _ in 0..<100 {
            let text = String(decoding: Mutation.mutated(Array(template.utf8), using: &generator), as: UTF8.self)
            do { try Self.render(text, context) } catch is InferenceError {}
        }
    }
}
