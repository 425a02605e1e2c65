"""What the course says and asks, as data: cases, sentences of tools, questions.

The words are TOML files in `en/`, one a module of the course. `questions` loads and draws
them, `words` fills the sentences of tools, `numbers` writes and reads numbers, and
`checks.problems` says what is wrong in which file.
"""
