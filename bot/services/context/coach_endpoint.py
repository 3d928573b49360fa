"""Where a language model may be asked, as far as services and people have to know; no key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoachEndpoint:
    """The operator's choice. `host` is that of its address, `run_by` who runs it in the operator's
    words (empty where they say nothing), `seconds` the time in which an answer is of use. `daily`
    and `workspace_daily` are requests at most of a member, and of everybody in a workspace.
    """

    host: str
    model: str
    run_by: str = ""
    seconds: float = 4.0
    daily: int = 40
    workspace_daily: int = 2000
