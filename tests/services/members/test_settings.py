"""Settings of a member's own: what is kept, what is refused, and what follows from a change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.policy.working_time import is_working
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.working_time import working_time_of
from bot.services.members import settings
from bot.services.members.settings import SchemeSettings, read_credits, settings_view
from bot.services.schemes.standings import standings_of
from tests.services.harness import SATURDAY, TODAY, ServiceHarness
from tests.standings import target

IMI = "imi-register"


def test_enrolling_twice_changes_nothing(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.enrol(ctx, IMI)
        assert [one.title for one in settings_view(ctx).schemes] == ["IMI register"]


def test_enrolling_again_takes_up_what_was_left(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
        settings.leave(ctx, IMI)
        assert settings_view(ctx).schemes == ()
        settings.leave(ctx, IMI)
        settings.enrol(ctx, IMI)
        [scheme] = settings_view(ctx).schemes
        assert scheme.enrolment.cycle_start == date(2025, 6, 1)
        assert scheme.enrolment.opening_cycle == 2500
        assert scheme.last_day == date(2028, 5, 31)


EV, ADAS = "imi-techsafe/electrified vehicles", "imi-techsafe/ADAS"


def test_several_categories_of_one_scheme_stand_beside_each_other(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        for scheme in (IMI, EV, ADAS, "imi-techsafe/ adas ", "imi-techsafe/Hydrogen"):
            settings.enrol(ctx, scheme)
        view = settings_view(ctx)
        assert [one.title for one in view.schemes] == [
            "IMI register",
            "IMI TechSafe: electrified vehicles",
            "IMI TechSafe: ADAS",
            "IMI TechSafe: Hydrogen",
        ]
        [techsafe] = [one for one in view.offered if one.pack == "imi-techsafe"]
        assert techsafe.categories == ()
        assert [one.title for one in standings_of(ctx)][1:] == [
            one.title for one in view.schemes[1:]
        ]


def test_what_is_set_of_one_category_is_not_set_of_the_other(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, EV)
        settings.enrol(ctx, ADAS)
        settings.set_cycle_start(ctx, ADAS, date(2025, 6, 1))
        starts = {one.enrolment.scheme: one.enrolment.cycle_start for one in _schemes(ctx)}
        assert starts == {EV: None, ADAS: date(2025, 6, 1)}
        with pytest.raises(Refused, match="not_enrolled"):  # which of the two nobody can say
            settings.set_cycle_start(ctx, "imi-techsafe", date(2025, 6, 1))
        settings.leave(ctx, ADAS)
        assert [one.enrolment.scheme for one in _schemes(ctx)] == [EV]
        settings.enrol(ctx, ADAS)
        [_, adas] = sorted(_schemes(ctx), key=lambda one: one.enrolment.scheme, reverse=True)
        assert adas.enrolment.cycle_start == date(2025, 6, 1)


def test_the_first_category_that_is_named_is_that_of_the_enrolment_without_one(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, "imi-techsafe")
        [before] = _schemes(ctx)
        assert before.asks_category
        settings.enrol(ctx, ADAS)
        [after] = _schemes(ctx)
        assert (after.enrolment.id, after.enrolment.scheme) == (before.enrolment.id, ADAS)
        assert not after.asks_category
        settings.enrol(ctx, "imi-techsafe")  # an old button, pressed late
        settings.set_cycle_start(ctx, "imi-techsafe", date(2025, 6, 1))
        [late] = _schemes(ctx)
        assert late.enrolment.cycle_start == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [("cmi/ADAS", "no_such_scheme"), (f"imi-techsafe/{'a' * 41}", "category_too_long")],
)
def test_no_other_category_is_taken(harness: ServiceHarness, scheme: str, sentence: str) -> None:
    with harness.open() as ctx:
        with pytest.raises(Refused, match=sentence):
            settings.enrol(ctx, scheme)
        assert _schemes(ctx) == ()


def _schemes(ctx: MemberContext) -> tuple[SchemeSettings, ...]:
    return settings_view(ctx).schemes


@pytest.mark.parametrize(
    ("away", "short"),
    [(timedelta(days=20), True), (timedelta(days=900), False)],
    ids=["by mistake", "for years"],
)
def test_whoever_comes_back_reads_of_a_cycle_only_if_they_were_in_it(
    harness: ServiceHarness, away: timedelta, *, short: bool
) -> None:
    back = datetime(2028, 6, 5, 10, 0, tzinfo=UTC)
    harness.now = datetime(2025, 9, 1, 10, 0, tzinfo=UTC)
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=0, year=0)
    harness.now = back - away
    with harness.open() as ctx:
        settings.leave(ctx, IMI)
    harness.now = back
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        [scheme] = standings_of(ctx)
        assert (scheme.standing.ended is not None) == short


def test_what_can_be_set_depends_on_the_scheme(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, "cmi")
        view = settings_view(ctx)
        [cmi] = view.schemes
        assert (cmi.has_cycle, cmi.has_target) == (False, False)
        assert IMI in [one.pack for one in view.offered]
        assert "cmi" not in [one.pack for one in view.offered]
        with pytest.raises(Refused, match="scheme_has_no_cycle"):
            settings.set_cycle_start(ctx, "cmi", TODAY)
        with pytest.raises(Refused, match="scheme_has_no_credits"):
            settings.set_opening(ctx, "cmi", cycle=1, year=1)
        with pytest.raises(Refused, match="not_enrolled"):
            settings.set_cycle_start(ctx, IMI, TODAY)
        with pytest.raises(Refused, match="no_such_scheme"):
            settings.enrol(ctx, "astrology")


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (date(1989, 12, 31), "cycle_start_too_early"),
        (date(2026, 11, 22), "cycle_start_to_come"),
    ],
)
def test_a_cycle_starts_within_reason(harness: ServiceHarness, start: date, sentence: str) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        with pytest.raises(Refused, match=sentence):
            settings.set_cycle_start(ctx, IMI, start)


@pytest.mark.parametrize("start", [date(1990, 1, 1), date(2026, 11, 21), None])
def test_the_borders_and_not_knowing_are_taken(harness: ServiceHarness, start: date | None) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, start)
        [scheme] = settings_view(ctx).schemes
        assert scheme.enrolment.cycle_start == start


def test_a_cycle_start_moves_what_has_been_logged_into_the_cycle(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        settings.enrol(ctx, IMI)
        harness.logged(ctx, minutes=120)
        [before] = standings_of(ctx)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        [after] = standings_of(ctx)
        assert before.standing.kind == "provisional"
        assert target(after.standing).cycle_credits == 200


def test_an_opening_balance_is_dated_today_and_added_to_the_totals(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=3100, year=600)
        [scheme] = standings_of(ctx)
        assert scheme.enrolment.opening_on == TODAY
        now = target(scheme.standing)
        assert (now.cycle_credits, now.year_credits) == (3100, 600)
        assert not now.opening_pending


@pytest.mark.parametrize(
    ("cycle", "year", "sentence"),
    [
        (600, 601, "year_above_cycle"),
        (-1, 0, "credits_out_of_range"),
        (1_000_001, 0, "credits_out_of_range"),
        (5, -1, "credits_out_of_range"),
    ],
)
def test_an_opening_balance_that_cannot_be_is_refused(
    harness: ServiceHarness, cycle: int, year: int, sentence: str
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        with pytest.raises(Refused, match=sentence):
            settings.set_opening(ctx, IMI, cycle=cycle, year=year)


def test_declining_an_opening_balance_is_an_answer(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_opening(ctx, IMI, cycle=3100, year=600)
        settings.decline_opening(ctx, IMI)
        [scheme] = standings_of(ctx)
        assert scheme.enrolment.opening_cycle is None
        assert not scheme.standing.opening_pending


@pytest.mark.parametrize(
    ("text", "hundredths"), [("31", 3100), (" 31.5 ", 3150), ("0", 0), ("1,25", 125)]
)
def test_credits_are_read_to_the_hundredth(text: str, hundredths: int) -> None:
    assert read_credits(text) == hundredths


@pytest.mark.parametrize(
    "text", ["", "many", "-1", "1.005", "0,600", "NaN", "Infinity", "1e9", "1.2.3"]
)
def test_credits_that_are_no_number_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="credits_unreadable"):
        read_credits(text)


def test_a_new_job_ends_the_one_before_on_its_first_day(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.set_job(ctx, "Apprentice", date(2020, 9, 1))
        settings.set_job(ctx, " Vehicle   technician ", date(2023, 9, 1))
        view = settings_view(ctx)
        assert view.job is not None
        assert [(job.title, job.from_date, job.to_date) for job in view.jobs] == [
            ("Vehicle technician", date(2023, 9, 1), None),
            ("Apprentice", date(2020, 9, 1), date(2023, 9, 1)),
        ]
        assert view.job.title == "Vehicle technician"


@pytest.mark.parametrize(
    ("title", "since", "sentence"),
    [
        ("  ", TODAY, "job_needs_a_title"),
        ("🔧\u200b", TODAY, "job_needs_a_title"),
        ("x" * 101, TODAY, "job_title_too_long"),
        ("Fitter", date(1949, 12, 31), "job_date_out_of_range"),
        ("Fitter", TODAY + timedelta(days=367), "job_date_out_of_range"),
    ],
)
def test_a_job_needs_a_title_and_a_likely_day(
    harness: ServiceHarness, title: str, since: date, sentence: str
) -> None:
    with harness.open() as ctx, pytest.raises(Refused, match=sentence):
        settings.set_job(ctx, title, since)


def test_working_hours_and_days_decide_when_somebody_can_be_spoken_to(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_working_hours(ctx, 13 * 60, 24 * 60, [5, 6, 6])
        working = working_time_of(ctx.member)
        assert ctx.member.work_days == "56"
        assert (working.start, working.end) == (time(13), time(0))
        late, early = SATURDAY.replace(hour=23, minute=59), SATURDAY.replace(hour=12)
        assert is_working(late, working)
        assert not is_working(early, working)


@pytest.mark.parametrize(
    ("start", "end", "days", "sentence"),
    [
        (1020, 540, [0], "hours_reversed"),
        (540, 540, [0], "hours_reversed"),
        (0, 1441, [0], "hours_reversed"),
        (540, 1020, [], "no_working_days"),
        (540, 1020, [7], "no_working_days"),
    ],
)
def test_hours_that_are_none_are_refused(
    harness: ServiceHarness, start: int, end: int, days: list[int], sentence: str
) -> None:
    with harness.open() as ctx, pytest.raises(Refused, match=sentence):
        settings.set_working_hours(ctx, start, end, days)


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [
        ("gb", "GB", "United Kingdom"),
        ("uk", "GB", "United Kingdom"),
        ("England", "GB-ENG", "England"),
        ("germany", "DE", "Germany"),
        ("DEU", "DE", "Germany"),
    ],
)
def test_a_country_is_known_by_its_name_and_codes(
    harness: ServiceHarness, typed: str, code: str, name: str
) -> None:
    with harness.open() as ctx:
        settings.set_country(ctx, typed)
        assert ctx.member.country == code
        assert settings_view(ctx).country == name


def test_public_holidays_are_those_of_the_country(harness: ServiceHarness) -> None:
    easter_monday, boxing_day_observed = date(2026, 4, 6), date(2026, 12, 28)
    with harness.open() as ctx:
        assert easter_monday not in working_time_of(ctx.member).holidays
        settings.set_country(ctx, "England")
        assert easter_monday in working_time_of(ctx.member).holidays
        assert not working_time_of(ctx.member).works_on(boxing_day_observed)
        settings.set_country(ctx, "Scotland")
        assert easter_monday not in working_time_of(ctx.member).holidays
        settings.set_country(ctx, None)
        assert working_time_of(ctx.member).works_on(boxing_day_observed)
        with pytest.raises(Refused, match="no_such_country"):
            settings.set_country(ctx, "Atlantis")


def test_ones_own_time_zone_goes_before_slacks_until_it_is_given_back(
    harness: ServiceHarness,
) -> None:
    harness.now = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    with harness.open() as ctx:
        settings.set_time_zone(ctx, "auckland")
        assert ctx.member.zone == "Pacific/Auckland"
        assert ctx.today == date(2026, 11, 22)
        settings.set_time_zone(ctx, None)
        assert ctx.member.zone == "Europe/London"
        for nowhere in ("Mars/Phobos", "../../etc/passwd", ""):
            with pytest.raises(Refused, match="no_such_zone"):
                settings.set_time_zone(ctx, nowhere)


def test_the_hour_of_nudges_is_chosen_from_those_of_the_working_day(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_working_hours(ctx, 8 * 60 + 30, 12 * 60, range(5))
        assert settings.hours_offered(ctx.member) == (510, 570, 630)
        settings.set_usual_hour(ctx, settings.read_hour("570"))
        assert ctx.member.usual_hour == 570
        settings.set_working_hours(ctx, 13 * 60, 17 * 60, range(5))
        assert settings.hours_offered(ctx.member) == (570, 780, 840, 900, 960)
        settings.set_usual_hour(ctx, settings.read_hour("afternoon"))
        assert ctx.member.usual_hour is None
        for nonsense in ("", "noon", "-30", "1440", "²", "9" * 9):
            with pytest.raises(Refused, match="no_such_hour"):
                settings.set_usual_hour(ctx, settings.read_hour(nonsense))


def test_cadence_and_privacy_are_kept(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.set_cadence(ctx, "cycle_end")
        settings.set_private_reflections(ctx, private=True)
        assert (ctx.member.cadence, ctx.member.private_reflections) == ("cycle_end", True)
        with pytest.raises(Refused, match="no_such_cadence"):
            settings.set_cadence(ctx, "hourly")


def test_every_change_shows_in_a_home_that_was_opened(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ctx.work.messages.open_home(ctx.member.id, ctx.real)
    _sent_home(harness)
    with harness.open() as ctx:
        settings.set_cadence(ctx, "standard")
    assert harness.query("SELECT kind, state FROM outbox") == [("home", "stale")]


def _sent_home(harness: ServiceHarness) -> None:
    with harness.database.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("UPDATE outbox SET state = 'sent', ts = 'V1'")
        session.commit()
