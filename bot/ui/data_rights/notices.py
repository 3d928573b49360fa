"""What members are told about their exports and about erasing."""

from bot.figures import several
from bot.services.data_rights import badge_actions
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.said import plainly, with_small
from storage.queues.jobs import JobRecord


def job(view: JobRecord) -> Content:
    """On the message that announced slow work: how far it is, and how it ended."""
    return plainly(_how_it_stands(view), f"job:{view.id}")


def _how_it_stands(view: JobRecord) -> str:
    if view.state == "done":
        return _here(view)
    if view.state == "aside":
        return "Your export did not work out."
    if view.state == "cancelled":
        return "Your export was dropped: your record was erased."
    words = "Your export is on its way, to this conversation."
    done, of = view.progress.get("count"), view.progress.get("of")
    if not done or not of:
        return words
    files = view.progress.get("step") == "files"
    many = several(of, "file") if files else several(of, "entry", "entries")
    return f"{words} It holds {done:,} of {many} so far."


def _here(view: JobRecord) -> str:
    files = len(view.result.get("files", ()))
    words = "Your export is here, in this conversation."
    if files > 1:  # as releases before 0.9 brought it
        words = f"Your export is here: {several(files, 'file')}, in this conversation."
    missing = view.result.get("missing", 0)
    if not missing:
        return words
    return (
        f"{words} {several(missing, 'file')} of your evidence could not be put in; it says which."
    )


def document(view: JobRecord) -> Content:
    """The same of a document."""
    return plainly(_how_document_stands(view), f"job:{view.id}")


def _how_document_stands(view: JobRecord) -> str:
    if view.state == "done":
        return "Your document is here, in this conversation."
    if view.state == "aside":
        return "Your document did not work out."
    if view.state == "cancelled":
        return "Your document was dropped: your record was erased."
    words = "Your document is on its way, in this conversation."
    done, of = view.progress.get("done"), view.progress.get("of")
    if not of:
        return words
    match view.progress.get("step"):
        case "entries":
            return f"{words} I have read {done:,} of {several(of, 'entry', 'entries')}."
        case "files":
            return f"{words} I have fetched {done:,} of {several(of, 'file')}."
        case _:
            return f"{words} I am laying it out."


def badge(view: JobRecord) -> Content:
    """The same of a badge."""
    words = "Your badge is on its way, in this conversation."
    if view.state == "done":
        failed = view.result.get("unable") or view.result.get("gone")
        words = "I made no badge." if failed else "Your badge is here, in this conversation."
        others = button("All your cycles", badge_actions.ShowBadges())
        return Content(
            words,
            [section(words, f"job:{view.id}"), *actions(f"job:{view.id}:badges", [others])],
        )
    if view.state == "aside":
        words = "Your badge did not work out."
    elif view.state == "cancelled":
        words = "Your badge was dropped: your record was erased."
    return plainly(words, f"job:{view.id}")


def audit_pack(view: JobRecord) -> Content:
    """The same of a pack for an audit."""
    return plainly(_how_pack_stands(view), f"job:{view.id}")


def _how_pack_stands(view: JobRecord) -> str:
    if view.state == "done":
        if view.result.get("gone"):
            return "There is no such audit any more, so I made no pack."
        missing = view.result.get("missing", 0)
        words = "Your audit pack is here, in this conversation."
        if not missing:
            return words
        return f"{words} {several(missing, 'file')} of evidence could not be put in; it says which."
    if view.state == "aside":
        return "Your audit pack did not work out."
    if view.state == "cancelled":
        return "Your audit pack was dropped: your record was erased."
    words = "Your audit pack is on its way, in this conversation."
    done, of = view.progress.get("done", view.progress.get("count")), view.progress.get("of")
    match view.progress.get("step"):
        case "entries" if of:
            return f"{words} I have read {done:,} of {several(of, 'entry', 'entries')}."
        case "files" if of:
            return f"{words} I have fetched {done:,} of {several(of, 'file')}."
        case "pages":
            return f"{words} I am laying out the document."
        case _:
            return words


def record_erased() -> Content:
    """After erasing: what became of it, and what the member may still want to do."""
    return with_small(
        "Your record is erased, and it cannot be brought back.",
        "My messages about it say so in a moment, and files that I brought you are deleted. "
        "What you typed to me yourself stays in Slack until you delete it there.",
        "notice:erased",
    )
