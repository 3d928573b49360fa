"""Steering: what a member wants done with an entry or a question, in so many words."""

from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Steer = Literal[
    "save_all",
    "save",
    "undo",
    "later",
    "skip",
    "back",
    "discard",
    "discard_all",
    "bring_back",
    "another",
    "guide",
]
"""`skip` covers "never mind"; only `discard` and `discard_all` drop an entry."""

STEERING: Final = Families[Steer](
    Family(
        "save",
        says=(
            "save",
            "[please] (save|log|keep|store|submit|file) {it} [as it is] [please]",
            "(save|log|submit) [it|that] (now|away|anyway|as is|as it is)",
            "save {the} {entry}",
            "save and (finish|close)",
            "(go ahead|yes|yep|ok|thats it|all good|looks good|perfect) [and] (save|log) [it|that]",
            "thats (right|it|all|fine|everything) save [it]",
            "(just|pls) (save|log) it [already]",
        ),
        examples=("save it", "Save, please", "ok save that", "just save it", "save as is"),
        others=(
            "save your back when lifting",
            "saved 20 minutes a job",
            "log the fault code first",
        ),
    ),
    Family(
        "undo",
        says=(
            "undo",
            "undo (it|that|this|last|all that|everything|them|both) [change]",
            "undo [{the}] [last] (change|one|entry|thing|edit|bit)",
            "(take|put) (that|it|them) back",
            "revert [that|it|this]",
            "(change|put) (that|it) back [to (what|how) it was]",
            "go back to (what|how) it was",
        ),
        examples=(
            "undo",
            "Undo that please",
            "undo my last change",
            "put it back",
            "change it back",
        ),
        others=("undo the top bolt first", "put the cover back on before testing"),
    ),
    Family(
        "later",
        says=(
            "[ask me] later [on]",
            "[maybe|ill do it|ill answer|do it] later [on]",
            "not (now|today|right now|just now)",
            "(another|some other) time",
            "(in|give me) a (bit|minute|mo|sec|moment)",
            "ill (get|come) back to (you|it|that|this) [later]",
            "(busy|cant) [right] now",
            "[ask me later] im (busy|driving|with {text}|in a {text}|under a {text}|on the {text})",
            "ask me later [{text}]",
            "[not now] (havent|have not|got no|no) time [right now|today|now|for this|for it]",
            "ask [me] (tomorrow|another time|another day|again later)",
        ),
        examples=("later", "not now", "ask me later", "busy right now", "I'll come back to it"),
        others=("later on I checked the bracket again", "not now a problem since we log torque"),
    ),
    Family(
        "skip",
        says=(
            "skip [it|that|this] [one|question|bit]",
            "(pass|next|next question|move on)",
            "(never mind|nevermind|nvm) [that|it|this|the] [question|one]",
            "(no answer|id rather not|rather not|rather not say|prefer not to say)",
            "leave it [at that] [blank|empty]",
            "forget (it|that question|the question)",
            "(stop|dont) (ask|asking) [me] (that|this|about (it|that|this))",
            "i (dont want to|wont) answer [that|this]",
        ),
        examples=(
            "skip",
            "skip that one",
            "nvm",
            "never mind",
            "pass",
            "leave it blank",
        ),
        others=("skip the ten minute wait and you get hurt", "never mind the cost, test it first"),
    ),
    Family(
        "back",
        says=("back", "go back", "(previous|last) question", "ask [me] (that|it) again"),
        examples=("back", "go back", "previous question"),
        others=("back brake adjusted",),
    ),
    Family(
        "discard_all",
        says=(
            "(discard|delete|scrap|bin|drop|remove|cancel) (all|both) [(of them|of those|three|"
            "two|of it)]",
            "(discard|delete|scrap|bin|drop|remove) (everything|the lot|them|them all|those)",
        ),
        examples=("scrap them all", "delete both", "bin the lot"),
        others=("delete all fault codes before the test drive",),
    ),
    Family(
        "discard",
        says=(
            "(discard|cancel)",
            "(delete|scrap|bin|trash|drop|dump|remove|discard|cancel|lose|get rid of|chuck|ditch|"
            "throw away|kill|wipe|ignore) {it} [one] [{entry}]",
            "(delete|scrap|bin|drop|remove|discard|cancel|get rid of) {the} [last|latest|whole] "
            "({entry}|bit)",
            "(delete|scrap|bin|drop|remove|discard|cancel) (the|that) last",
            "(dont|do not) (log|save|keep|record) (it|that|this)",
            "i (didnt|did not) (do|go to|attend) (it|that) [after all|in the end]",
            "(that|it) (was|is) (a mistake|an accident|not for you|the wrong chat)",
            "forget i said (that|anything|it)",
        ),
        examples=(
            "discard",
            "scrap that",
            "delete that last one",
            "bin it please",
            "don't log it",
            "get rid of that entry",
            "cancel that",
        ),
        others=("drop the pressure before you open it", "remove the last bolt from the top"),
    ),
    Family(
        "bring_back",
        says=(
            "(bring|get) (it|that|that one|the last one|the draft) back",
            "(restore|undelete|recover) [(it|that|that one|the last one|the draft)]",
        ),
        examples=("bring it back", "restore that one"),
        others=("bring the car back to the bay",),
    ),
    Family(
        "save_all",
        says=(
            "(save|log) (both|all|them|all of them|both of them|them all|everything|the lot|all "
            "three)",
        ),
        examples=("save both", "save them all"),
        others=("save all the bolts in a tray",),
    ),
    Family(
        "another",
        says=(
            "[ask me] another [one|question]",
            "ask me (more|something else)",
            "one more question",
        ),
        examples=("ask me another", "one more question"),
        others=("another course on brakes",),
    ),
    Family(
        "guide",
        says=("guide me [through it|through this]", "help me (reflect|write it|write this)"),
        examples=("guide me", "help me reflect"),
        others=("guide me pins are worn on those calipers",),
    ),
)

NAMED: Final = Families[Steer](
    Family(
        "save",
        says=("(save|log|keep) (the|that|my) {named}",),
        examples=("save the coolant one", "log that webinar"),
        bare=True,
    ),
    Family(
        "discard",
        says=("(discard|delete|scrap|bin|drop|remove|cancel|get rid of) (the|that|my) {named}",),
        examples=("discard the induction", "bin the podcast one"),
        bare=True,
    ),
)
"""What steers an entry that is named by its own words: only where it can be found."""
