"""Loading a pack or a framework in a form: typed in parts, looked at, confirmed."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.policy.documents.reading import Beside
from bot.policy.frameworks.faults import FrameworkRefused
from bot.services.admin import policy_documents
from bot.services.admin.policy_documents import By, Examined, Given, Outcome
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken


@dataclass(frozen=True)
class Typed:
    """What stands in the form: the document's parts in their order, and what is said beside it."""

    parts: tuple[str, ...] = ()
    beside: Beside = field(default_factory=Beside)

    def __bool__(self) -> bool:
        return self != Typed()

    @property
    def text(self) -> str:
        """The whole document: each part begins a line."""
        return "\n".join(part.strip("\r\n") for part in self.parts)


@dataclass(frozen=True)
class LoadForm(Form):
    """The document that is to be loaded, with what is wrong with it (`faults`), or with what
    loading it would do (`examined`), once somebody has looked. `changed`: it is another than what
    was shown before. `schemes`: those that go by subjects, as (name, title).
    """

    instead: ClassVar[bool] = True
    typed: Typed
    schemes: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    examined: Examined | None = None
    changed: bool = False


@dataclass(frozen=True)
class DocumentLoaded(Message):
    """What became of a document that an administrator confirmed."""

    outcome: Outcome
    examined: Examined


@action("load_rules")
class AskToLoad(Action):
    """Open the form, empty."""

    def do(self, ctx: MemberContext) -> LoadForm:
        ctx.must(Permission.LOAD_RULES)
        return LoadForm(Typed(), _schemes(ctx))


@action()
class LoadDocument(Action):
    """Look at what was typed, or load it where just that was shown; `shown` is its digest."""

    typed: Typed
    shown: str

    def do(self, ctx: MemberContext) -> LoadForm | DocumentLoaded:
        ctx.must(Permission.LOAD_RULES)
        if ctx.rules_in_force is None or not self.typed.text.strip():
            raise Mistaken({PART.format(1): Refused("paste_a_document")})
        given = Given(self.typed.text, self.typed.beside)
        by = By(ctx.today, ctx.member.id)
        try:
            loaded = policy_documents.load(ctx.work, ctx.rules_in_force, given, by, self.shown)
        except FrameworkRefused as refused:
            faults = tuple(str(one) for one in refused.faults)
            return LoadForm(self.typed, _schemes(ctx), faults)
        if loaded.outcome == "changed_meanwhile":
            return LoadForm(
                self.typed, _schemes(ctx), examined=loaded.examined, changed=bool(self.shown)
            )
        if loaded.outcome == "loaded":
            policy_documents.show_open_entries(ctx.work, loaded.examined.pack, ctx.real)
        return DocumentLoaded(loaded.outcome, loaded.examined)


def _schemes(ctx: MemberContext) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, pack.title) for name, pack in ctx.rules.items() if "framework.subjects" in pack.rules
    )


PART: Final = "part_{}"
"""How the fields of the parts are called, each by its number."""

WORDS: Final = (Word("/cpd admin", "load", lambda _: AskToLoad()),)
