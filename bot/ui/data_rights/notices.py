"""What members are told about their exports and about erasing."""

from bot.ui.kit.blocks import Content
from bot.ui.kit.formatting import several
from bot.ui.kit.said import plainly, with_small
from storage.queues.jobs import JobRecord


def job(view: JobRecord) -> Content:
    """On the message that announced slow work: how far it is, and how it ended."""
    return plainly(_how_it_stands(view), f"job:{view.id}")


def _how_it_stands(view: JobRecord) -> str:
    if view.state == "done":
        return "Your export is here: two files, in this conversation."
    if view.state == "aside":
        return "Your export did not work out."
    if view.state == "cancelled":
        return "Your export was dropped: your record was erased."
    words = "Your export is on its way: two files, in this conversation."
    done, entries = view.progress.get("done"), view.progress.get("entries")
    if not done or not entries:
        return words
    which = {"json": "first", "csv": "second"}[view.progress["format"]]
    return f"{words} The {which} holds {done:,} of {several(entries, 'entry', 'entries')} so far."


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


def record_erased() -> Content:
    """After erasing: what became of it, and what the member may still want to do."""
    return with_small(
        "Your record is erased, and it cannot be brought back.",
        "My messages about it say so in a moment, and files that I brought you are deleted. "
        "What you typed to me yourself stays in Slack until you delete it there.",
        "notice:erased",
    )
