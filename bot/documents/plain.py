"""A document as plain JSON values and back, for the process that renders it."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from bot.documents import model


def to_plain(value: Any) -> Any:
    """Dataclasses become objects under their fields' names, tuples lists, days ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    match value:
        case date():  # a moment is one too
            return value.isoformat()
        case dict():
            return {key: to_plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [to_plain(inner) for inner in value]
        case _:
            return value


def document_of(plain: Any) -> model.Document:
    """The document that `to_plain` was given. Raises KeyError, TypeError or ValueError."""
    return model.Document(
        **{
            **plain,
            "person": _person(plain["person"]),
            "period": _period(plain["period"]),
            "schemes": tuple(map(_scheme, plain["schemes"])),
            "entries": tuple(map(_entry, plain["entries"])),
            "moment": datetime.fromisoformat(plain["moment"]),
            "today": date.fromisoformat(plain["today"]),
            "chain": model.Chain(**plain["chain"]),
        }
    )


def placed_of(plain: Any) -> tuple[model.PlacedFile, ...]:
    """What became of the files. Raises TypeError."""
    return tuple(model.PlacedFile(**one) for one in plain)


def _person(plain: Any) -> model.Person:
    jobs = tuple((title, date.fromisoformat(since), _day(to)) for title, since, to in plain["jobs"])
    return model.Person(**{**plain, "jobs": jobs})


def _period(plain: Any) -> model.Period:
    return model.Period(**{**plain, "first": _day(plain["first"]), "last": _day(plain["last"])})


def _scheme(plain: Any) -> model.Scheme:
    opening = plain["opening"]
    return model.Scheme(
        **{
            **plain,
            "stages": tuple((called, stage) for called, stage in plain["stages"]),
            "enrolled_on": date.fromisoformat(plain["enrolled_on"]),
            "cycle_first": _day(plain["cycle_first"]),
            "cycle_last": _day(plain["cycle_last"]),
            "totals": tuple(map(_figure, plain["totals"])),
            "standing": tuple(map(_figure, plain["standing"])),
            "years": tuple(map(_figure, plain["years"])),
            "registration": _registration(plain["registration"]),
            "opening": None
            if opening is None
            else model.Opening(**{**opening, "on": date.fromisoformat(opening["on"])}),
        }
    )


def _figure(plain: Any) -> model.Figure:
    return model.Figure(**{**plain, "first": _day(plain["first"]), "last": _day(plain["last"])})


def _registration(plain: Any) -> model.Registration | None:
    if plain is None:
        return None
    days = {name: _day(plain[name]) for name in ("since", "until", "told_on")}
    return model.Registration(**{**plain, **days})


def _entry(plain: Any) -> model.Entry:
    return model.Entry(
        **{
            **plain,
            "first_day": _day(plain["first_day"]),
            "last_day": _day(plain["last_day"]),
            "subjects": tuple((name, minutes) for name, minutes in plain["subjects"]),
            "told": tuple(model.Told(**one) for one in plain["told"]),
            "worth": tuple(map(_worth, plain["worth"])),
            "evidence": tuple(map(_evidence, plain["evidence"])),
            "saved_on": _day(plain["saved_on"]),
            "disallowed": tuple(
                (scheme, date.fromisoformat(on), why) for scheme, on, why in plain["disallowed"]
            ),
            "sign_offs": tuple(
                model.SignOff(**{**one, "on": _day(one["on"])}) for one in plain["sign_offs"]
            ),
            "entered": tuple(
                model.Entered(**{**one, "on": date.fromisoformat(one["on"])})
                for one in plain["entered"]
            ),
            "left_out": tuple(plain["left_out"]),
            "late": tuple((what, date.fromisoformat(on)) for what, on in plain["late"]),
        }
    )


def _worth(plain: Any) -> model.Worth:
    tests = tuple(model.Test(**one) for one in plain["tests"])
    return model.Worth(**{**plain, "tests": tests})


def _evidence(plain: Any) -> model.Evidence:
    return model.Evidence(**{**plain, "runs_out": _day(plain["runs_out"])})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
