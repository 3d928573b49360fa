"""A standing as a picture: rows of squares. Each stands beside the same figures in words."""

from typing import Final

from bot.policy.schemes.standing import (
    FrameworkStanding,
    HoursStanding,
    RhythmStanding,
    Standing,
    TargetStanding,
)

_SQUARES: Final = 10
_FULL, _EMPTY, _NOT_KNOWN, _PACE = "▰", "▱", "┄", "┆"

LEGEND: Final = f"{_PACE} is the recommended pace today."


def row(part: int | None, whole: int | None, pace: int | None = None) -> str:
    """Ten squares, filled as far as `part` goes of `whole`, with a mark where `pace` is. All are
    of one unit. None is not known, and has no squares: an empty row would say that it is 0.
    """
    if part is None or not whole:
        return _NOT_KNOWN * _SQUARES
    filled = max(0, min(_SQUARES, part * _SQUARES // whole))
    squares = _FULL * filled + _EMPTY * (_SQUARES - filled)
    if pace is None:
        return squares
    at = max(0, min(_SQUARES, (2 * pace * _SQUARES + whole) // (2 * whole)))
    return f"{squares[:at]}{_PACE}{squares[at:]}"


def picture(standing: Standing) -> str:
    """The year and the cycle, or how many entries say what they changed; a cycle that ended short
    as long as nobody has said what followed. Empty where there is nothing to draw, and where the
    member did not say what their account shows: what is logged here is then part of nothing.
    """
    ended = standing.ended_unanswered
    if ended is not None:
        span = "year" if ended.in_hours else "cycle"
        return f"{row(ended.credits, ended.minimum)}  last {span}"
    match standing:
        case TargetStanding() if not standing.declined:
            return "\n".join(
                [
                    f"{row(standing.year_credits, standing.recommended, _of_year(standing))}  year",
                    f"{row(standing.cycle_credits, standing.minimum, _of_cycle(standing))}  cycle",
                ]
            )
        case HoursStanding():
            return f"{row(standing.minutes, standing.minimum)}  year"
        case RhythmStanding() if standing.entries_12_months:
            count = standing.entries_12_months
            return f"{row(count - standing.without_evaluation, count)}  say what changed"
        case FrameworkStanding() if standing.asked:
            met = sum(one.met is True for one in standing.asked)
            return f"{row(met, len(standing.asked))}  subjects"
        case _:
            return ""


def has_pace(standing: Standing) -> bool:
    """Whether the picture has a mark that has to be explained."""
    return _PACE in picture(standing)


def _of_year(standing: TargetStanding) -> int | None:
    return standing.year_pace if _keeps_pace(standing) else None


def _of_cycle(standing: TargetStanding) -> int | None:
    return standing.cycle_pace if _keeps_pace(standing) else None


def _keeps_pace(standing: TargetStanding) -> bool:
    """Once the minimum is met no pace is left to keep; in the first days there is none yet."""
    return standing.pace in ("behind", "on pace", "between") and not standing.minimum_met
