"""Requests about the coach: turned on, turned off, shown. Coaching is a usual activity, and a coach
a vehicle: only what plainly speaks of the bot's own coach, or of its language model, stands here.
"""

from typing import Final, Literal

from bot.conversation.phrases.language import Family

CoachRequest = Literal["coach", "coach_on", "coach_off"]

_AI: Final = "(ai|artificial intelligence|chatgpt|chat gpt|gpt|llm|language model)"
_THE: Final = "(the|this|that|your)"
_COACH: Final = (
    f"[the|this|that|my|your] [ai] coach [thing|bot]|[{_THE}] {_AI} [thing|stuff|bit|bot|help]"
)
_FOR_ME: Final = "[for me|for good|for now|completely|altogether|again|too]"
_MINE: Final = (
    "[any of] (my|what i (write|wrote|say|type)) [own] "
    "[stuff|words|text|answers|data|things|entries|entry|reflections|writing|messages]"
)

COACH_OFF: Final[Family[CoachRequest]] = Family(
    "coach_off",
    says=(
        f"(turn|switch|shut) off ({_COACH}) {_FOR_ME}",
        f"(turn|switch|shut) ({_COACH}) off {_FOR_ME}",
        f"(disable|deactivate|stop|kill|end|get rid of|take away) ({_COACH}) {_FOR_ME}",
        f"({_COACH}) off {_FOR_ME}",
        f"no ({_COACH}) {_FOR_ME}",
        "no more [of (the|this|that)] coach",
        "i want (the|this|that) [ai] coach (off|gone|stopped)",
        f"(id|i would) (rather|prefer to) (do|work|be|go on) without {_THE} [ai] coach",
        f"(stop|quit) (using|asking|showing me) {_THE} [ai] coach",
        f"i (dont|do not|no longer) (want|need|like) [to (have|use)] ({_COACH}) "
        "[any more|anymore|any longer]",
        f"(stop|dont|do not|quit|never) (send|sending|show|showing|give|giving|pass|passing|feed|"
        f"feeding|share|sharing) ({_MINE}|anything|it|this|stuff) (to|with) ({_COACH}) "
        "[any more|anymore|again]",
        f"(stop|dont|do not|quit|never) (use|using) ({_COACH}) (on|for|with) ({_MINE}|me)",
    ),
    examples=(
        "turn the coach off",
        "coach off please",
        "switch off the AI",
        "I don't want the coach any more",
        "stop sending my words to the AI",
        "can you turn that AI thing off",
        "don't use AI on my answers",
        "I want the coach off",
        "stop using the coach",
    ),
    others=(
        "turned off the coach's engine",
        "switched off the AI camera before servicing it",
        "turn the coach engine off before you open the flap",
        "stop the coach on level ground and chock the wheels",
        "stop using AI for the reports and read the manual",
    ),
)

COACH_FAMILIES: Final[tuple[Family[CoachRequest], ...]] = (
    Family(
        "coach_on",
        says=(
            f"(turn|switch|put) [back] on ({_COACH}) {_FOR_ME}",
            f"(turn|switch|put) ({_COACH}) [back] on {_FOR_ME}",
            f"(enable|activate) ({_COACH}) {_FOR_ME}",
            "(start|bring back|resume) (the|your|my) [ai] coach again",
            "bring (the|your|my) [ai] coach back",
            f"({_COACH}) [back] on {_FOR_ME}",
            "(can|could|may) i [please] (have|get|use|try) (the|this|that|your) [ai] coach "
            "[back|again|on]",
            "i (want|would like|d like) [to (have|use|try)] (the|this|that|your) [ai] coach "
            "[back|again|on]",
            "id like [to (have|use|try)] (the|this|that|your) [ai] coach [back|again|on]",
        ),
        examples=(
            "turn on the coach",
            "coach on",
            "switch the AI back on please",
            "enable the coach",
            "start the coach again",
            "can I have the coach",
        ),
        others=(
            "turned on the coach heating and checked the boiler",
            "use AI to check the wording",
            "put the coach on the ramp and check the joints",
        ),
    ),
    Family(
        "coach",
        says=(
            "[the|my] [ai] coach [settings|setting|page|options|status|info]",
            "(show|open|see|give|get) [me] [the|my|your] [ai] coach "
            "[settings|setting|page|options|status|info]",
            "(tell|show|explain) me [more|a bit more|all] about (the|this|your) [ai] coach",
            f"{_AI} (settings|setting|options)",
        ),
        examples=("coach", "show me the coach settings", "the coach", "tell me about the coach"),
        others=(
            "coach door interlock refresher, half a day",
            "the coach showed me how to set the points",
            "coach air suspension",
        ),
    ),
)
