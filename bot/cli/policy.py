"""`cpdbot policy`: packs checked, packs and frameworks loaded, and a member's figures explained."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.failure import Failure, read_settings

if TYPE_CHECKING:
    from bot.policy.schemes.gaps import Gap
    from bot.services.admin.policy_documents import Examined

_File = Annotated[Path, typer.Argument(help="A pack or a framework.", show_default=False)]
_Pack = Annotated[str, typer.Option(help="The scheme that it is for, such as imi-techsafe.")]
_Category = Annotated[str, typer.Option(help="The category, where a table does not say it.")]
_Version = Annotated[str, typer.Option(help="The document's version, where a table does not.")]
_Source = Annotated[str, typer.Option(help="Which document it is copied from; for a table.")]
_From = Annotated[
    str | None,
    typer.Option("--from", help="The first day of a table or a pack, such as 2027-01-01."),
]
_Corrects = Annotated[
    str, typer.Option(help="The version, loaded wrongly, in whose place this one stands.")
]
_Workspace = Annotated[
    str | None, typer.Option(help="The Slack workspace (T…), where there are several.")
]

_A_MEMBER: Final = re.compile(r"[UW][A-Z0-9]{2,20}")
"""A member's Slack id; packs have small letters."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    policy = typer.Typer(
        help="Schemes' rules as data: check, load and explain them.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for command in (check, diff, load, explain):
        policy.command()(command)
    app.add_typer(policy, name="policy")


def check(
    file: Annotated[Path, typer.Argument(help="A pack as YAML.", show_default=False)],
) -> None:
    """Check a policy pack. What is wrong is named with file, line and reason.

    A rule that the scheme's kind needs and that is missing is named too, and fails the check. One
    that the pack itself says is not known is only named: what rests on it is "not known".
    """
    from bot.policy.schemes.gaps import gaps  # noqa: PLC0415 - see `bot.cli`
    from bot.policy.schemes.pack_file import PackError, load_pack  # noqa: PLC0415 - see `bot.cli`

    try:
        pack = load_pack(file)
    except PackError as error:
        raise Failure(str(error)) from error
    today = datetime.now(UTC).date()
    found = gaps(pack, today)
    missing = [_named(gap, today) for gap in found if not gap.stated]
    if missing:
        raise Failure(
            f"{file}: a scheme of this kind needs {', '.join(missing)}. "
            'Without, the answer is "not known".'
        )
    head = f"{file}: {pack.title}, version {pack.version}, {len(pack.rules)} rules."
    stated = [_named(gap, today) for gap in found if gap.stated]
    if stated:
        typer.echo(f"{head} Not known, as it says itself: {', '.join(stated)}.")
        return
    typer.echo(f"{head} All well.")


def diff(
    file: _File,
    *,
    pack: _Pack = "",
    category: _Category = "",
    version: _Version = "",
    source: _Source = "",
    since: _From = None,
    corrects: _Corrects = "",
    workspace: _Workspace = None,
) -> None:
    """Show what loading a pack or a framework would change, and for whom; nothing is changed.

    A framework is YAML or a table (CSV), a pack YAML: docs/rules.md. Options say what a table does
    not say itself.
    """
    from bot.cli.policy_loading import Loading  # noqa: PLC0415 - see `bot.cli`
    from bot.policy.documents.reading import Beside  # noqa: PLC0415

    beside = Beside(pack, category, version, source, _first_day(since), corrects)
    with Loading(read_settings().database_url, workspace, file, beside) as loading:
        _show(loading.examined)


def load(
    file: _File,
    *,
    pack: _Pack = "",
    category: _Category = "",
    version: _Version = "",
    source: _Source = "",
    since: _From = None,
    corrects: _Corrects = "",
    workspace: _Workspace = None,
    yes: Annotated[bool, typer.Option("--yes", help="Load it without asking.")] = False,
) -> None:
    """Load a pack or a framework: shown as by `diff`, then asked, then in force from its date.

    What was counted before that day stays. One loaded wrongly is corrected by another version that
    --corrects it. A running bot takes it up by itself; those whom it affects are told once.
    """
    from bot.cli.policy_loading import Loading  # noqa: PLC0415 - see `bot.cli`
    from bot.policy.documents.reading import Beside  # noqa: PLC0415

    beside = Beside(pack, category, version, source, _first_day(since), corrects)
    with Loading(read_settings().database_url, workspace, file, beside) as loading:
        _show(loading.examined)
        if loading.examined.nothing_to_load:
            return
        if not yes and not typer.confirm("Load it?"):
            raise Failure("nothing was loaded.")
        typer.echo(loading.load())


def explain(
    what: Annotated[
        str,
        typer.Argument(help="A member by Slack id, a shipped pack by name, or a pack's file."),
    ],
    *,
    workspace: _Workspace = None,
) -> None:
    """Show how a member's figures come about: schemes, rules with their sources, each entry's
    verdicts, and the sums. Entries by number and day; no title and nobody's words are shown.

    Of a pack: every rule as it is held: value, force, since when, and where it stands.
    """
    if _A_MEMBER.fullmatch(what):
        from bot.cli.policy_explaining import explained  # noqa: PLC0415 - see `bot.cli`

        lines: Iterable[str] = explained(read_settings().database_url, workspace, what)
    else:
        lines = _rules_of(what)
    for line in lines:
        typer.echo(line)


def _rules_of(pack: str) -> Iterable[str]:
    from bot.policy.schemes.pack_file import (  # noqa: PLC0415 - see `bot.cli`
        PackError,
        load_pack,
        load_packs,
    )
    from bot.ui.admin.lists import rule_line  # noqa: PLC0415 - see `bot.cli`

    try:
        found = load_packs().get(pack) or load_pack(Path(pack))
    except PackError as error:
        raise Failure(str(error)) from error
    yield f"{found.title}, by {found.body}, version {found.version}."
    for rules in found.rules.values():
        for rule in rules:
            yield f"- {rule_line(rule)}"


def _first_day(since: str | None) -> date | None:
    from bot.policy.frameworks.values import Unreadable, read_day  # noqa: PLC0415 - see `bot.cli`

    try:
        return None if since is None else read_day(since)
    except Unreadable as error:
        raise typer.BadParameter(f"--from {error}.") from None


def _show(examined: "Examined") -> None:
    from bot.ui.admin.document_words import parts_of  # noqa: PLC0415 - see `bot.cli`

    for part in parts_of(examined):
        typer.echo(part.heading)
        for line in part.lines:
            typer.echo(f"  {line}")


def _named(gap: "Gap", today: date) -> str:
    return gap.key if gap.since <= today else f"{gap.key} from {gap.since.isoformat()}"
