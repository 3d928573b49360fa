"""The member's own record beside the qualities that their scheme names, and what goes with it."""

from typing import ClassVar, Final

from bot.conversation.dialogue_questions import question
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.record.actions.answering import AnswerForm, answer_form, question_id
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.dialogue import dialogue_about
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.schemes.pages import Qualities
from bot.services.schemes.qualities import qualities_of, set_grade


@action("qualities")
class ShowQualities(Action):
    """The mirror of one enrolment; 0 for the first whose scheme names qualities."""

    shows_a_page: ClassVar[bool] = True

    enrolment: int = 0

    def do(self, ctx: MemberContext) -> Qualities:
        return Qualities(qualities_of(ctx, self.enrolment))


@action("tell_grade")
class TellGrade(Action):
    """Whether the member is Chartered ("chartered", "other")."""

    enrolment: int
    grade: str

    def do(self, ctx: MemberContext) -> Qualities:
        set_grade(ctx, self.enrolment, self.grade)
        return Qualities(qualities_of(ctx, self.enrolment))


@action("ask_about")
class AskAbout(OfEntry):
    """Open one question about an entry, to answer it privately."""

    question: str

    def do(self, ctx: MemberContext) -> AnswerForm:
        entry, asked = self.found(ctx), question_id(self.question)
        return answer_form(entry, question(asked, dialogue_about(ctx, entry).facts))


ASKED: Final = (TopicMeaning("qualities", lambda _: ShowQualities()),)
