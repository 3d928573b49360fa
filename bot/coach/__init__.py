"""What is asked of a language model, and what of its answer is taken. Pure: no call is made here.

`requests` builds an exchange, `screening` replaces identifiers, `prompts/` holds the instructions,
`answers` reads and checks what came back, `ladder` shapes the body of the call.
"""
