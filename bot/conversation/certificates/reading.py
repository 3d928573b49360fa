"""Reads a certificate: rules alone, each fact with its place, nothing where two are as likely.

Laid out (`layout`), a page is cells with neighbours; `labels` pairs labels and values, `phrases`
reads sentences, `tables` rows under heads. A fact is looked for in the surest place first.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.certificates import days, lengths
from bot.conversation.certificates.certificate import Certificate, Found
from bot.conversation.certificates.dated import Dates, dates_of
from bot.conversation.certificates.flaws import flaw_of
from bot.conversation.certificates.issuing import number_of, url_of
from bot.conversation.certificates.layout import lay_out
from bot.conversation.certificates.measured import (
    between_of,
    credits_of,
    minutes_of,
    points_of,
)
from bot.conversation.certificates.naming import title_of
from bot.conversation.certificates.pages import Code, Page
from bot.conversation.certificates.persons import person_of
from bot.conversation.certificates.providing import provider_of
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.tables import Tables, tables_of
from bot.conversation.certificates.telling import (
    is_called,
    is_certificate,
    is_dated,
    is_dated_deed,
    is_done,
    is_headed,
    is_name_alone,
    is_named,
    is_of_learning,
    is_of_learning_alone,
    is_other,
    is_renewed,
    is_said,
    is_short,
    is_signed,
    is_undisputed,
)
from bot.conversation.certificates.weighing import Weighed


def read(pages: Sequence[Page], codes: Sequence[Code]) -> Certificate | None:
    """What a document says of somebody's learning; None where it is no certificate.

    Total: any lines, in any boxes, have an answer. Lines beyond `layout.LINES_MOST`, and
    characters of a line beyond `layout.LINE_MOST`, are not read.
    """
    try:
        sheet = Sheet(lay_out(pages), codes)
        if not sheet.cells:
            return None
        flaw = flaw_of(sheet)
        if flaw is not None and _is_of_learning(sheet):
            return Certificate(flaw=flaw)
        if is_other(sheet):
            return None
        said = is_certificate(sheet)
        if not said and not is_undisputed(sheet):
            return None
        found = _facts(sheet)
        return found if (said and _is_of_somebody(sheet, found)) or _is_told(sheet, found) else None
    finally:
        days.forget()
        lengths.forget()


def _is_of_learning(sheet: Sheet) -> bool:
    """Whether a page that says something against itself would be taken for a certificate's."""
    return is_of_learning(sheet) and is_undisputed(sheet) and (is_called(sheet) or is_done(sheet))


def _is_of_somebody(sheet: Sheet, found: Certificate) -> bool:
    """Whether what was found is a certificate's: somebody's, who has done it. A page that does not
    call itself one has to say more.
    """
    title = found.title or found.supposed_title
    provider = found.provider or found.supposed_provider
    if title is None and not is_of_learning(sheet):
        return False
    facts = (title, provider, found.day, found.minutes)
    told = sum(one is not None for one in facts)
    somebody = bool(found.person or found.people)
    if _is_plainly_somebodys(sheet, found):
        return True
    if is_headed(sheet):
        if somebody or found.number or told > 2 or (told > 1 and is_said(sheet)):
            return True
        if told and is_said(sheet) and is_named(sheet):
            return True
        return title is not None or told > 1
    more = (found.issued, found.expiry, found.start, found.number, found.url)
    told += (found.credits or found.points) is not None
    told += sum(one is not None for one in more)
    named = somebody or is_named(sheet)
    if is_done(sheet):
        surely = bool(found.person) and (is_said(sheet) or is_called(sheet))
        if told > (0 if surely else 1) and (somebody or is_said(sheet)):
            return True
        return told > 2 and (named if title else is_called(sheet) and bool(found.number))
    if found.people:
        return told > 1 and is_signed(sheet)
    return is_called(sheet) and named and found.number is not None and told > 2


def _is_plainly_somebodys(sheet: Sheet, found: Certificate) -> bool:
    """Whether a short page that nothing speaks against names somebody alone and says when: such a
    page is evidence, even if little is told of it.
    """
    if not is_short(sheet) or not is_undisputed(sheet) or not is_of_learning(sheet):
        return False
    if _is_called_and_dated(sheet, found):
        return True
    return is_dated_deed(sheet) and (found.person is not None or is_named(sheet))


def _is_called_and_dated(sheet: Sheet, found: Certificate) -> bool:
    """Whether it is headed as a certificate, or is called one and says that it was done; has a day;
    and a line may be somebody's name.
    """
    if found.person is None and not is_name_alone(sheet):
        return False
    if is_headed(sheet) and is_dated(sheet):
        return True
    dated = found.day or found.expiry or found.issued or found.start
    return is_called(sheet) and is_done(sheet) and dated is not None


def _is_told(sheet: Sheet, found: Certificate) -> bool:
    """Whether the facts of a page that nothing speaks against tell that it is a certificate: it
    names somebody, and they have done it, or what they hold expires, which nothing does that is to
    come; or it is called a certificate and says nearly everything.
    """
    if not is_undisputed(sheet) or not is_of_learning_alone(sheet):
        return False
    somebody = bool(found.person or found.people)
    if not somebody and not (is_short(sheet) and is_name_alone(sheet)) and not is_named(sheet):
        return False
    dated = found.day or found.issued
    long = found.minutes or found.credits or found.points or found.between
    facts = (
        found.title or found.supposed_title,
        found.provider or found.supposed_provider,
        dated,
        long,
        found.number,
        found.expiry,
        found.url,
    )
    told = sum(one is not None for one in facts)
    done, called = is_done(sheet), is_called(sheet)
    if is_short(sheet) and _is_called_and_dated(sheet, found):
        return True
    if found.expiry is not None and (done or called or is_renewed(sheet)):
        return (dated or long) is not None and told > 2
    if done:
        least = 2 if found.person is None else 0 if is_short(sheet) and dated else 1
        return (dated or long) is not None and told > least
    return called and dated is not None and told > 2


def _facts(sheet: Sheet) -> Certificate:
    tables = tables_of(sheet)
    person = person_of(sheet, tables.cells) if len(tables.people) < 2 else None
    title = title_of(sheet, person, tables.cells)
    dates = _with_tables(dates_of(sheet, tables.cells), tables)
    taken = tables.cells | {
        at
        for at, cell in enumerate(sheet.cells)
        for one in (person, title.value if title is not None else None)
        if one is not None and cell.place == one.place
    }
    provider = provider_of(sheet, taken, title_elsewhere=title is not None)
    of_days = (dates.end.value - dates.start.value).days + 1 if dates.start and dates.end else 1
    return Certificate(
        title=_as_fact(title, agreed=True),
        supposed_title=_as_fact(title, agreed=False),
        person=person,
        day=dates.day,
        start=dates.start,
        end=dates.end,
        issued=dates.issued,
        minutes=minutes_of(sheet, tables),
        between=between_of(sheet, of_days),
        credits=tables.total_credits or credits_of(sheet),
        points=points_of(sheet),
        provider=_as_fact(provider, agreed=True),
        supposed_provider=_as_fact(provider, agreed=False),
        expiry=dates.expiry,
        number=number_of(sheet, tables.cells),
        url=url_of(sheet),
        modules=tables.modules,
        people=tables.people if len(tables.people) > 1 else (),
    )


def _as_fact(weighed: Weighed | None, *, agreed: bool) -> Found[str] | None:
    return weighed.value if weighed is not None and weighed.agreed == agreed else None


def _with_tables(dates: Dates, tables: Tables) -> Dates:
    """With the days of a table, where the page says no other."""
    first, last = tables.first_day, tables.last_day
    if dates.day is not None or first is None or last is None:
        return dates
    if dates.expiry is not None and dates.expiry.value < last.value:
        dates = replace(dates, expiry=None)
    if first.value == last.value:
        return replace(dates, day=last)
    return replace(dates, day=last, start=first, end=last)
