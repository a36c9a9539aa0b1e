"""The form in which the model sees a conversation."""

START, END, PADDING = "<|im_start|>", "<|im_end|>", "<|endoftext|>"

# The Jinja template that the GGUF file carries. It uses a loop, `+` and a condition, nothing else.
TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


def prompt(question: str) -> str:
    """What TEMPLATE gives for one message of the user, with add_generation_prompt."""
    return f"{START}user\n{question}{END}\n{START}assistant\n"
