"""Chat templates of our own in the manner of those that models are published with, and pieces that are hard to get right."""

CHATML = """\
{% for message in messages %}
{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}
{% endfor %}
{% if add_generation_prompt %}
{{ '<|im_start|>assistant\\n' }}
{% endif %}
"""

SMOLLM = """\
{%- for message in messages -%}
    {%- if loop.first and message.role != 'system' -%}
        {{- '<|im_start|>system\\nYou answer briefly.<|im_end|>\\n' -}}
    {%- endif -%}
    {{- '<|im_start|>' ~ message.role ~ '\\n' ~ message.content | trim ~ '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif -%}
"""

LLAMA2 = """\
{%- if messages[0]['role'] == 'system' %}
    {%- set system = '<<SYS>>\\n' + messages[0]['content'] + '\\n<</SYS>>\\n\\n' %}
    {%- set turns = messages[1:] %}
{%- else %}
    {%- set system = '' %}
    {%- set turns = messages %}
{%- endif %}
{%- for turn in turns %}
    {%- if (turn['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Turns of user and assistant must alternate') }}
    {%- endif %}
    {%- set text = system + turn['content'] if loop.index0 == 0 else turn['content'] %}
    {%- if turn['role'] == 'user' %}
        {{- bos_token + '[INST] ' + text.strip() + ' [/INST]' }}
    {%- elif turn['role'] == 'assistant' %}
        {{- ' ' + text.strip() + ' ' + eos_token }}
    {%- endif %}
{%- endfor %}
"""

LLAMA3 = """\
{{- bos_token }}
{%- if custom_tools is defined %}
    {%- set tools = custom_tools %}
{%- endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}
        {%- set date_string = strftime_now("%d %b %Y") %}
    {%- else %}
        {%- set date_string = "26 Jul 2024" %}
    {%- endif %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}
    {{- "Environment: ipython\\n" }}
{%- endif %}
{{- "Today: " + date_string + "\\n\\n" }}
{%- if tools is not none %}
    {{- "You may call these functions:\\n\\n" }}
    {%- for tool in tools %}
        {{- tool | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
{%- endif %}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}
            {{- raise_exception("One call at a time") }}
        {%- endif %}
        {%- set call = message.tool_calls[0].function %}
        {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}
        {{- '{"name": "' + call.name + '", ' }}
        {{- '"parameters": ' }}
        {{- call.arguments | tojson }}
        {{- "}" }}
        {{- "<|eot_id|>" }}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable and message.content is not string %}
            {{- message.content | tojson }}
        {%- else %}
            {{- message.content }}
        {%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

MISTRAL = """\
{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}
{%- set ns = namespace(index=0) %}
{%- for message in loop_messages %}
    {%- if not (message.role == "tool" or (message.tool_calls is defined and message.tool_calls is not none)) %}
        {%- if (message["role"] == "user") != (ns.index % 2 == 0) %}
            {{- raise_exception("roles must alternate") }}
        {%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if tools is defined and tools is not none and (message == user_messages[-1]) %}
            {{- "[AVAILABLE_TOOLS] [" }}
            {%- for tool in tools %}
                {%- set tool = tool.function %}
                {{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}
                        {{- '"' + key + '": "' + val + '"' }}
                    {%- else %}
                        {{- '"' + key + '": ' + val|tojson }}
                    {%- endif %}
                    {%- if not loop.last %}{{- ", " }}{%- endif %}
                {%- endfor %}
                {{- "}}" }}
                {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" }}{%- endif %}
            {%- endfor %}
            {{- "[/AVAILABLE_TOOLS]" }}
        {%- endif %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else %}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif %}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token}}
    {%- endif %}
{%- endfor %}
"""

QWEN = """\
{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}
        {{- messages[0].content + '\\n\\n' }}
    {%- endif %}
    {{- "# Tools\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- elif messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(multi_step=true, last=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step and message.role == "user" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}
        {%- set content = message.content %}
    {%- else %}
        {%- set content = '' %}
    {%- endif %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set reasoning = '' %}
        {%- if '</think>' in content %}
            {%- set reasoning = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last and (loop.last or reasoning) %}
            {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning.strip('\\n') + '\\n</think>\\n\\n' + content }}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' + content + '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
"""

PHI = """\
{% for message in messages %}{% if message['role'] == 'system' %}{{'<|system|>\\n' + message['content'] + '<|end|>\\n'}}\
{% elif message['role'] == 'user' %}{{'<|user|>\\n' + message['content'] + '<|end|>\\n'}}\
{% elif message['role'] == 'assistant' %}{{'<|assistant|>\\n' + message['content'] + '<|end|>\\n'}}{% endif %}{% endfor %}\
{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% else %}{{ eos_token }}{% endif %}
"""

ZEPHYR = """\
{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\\n'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}
"""

GEMMA = """\
{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('No system role') }}{% endif %}\
{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}\
{{ raise_exception('Roles must alternate') }}{% endif %}\
{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}\
{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}\
{% if add_generation_prompt %}{{'<start_of_turn>model\\n'}}{% endif %}
"""

MACROS = """\
{%- macro render_type(schema, depth=0) -%}
    {%- if schema.type == 'array' -%}
        {{- render_type(schema['items'], depth + 1) + '[]' -}}
    {%- elif schema.enum is defined and schema.enum -%}
        {{- schema.enum | join('|') -}}
    {%- elif schema.type == 'object' -%}
        {
        {%- for name, inner in schema.properties | items -%}
            {{ name }}: {{ render_type(inner, depth=depth + 1) }}{% if not loop.last %}, {% endif %}
        {%- endfor -%}
        }
    {%- else -%}
        {{- schema.type | default('any') | upper if depth > 1 else schema.type | default('any') -}}
    {%- endif -%}
{%- endmacro -%}
{%- for tool in tools or [] %}
type {{ tool.function.name }} = {{ render_type(tool.function.parameters) }};
{%- if tool.function.description %} // {{ tool.function.description | replace('\\n', ' ') }}{% endif %}
{%- endfor %}
{%- set prompt %}
Conversation of {{ messages | length }} turns, by {{ messages | map(attribute='role') | join(', ') }}.
{%- endset %}
{{ prompt | trim }}
"""

TEMPLATES = {
    "chatml": CHATML, "smollm": SMOLLM, "llama2": LLAMA2, "llama3": LLAMA3, "mistral": MISTRAL, "qwen": QWEN, "phi": PHI,
    "zephyr": ZEPHYR, "gemma": GEMMA, "macros": MACROS,
}

USER = {"role": "user", "content": " Who signs an answer?\n"}
ASSISTANT = {"role": "assistant", "content": "The publisher's key.\n"}
SYSTEM = {"role": "system", "content": "Answer in one sentence. 'Quotes' \"too\" & <tags>."}
TOOL = {
    "type": "function",
    "function": {
        "name": "get_document",
        "description": "Gets a document",
        "parameters": {
            "type": "object",
            "properties": {
                "hash": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}},
                "form": {"type": "string", "enum": ["json", "text"]}, "deep": {"type": "array", "items": {"type": "array", "items": {}}},
            },
            "required": ["hash"],
        },
        "return": {"type": "string"},
    },
}
CALL = {"role": "assistant", "tool_calls": [{"function": {"name": "get_document", "arguments": {"hash": "é\u2028\u0001", "n": 1.5}}}]}
REPLY = {"role": "tool", "content": {"found": True, "size": None, "list": []}}
THINKING = {"role": "assistant", "content": "<think>\nIt is signed.\n</think>\n\nThe publisher."}

CONVERSATIONS = [
    {"messages": [USER]},
    {"messages": [USER], "add_generation_prompt": True},
    {"messages": [SYSTEM, USER], "add_generation_prompt": True},
    {"messages": [USER, ASSISTANT, USER], "add_generation_prompt": True},
    {"messages": [SYSTEM, USER, ASSISTANT, USER, ASSISTANT]},
    {"messages": [USER, USER], "add_generation_prompt": True},
    {"messages": [USER], "tools": [TOOL], "add_generation_prompt": True},
    {"messages": [SYSTEM, USER, CALL, REPLY, USER], "tools": [TOOL, TOOL], "add_generation_prompt": True},
    {"messages": [USER, THINKING, USER, THINKING], "add_generation_prompt": True, "enable_thinking": False},
    {"messages": [{"role": "user", "content": ""}], "add_generation_prompt": True, "date_string": "1 Jan 2026"},
    {"messages": []},
]

# Pieces, each a template with the context below.
PIECES = [
    # White space.
    "a\n  {% if true %}\n  b\n  {% endif %}\n  c\n", "a {%- if true -%} b {%- endif -%} c", "  {{ 1 }}  \n  {{- 2 -}}  \n 3",
    "{% if true %}\n\nx\n\n{% endif %}\n\n", "\n\n{% set x = 1 %}\n\n{{ x }}\n\n", "a\n\t{%+ if true +%}\n b{% endif %}",
    "a {# note #} b\n  {# note #}\nc {#- note -#} d\n  {# x -#}  \n e", "{#\n{{ nothing }}\n#}x", "x\r\ny\rz\r\n", "a\n", "a\n\n", "", "\n",
    "  {% if true %}  {% if true %}x{% endif %}  {% endif %}\n", "{{ 'a' }}\n{{ 'b' }}\n", "{{ 'a' -}}\n\n {{- 'b' }}", "{%- if true %}\n x{% endif %}",
    "a\u00a0{%- if true -%}\u2003b{% endif %}", "{{ '{{' }}{{ '%}' }}", "{{ {'a': {'b': 1}}['a']['b'] }}",
    "{{ '}}' }}{{ \"{%\" }}", "{{'a\\n\\t\\\\\\'\\\"\\x41\\u00e9\\q'}}", "{{ 'a' 'b' \"c\" }}",
    "{%- for i in range(3) -%}\n{{ i }}\n{%- endfor -%}", "{% for i in range(3) %}\n{{ i }}\n{% endfor %}",
    # Scopes.
    "{% set x = 1 %}{% for i in l %}{% set x = i %}{{ x }}{% endfor %}{{ x }}", "{% if true %}{% set x = 2 %}{% endif %}{{ x }}",
    "{% set ns = namespace(x=1, y='a') %}{% for i in l %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}{{ ns.y }}{{ ns.z }}",
    "{% set x %}a{% set y = 1 %}{{ y }}{% endset %}{{ x }}{{ y }}", "{% set a, b = 1, 2 %}{{ b }}{{ a }}", "{% set a, b = [1] %}", "{% set x.y = 1 %}",
    "{% macro f(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{{ n }}{% endmacro %}{{ f(1) }}{{ f(1, c=3) }}{{ f(b=1) }}", "{% macro f(a) %}{% endmacro %}{{ f(1, 2) }}",
    "{% macro f(a) %}{% endmacro %}{{ f(1, q=2) }}", "{% macro f(k) %}{{ k }}{{ f(k - 1) if k > 0 }}{% endmacro %}{{ f(5) }}",
    "{% macro f() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ f() }}", "{% for i in l %}{% macro f() %}{{ i }}{% endmacro %}{{ f() }}{% endfor %}",
    # Loops.
    "{% for i in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}",
    "{% for i in l %}{{ loop.previtem }}<{{ i }}>{{ loop.nextitem }}{{ loop.cycle('a', 'b') }}{{ loop.depth }}{% endfor %}",
    "{% for i in l if i != 2 %}{{ i }}{{ loop.index }}{{ loop.length }}{% else %}none{% endfor %}", "{% for i in [] %}{% else %}none{% endfor %}",
    "{% for i in u %}x{% else %}none{% endfor %}", "{% for i in none %}{% endfor %}", "{% for i in 5 %}{% endfor %}", "{% for c in 'aé😀' %}[{{ c }}]{% endfor %}",
    "{% for k in m %}{{ k }}{% endfor %}", "{% for k, v in m.items() %}{{ k }}={{ v }};{% endfor %}", "{% for k, v in m|items %}{{ k }}={{ v }};{% endfor %}",
    "{% for a, b in [[1, 2], [3, 4]] %}{{ a }}{{ b }}{% endfor %}", "{% for a, b in [1] %}{% endfor %}", "{% for (a, b) in [[1, 2]] %}{{ b }}{% endfor %}",
    "{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "{% for i in l %}{% for j in l %}{{ loop.index }}{{ loop.depth0 }}{% if j == 2 %}{% break %}{% endif %}{% endfor %}{{ loop.index }};{% endfor %}",
    "{% for i in 1, 2, 3 %}{{ i }}{% endfor %}", "{% for i in l %}{% set loop_item = loop %}{{ loop_item.index }}{% endfor %}",
    "{{ range(3)|list }}{{ range(1, 4)|list }}{{ range(5, 0, -2)|list }}{{ range(-2)|list }}{{ range(0, 5, 10)|list }}", "{{ range(1, 2, 0) }}",
    # Values.
    "{{ none }}{{ true }}{{ false }}{{ 1 }}{{ -1 }}{{ 1.0 }}{{ 0.1 }}{{ 1.5e3 }}{{ 2.50 }}{{ u }}{{ [] }}{{ {} }}{{ () }}{{ (1,) }}{{ (1, 'a') }}",
    "{{ [1, 'a', none, true, 1.5, {'k': [\"it's\"]}] }}", "{{ ['\\n\\t\\\\', \"'\", '\"', '\\'\"', 'é\u200b\u2028\x01'] }}",
    "{{ 1e16 }} {{ 1E-5 }} {{ 10000000000000000.0 }} {{ 123456789.125 }} {{ 0.0001 }} {{ 0.00001 }} {{ 3.0 * 1.1 }} {{ 100000.0 * 1000000000000.0 }}",
    "{{ m.a }}{{ m['b'] }}{{ m.c }}{{ m['c'] }}{{ m.get('a') }}{{ m.get('c') }}{{ m.get('c', 5) }}{{ m.c.d }}", "{{ u.x }}", "{{ u['x'] }}", "{{ u() }}",
    "{{ l[0] }}{{ l[-1] }}{{ l[5] }}{{ l.0 }}{{ l[1:] }}{{ l[:-1] }}{{ l[::-1] }}{{ l[::2] }}{{ l[5:] }}{{ l[-2:][0] }}{{ l[2:0:-1] }}", "{{ l[::0] }}",
    "{{ s[0] }}{{ s[1] }}{{ s[-1] }}{{ s[1:4] }}{{ s[::-1] }}{{ s[99] }}{{ s[:99] }}", "{{ m.items()|list }}{{ m.keys()|list }}{{ m.values()|list }}",
    "{{ {'x': 1}['items'] is defined }}", "{{ {'a': 1, 'a': 2} }}", "{{ dict(a=1, b='x') }}", "{{ m == {'b': 'x', 'a': 1} }}",
    "{{ l.append(4) }}", "{{ m.update({}) }}", "{{ m.pop('a') }}", "{{ ''.__class__ }}{{ s.__len__ }}",
    # Operators.
    "{{ 7 // 2 }}{{ -7 // 2 }}{{ 7 % 3 }}{{ -7 % 3 }}{{ 7 % -3 }}{{ 7 / 2 }}{{ 6 / 2 }}{{ 2 ** 10 }}{{ 2 * 3 + 4 }}{{ 2 + 3 * 4 }}{{ -2 ** 2 }}",
    "{{ 1 / 0 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 7.5 // 2 }}{{ -7.5 % 2 }}{{ 1 + 1.5 }}", "{{ true + true }}{{ true == 1 }}{{ 1 == 1.0 }}{{ '1' == 1 }}",
    "{{ 'a' ~ 1 ~ none ~ u ~ [1] }}", "{{ 1 + 2 ~ 3 + 4 }}", "{{ 'a' + 1 }}", "{{ 'a' * 3 }}{{ 3 * 'a' }}{{ 'a' * -1 }}", "{{ [1] + [2] }}", "{{ [1] + (2,) }}",
    "{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 'a' < 'b' }}{{ 'a' < 'B' }}{{ 'é' > 'z' }}", "{{ 1 < 'a' }}", "{{ none < 1 }}", "{{ 1 in l }}{{ 9 not in l }}{{ 'el' in 'hello' }}{{ 'a' in m }}{{ '' in '' }}",
    "{{ 1 in 'a' }}", "{{ 1 in u }}", "{{ 1 in 5 }}", "{{ u + 1 }}", "{{ u == u }}{{ u == none }}{{ u is defined }}{{ not u }}", "{{ not true or true }}{{ not (true or true) }}{{ true and 'x' or 'y' }}{{ '' or 0 }}{{ none and 1 }}",
    "{{ 'a' if true }}{{ 'a' if false }}{{ 'a' if false else 'b' if false else 'c' }}", "{{ ('a' if z else 'b') ~ 'c' }}", "{{ -3|abs }}{{ (-3)|abs }}{{ - 3 }}{{ +3 }}{{ not 0 }}{{ not not 1 }}",
    "{{ 1 if 2 is even else 3 }}", "{{ 'x' is string and 1 is number }}", "{{ l|length > 2 and l|length < 4 }}", "{{ (1, 2) == (1, 2) }}{{ (1, 2) == [1, 2] }}{{ [1] == [1.0] }}",
    # Filters.
    "{{ '  a b '|trim }}|{{ 'xxaxx'|trim('x') }}|{{ u|trim }}|{{ 5|trim }}", "{{ 'aß é'|upper }}{{ 'AÉ'|lower }}{{ 'hELLO wORLD'|capitalize }}{{ \"hello wORLD it's x-ray (a)\"|title }}", "{{ 'hELLO wORLD'.title() }}{{ \"it's\".title() }}",
    "{{ l|length }}{{ s|length }}{{ m|count }}{{ u|length }}{{ '😀e\u0301'|length }}", "{{ 5|length }}", "{{ none|length }}", "{{ l|first }}{{ l|last }}{{ []|first }}{{ 'ab'|first }}{{ 'ab'|last }}{{ u|first }}",
    "{{ l|join }}{{ l|join(', ') }}{{ ['a', none, true, u]|join('-') }}{{ []|join }}{{ 'abc'|join('.') }}{{ msgs|join(',', attribute='role') }}", "{{ u|default('x') }}{{ ''|default('x') }}{{ ''|default('x', true) }}{{ none|d('x') }}{{ none|d('x', boolean=true) }}{{ m.c|default }}",
    "{{ m.c.d|default('x') }}", "{{ 'aXbXc'|replace('X', '-') }}{{ 'aXbXc'|replace('X', '-', 1) }}{{ 'abc'|replace('', '-') }}{{ 5|replace('5', '6') }}", "{{ 'ab'|reverse }}{{ l|reverse|list }}{{ 'ab'|list }}{{ m|list }}",
    "{{ m|tojson }}{{ 'é<>&\\'\"\\\\/\u2028\x7f\x01'|tojson }}{{ [1.0, none, true, 'a']|tojson }}{{ []|tojson }}{{ {}|tojson }}", "{{ {'a': [1, {'b': []}], 'c': {}}|tojson(indent=2) }}{{ [1]|tojson(indent=0) }}", "{{ u|tojson }}", "{{ 1.5|tojson }}{{ 10000000000000000.0|tojson }}",
    "{{ '42'|int }}{{ ' 42 '|int }}{{ 'x'|int }}{{ 'x'|int(7) }}{{ 3.9|int }}{{ '3.9'|int }}{{ -3.9|int }}{{ none|int }}{{ true|int }}", "{{ '1.5'|float }}{{ 'x'|float }}{{ 2|float }}", "{{ 5|string }}{{ none|string }}{{ [1]|string }}{{ s|safe }}",
    "{{ 'a\\nb\\n\\nc'|indent }}|{{ 'a\\nb'|indent(2, true) }}|{{ 'a\\n\\nb'|indent(1, blank=true) }}", "{{ ['a', 'b']|map('upper')|join }}{{ msgs|map(attribute='role')|list }}{{ msgs|map(attribute='x', default='-')|join }}", "{{ [' a ', 'b']|map('trim')|map('upper')|list }}",
    "{{ l|select('odd')|list }}{{ l|reject('odd')|list }}{{ [0, 1, '']|select|list }}{{ [0, 1, '']|reject|list }}{{ l|select('gt', 1)|list }}", "{{ msgs|selectattr('role', 'equalto', 'user')|map(attribute='content')|join }}{{ msgs|rejectattr('role', 'eq', 'user')|list|length }}{{ msgs|selectattr('x')|list }}{{ msgs|selectattr('x', 'defined')|list }}",
    "{{ msgs|selectattr('role', 'in', ['user', 'tool'])|list|length }}", "{{ 'a'|upper|lower|replace('a', 'b')|trim }}", "{{ ('a' ~ 'b')|upper }}{{ 'a' ~ 'b'|upper }}", "{{ u|items|list }}", "{{ 5|items }}", "{{ m|map('upper')|join }}",
    # Tests.
    "{{ u is defined }}{{ u is undefined }}{{ m.a is defined }}{{ m.q is defined }}{{ none is none }}{{ u is none }}{{ 0 is none }}{{ s is not none }}", "{{ s is string }}{{ 1 is string }}{{ 1 is number }}{{ true is number }}{{ 1.5 is float }}{{ 1 is integer }}{{ true is integer }}{{ true is boolean }}{{ 1 is boolean }}",
    "{{ m is mapping }}{{ l is mapping }}{{ l is iterable }}{{ s is iterable }}{{ 1 is iterable }}{{ l is sequence }}{{ m is sequence }}{{ 1 is sequence }}{{ u is iterable }}", "{{ true is true }}{{ 1 is true }}{{ false is false }}{{ 2 is even }}{{ 3 is odd }}{{ 9 is divisibleby 3 }}{{ 9 is divisibleby(2) }}",
    "{{ 1 is eq 1 }}{{ 1 is equalto(2) }}{{ 1 is ne 2 }}{{ 1 is lt 2 }}{{ 1 is ge 2 }}{{ 1 is in [1] }}{{ 1 is not in [1] }}{{ 'a' is in 'abc' }}", "{{ range is callable }}{{ 1 is callable }}", "{{ not s is none }}{{ not u is defined and true }}",
    # Methods.
    "{{ ' a '.strip() }}|{{ 'xax'.strip('x') }}|{{ ' a '.lstrip() }}|{{ ' a '.rstrip() }}|{{ 'ab'.lstrip('a') }}|{{ '\\na\\n'.strip('\\n') }}", "{{ 'a,b,,c'.split(',') }}{{ ' a  b '.split() }}{{ 'a,b,c'.split(',', 1) }}{{ 'a b c'.split(none, 1) }}{{ 'a,b,c'.rsplit(',', 1) }}{{ ''.split() }}{{ ''.split(',') }}", "{{ 'a'.split('') }}",
    "{{ 'a\\nb\\r\\nc\\n'.splitlines() }}{{ ''.splitlines() }}", "{{ 'hello'.startswith('he') }}{{ 'hello'.endswith('lo') }}{{ 'hello'.startswith(('x', 'h')) }}{{ 'hello'.endswith('') }}", "{{ 'hello'.startswith(1) }}", "{{ 'aXb'.replace('X', 'Y') }}{{ 'aaa'.replace('a', 'b', 2) }}{{ 'ab'.upper() }}{{ 'AB'.lower() }}{{ 'aB'.capitalize() }}",
    "{{ 'hello'.find('l') }}{{ 'héllo'.find('l') }}{{ 'a'.find('b') }}{{ 'aaa'.count('a') }}{{ 'aaa'.count('aa') }}", "{{ ', '.join(['a', 'b']) }}{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ 'abc'.removeprefix('x') }}{{ '12'.isdigit() }}{{ ''.isdigit() }}", "{{ l.index(2) }}{{ l.count(2) }}", "{{ l.index(9) }}",
    # Errors of syntax.
    "{{", "{{ }}", "{% %}", "{{ 1", "{{ 1 %}", "{% if %}{% endif %}", "{% if true %}", "{% endif %}", "{% for i l %}{% endfor %}", "{{ 'a }}", "{{ (1 }}", "{{ 1) }}", "{{ a b }}", "{{ a. }}", "{{ a| }}", "{{ 1 + }}", "{# a", "{{ a is }}", "{% set 1 = 2 %}", "{% set x %}", "{% else %}", "{% if a %}{% else %}{% elif b %}{% endif %}",
    "{{ f(a=1, 2) }}", "{{ [1 }}", "{{ {1 2} }}", "{% for true in l %}{% endfor %}", "{% set none = 1 %}", "{% unknown %}", "{{ a ! b }}", "{{ a ? b }}", "{% break %}", "{{ a|nosuchfilter }}", "{{ a is nosuchtest }}", "{{ raise_exception('no') }}",
]

CONTEXT = {
    "s": "héllo World", "n": 3, "f": 2.5, "l": [1, 2, 3], "m": {"a": 1, "b": "x"}, "e": "", "z": 0, "t": True,
    "msgs": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ho"}], "nothing": None,
}
