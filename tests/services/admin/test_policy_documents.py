"""Packs and frameworks loaded into a workplace: examined, kept once, dated, and told once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.delivery import sweeps
from bot.policy.documents.reading import Beside
from bot.policy.frameworks.faults import FrameworkRefused
from bot.services.admin import document_news, policy_documents
from bot.services.admin.policy_documents import By, Examined, Given
from bot.services.admin.rules import rules_view
from bot.services.members import settings
from bot.services.schemes.standings import standings_of
from storage.schemes.policy_documents import Load
from tests.services.harness import TODAY, ServiceHarness
from tests.standings import target
from tests.unit.policy.documents.builders import pack_yaml, swapped

TECHSAFE, IMI = "imi-techsafe", "imi-register"
TABLE = Beside(version="1", source="a document")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NEXT_YEAR = date(2027, 1, 1)


def adas(version: str = "1", hours: str = "6", since: str = "2026-01-01", extra: str = "") -> Given:
    """A framework of one subject."""
    return Given(
        f"pack: {TECHSAFE}\ncategory: ADAS\nversion: '{version}'\nsource: a document\n"
        f"checked_on: 2026-11-20\nvalid_from: {since}\n{extra}subjects:\n"
        f"  - {{name: Radar, minimum: {hours}, unit: hours}}\n"
    )


def register(version: str = "9", minimum: str = "100", **beside: str | date) -> Given:
    """The register with another minimum."""
    yaml = swapped(pack_yaml(version), "value: 90", f"value: {minimum}")
    return Given(yaml, Beside(**beside))  # type: ignore[arg-type]


def examined(harness: ServiceHarness, given: Given) -> Examined:
    with harness.open("UADMIN") as ctx:
        return policy_documents.examine(
            ctx.work, ctx.rules_now(), harness.contexts.packs, given, ctx.today
        )


def load(harness: ServiceHarness, given: Given, digest: str | None = None) -> str:
    """What becomes of a document that is confirmed as it was shown."""
    shown = examined(harness, given).digest if digest is None else digest
    with harness.open("UADMIN") as ctx:
        by = By(ctx.today, ctx.member.id)
        return policy_documents.load(ctx.work, harness.contexts.rules, given, by, shown).outcome


def enrol(harness: ServiceHarness, slack_id: str, category: str = "ADAS") -> None:
    with harness.open(slack_id) as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, TECHSAFE, category, ctx.today)


def tell(harness: ServiceHarness, told: set[Load] | None = None) -> int:
    return asyncio.run(sweeps.documents(harness.contexts, told))


def test_it_is_shown_with_whom_it_affects_and_nothing_is_kept(harness: ServiceHarness) -> None:
    enrol(harness, "UANA")
    enrol(harness, "UBEN", "hybrid")
    found = examined(harness, adas())
    assert [(one.category, one.names) for one in found.affected] == [("ADAS", ("Uana",))]
    assert [one.kind for one in found.frameworks[0].changes] == ["subject_added"]
    assert harness.query("SELECT count(*) FROM rule_decision") == [(0,)]


def test_it_is_in_force_from_the_next_unit_on_with_its_date(harness: ServiceHarness) -> None:
    assert load(harness, adas()) == "loaded"
    with harness.open() as ctx:
        [framework] = ctx.frameworks
        assert framework.version == "1"
    [row] = harness.query("SELECT pack, kind, valid_from, decided_on FROM rule_decision")
    assert row[:2] == (TECHSAFE, "framework")
    assert [str(one) for one in row[2:]] == ["2026-01-01", str(TODAY)]


def test_the_same_document_is_loaded_once(harness: ServiceHarness) -> None:
    given = adas()
    digest = examined(harness, given).digest
    assert [load(harness, given, digest) for _ in range(2)] == ["loaded", "loaded_before"]
    assert examined(harness, given).repeated == (("ADAS", "1"),)
    assert harness.query("SELECT count(*) FROM rule_decision") == [(1,)]


def test_two_administrators_who_load_it_at_once_load_it_once(harness: ServiceHarness) -> None:
    digest = examined(harness, adas()).digest

    def loading(slack_id: str) -> str:
        with harness.open(slack_id) as ctx:
            by = By(ctx.today, ctx.member.id)
            found = policy_documents.load(ctx.work, harness.contexts.rules, adas(), by, digest)
        return found.outcome

    for slack_id in ("UADMIN", "UOTHER"):
        with harness.open(slack_id):
            pass
    with ThreadPoolExecutor() as threads:
        outcomes = list(threads.map(loading, ["UADMIN", "UOTHER"]))
    assert sorted(outcomes) == ["loaded", "loaded_before"]
    assert harness.query("SELECT count(*) FROM rule_decision") == [(1,)]


def test_what_was_shown_and_is_another_by_now_is_not_loaded(harness: ServiceHarness) -> None:
    second = adas("2", "8", "2027-01-01")
    shown = examined(harness, second).digest
    assert load(harness, adas()) == "loaded"
    assert load(harness, second, shown) == "changed_meanwhile"
    with harness.open() as ctx:
        assert [one.version for one in ctx.frameworks] == ["1"]


def test_a_second_version_is_shown_as_a_difference_and_one_loaded_wrongly_is_corrected(
    harness: ServiceHarness,
) -> None:
    load(harness, adas())
    [news] = examined(harness, adas("2", "8", "2027-01-01")).frameworks
    assert [one.kind for one in news.changes] == ["minimum_raised"]
    assert news.before is not None
    assert news.before.version == "1"
    load(harness, adas("2", "80", "2027-01-01"))
    right = adas("3", "8", "2027-01-01", "corrects: '2'\n")
    [news] = examined(harness, right).frameworks
    assert [one.kind for one in news.changes] == ["minimum_lowered"]
    assert load(harness, right) == "loaded"


def test_all_that_is_wrong_is_told_and_nothing_is_kept(harness: ServiceHarness) -> None:
    with pytest.raises(FrameworkRefused) as refused:
        load(harness, Given("category,subject,minimum\nADAS,Radar,much\n"), "")
    assert len(refused.value.faults) == 3
    assert harness.query("SELECT count(*) FROM rule_decision") == [(0,)]


def test_a_pack_changes_what_counts_from_its_day_on_and_nothing_before(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2026, 1, 1))
        old = harness.logged(ctx, on=TODAY).id
        [before] = ctx.work.assessments.of_entries([old])[old]
    rate = swapped(pack_yaml("9"), "value: 1.0", "value: 2.0")
    assert load(harness, Given(rate, Beside(valid_from=NEXT_YEAR))) == "loaded"
    assert harness.reassess() == 1
    with harness.open() as ctx:
        [after] = ctx.work.assessments.of_entries([old])[old]
        assert (after.weight, after.credits) == (before.weight, before.credits)
        assert after.pack_version != before.pack_version
    harness.now = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
    with harness.open() as ctx:
        entry = harness.logged(ctx, on=date(2027, 1, 3))
        [later] = ctx.work.assessments.of_entries([entry.id])[entry.id]
    assert later.credits == 400


def test_a_pack_is_shown_with_the_entries_that_are_judged_anew(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        harness.logged(ctx, on=date(2026, 11, 1))
        harness.logged(ctx, on=date(2026, 11, 20))
    found = examined(harness, register(valid_from=date(2026, 11, 10)))
    assert [(one.names, one.entries) for one in found.affected] == [(("Uana",), 1)]
    assert [one.key for one in found.pack_news.changes] == ["cycle.minimum"]  # type: ignore[union-attr]


def test_the_minimum_of_a_pack_is_that_of_the_day(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2026, 1, 1))
    load(harness, register(valid_from=NEXT_YEAR))
    with harness.open() as ctx:
        [scheme] = standings_of(ctx)
        assert target(scheme.standing).minimum == 9000
    harness.now = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
    with harness.open() as ctx:
        [scheme] = standings_of(ctx)
        assert target(scheme.standing).minimum == 10000


def test_a_scheme_that_is_loaded_can_be_enrolled_in(harness: ServiceHarness) -> None:
    yaml = swapped(pack_yaml("1", "generic-30-90"), "name: generic-30-90", "name: garage")
    yaml = swapped(yaml, "title: Workplace CPD", "title: Our garage")
    assert load(harness, Given(yaml)) == "loaded"
    with harness.open() as ctx:
        settings.enrol(ctx, "garage")
        harness.logged(ctx)
        [scheme] = standings_of(ctx)
        assert scheme.title == "Our garage"
        assert ctx.rules["imi-techsafe"].titles["garage"] == "Our garage"


def test_a_scheme_may_be_called_otherwise_from_a_version_on(harness: ServiceHarness) -> None:
    load(harness, Given(swapped(pack_yaml("9"), "title: IMI register", "title: The register")))
    with harness.open() as ctx:
        assert ctx.rules[IMI].title == "The register"
        assert ctx.rules[TECHSAFE].titles[IMI] == "The register"


def test_a_scheme_that_is_loaded_has_its_nudges(harness: ServiceHarness) -> None:
    yaml = swapped(pack_yaml("1", "cmi"), "name: cmi", "name: garage")
    load(harness, Given(swapped(yaml, "title: CMI", "title: Our garage")))
    with harness.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, "garage", "", date(2025, 1, 1))
        harness.logged(ctx, on=date(2026, 11, 10), evaluate=None)
    harness.now = datetime(2026, 12, 10, 15, 0, tzinfo=UTC)
    assert harness.sweep() == 1
    assert harness.query("SELECT kind FROM nudge") == [("missing_evaluation",)]


def test_a_new_category_of_a_framework_is_offered(harness: ServiceHarness) -> None:
    load(harness, Given("category,subject,minimum\nHydrogen,Leaks,2 h\n", TABLE))
    with harness.open() as ctx:
        assert "Hydrogen" in (ctx.rules[TECHSAFE].categories(ctx.today) or ())


def test_what_was_loaded_is_listed_with_who_did_it(harness: ServiceHarness) -> None:
    load(harness, adas())
    load(harness, adas("2", extra="corrects: '1'\n"))
    with harness.open("UADMIN") as ctx:
        listed = rules_view(ctx).loaded
    assert [(one.title, one.version, one.valid_from, one.loaded_by) for one in listed] == [
        ("IMI TechSafe: ADAS", "2", date(2026, 1, 1), "Uadmin"),
        ("IMI TechSafe: ADAS", "1", date(2026, 1, 1), "Uadmin"),
    ]
    assert [one.corrected_by for one in listed] == [None, "2"]


def test_categories_that_a_pack_names_no_more_are_pointed_out_while_members_are_in_them(
    harness: ServiceHarness,
) -> None:
    enrol(harness, "UANA", "ADAS")
    yaml = pack_yaml("9", TECHSAFE)
    line = next(one for one in yaml.splitlines() if "ADAS" in one and "value" in one)
    found = examined(harness, Given(swapped(yaml, line, line.replace("ADAS", "Sensors"))))
    assert ("1 member is in ADAS, which it does not name; they stay in it until they leave") in [
        one.sentence for one in found.cautions
    ]


def test_what_a_release_does_not_read_is_passed_over_and_told(harness: ServiceHarness) -> None:
    load(harness, adas())
    with harness.database.transaction() as session:
        session.connection().execute(text("UPDATE rule_decision SET value = '\"{}\"'"))
        session.connection().execute(
            text(
                "INSERT INTO rule_decision (workspace_id, pack, key, kind, value, valid_from,"
                " decided_on) SELECT workspace_id, pack, key, kind, value, valid_from, decided_on"
                " FROM rule_decision"
            )
        )
        session.commit()
    with harness.open() as ctx:
        assert ctx.frameworks == ()
        [first, _] = ctx.rules_now().passed_over
        assert first.reason == "this release does not read it as a framework"


# Those whom it affects are told


def test_whom_it_affects_is_told_once_in_their_hours(harness: ServiceHarness) -> None:
    enrol(harness, "UANA")
    enrol(harness, "UBEN", "hybrid")
    load(harness, adas())
    told: set[Load] = set()
    assert tell(harness, told) == 0  # a Saturday
    harness.now = MONDAY
    assert [tell(harness, told) for _ in range(2)] == [1, 0]
    assert [kind for kind, _ in harness.said("UANA")] == ["document"]
    assert harness.said("UBEN") == []
    assert tell(harness) == 0  # another process, which remembers nothing
    assert [one.pack for one in told] == [TECHSAFE]


def test_several_categories_of_one_table_are_told_in_one_message(harness: ServiceHarness) -> None:
    for category in ("ADAS", "hybrid"):
        enrol(harness, "UANA", category)
    table = "category,subject,minimum\nADAS,Radar,6 h\nHybrid,Isolation,2 h\n"
    load(harness, Given(table, Beside(version="1", source="a document")))
    harness.now = MONDAY
    assert tell(harness) == 1
    [(_, values)] = harness.said("UANA")
    with harness.open() as ctx:
        news = document_news.news_for(ctx, values)
    assert [one.framework.category for one in news.frameworks] == ["ADAS", "Hybrid"]


def test_a_page_may_end_among_one_members_categories(harness: ServiceHarness) -> None:
    for slack_id in ("UANA", "UBEN", "UCEM"):
        for category in ("ADAS", "hybrid"):
            enrol(harness, slack_id, category)
    table = "category,subject,minimum\nADAS,Radar,6 h\nHybrid,Isolation,2 h\n"
    load(harness, Given(table, Beside(version="1", source="a document")))
    harness.now = MONDAY
    assert asyncio.run(sweeps.documents(harness.contexts, page=3)) == 3
    for slack_id in ("UANA", "UBEN", "UCEM"):
        [(_, values)] = harness.said(slack_id)
        assert values["categories"] == ["ADAS", "hybrid"]


def test_whoever_paused_is_told_when_they_are_back(harness: ServiceHarness) -> None:
    enrol(harness, "UANA")
    load(harness, adas())
    with harness.open() as ctx:
        ctx.change_member(paused_until=date(2026, 11, 25))
    told: set[Load] = set()
    harness.now = MONDAY
    assert tell(harness, told) == 0
    harness.now = MONDAY + timedelta(days=2)
    assert tell(harness, told) == 1


def test_what_was_corrected_before_anybody_was_told_is_not_told(harness: ServiceHarness) -> None:
    enrol(harness, "UANA")
    load(harness, adas("1", "60"))
    load(harness, adas("2", "6", extra="corrects: '1'\n"))
    harness.now = MONDAY
    assert tell(harness) == 1


def test_whoever_joined_later_is_not_told(harness: ServiceHarness) -> None:
    load(harness, adas())
    harness.now = MONDAY
    enrol(harness, "UANA")
    assert tell(harness) == 0


def test_a_pack_that_changes_no_value_is_told_to_nobody(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
    load(harness, Given(pack_yaml("9")))
    harness.now = MONDAY
    assert tell(harness) == 0
    load(harness, register("10", valid_from=NEXT_YEAR))
    assert tell(harness) == 1
