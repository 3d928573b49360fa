"""The App Home: standing, the next step, what is open and recent, who looked, settings."""

from datetime import timedelta

from tests.harness import ANA, ANSWER, BEN, SATURDAY, SENTENCE, Harness, Member, buttons, reads


async def test_it_says_how_to_begin(ana: Member) -> None:
    home = reads(await ana.open_home())
    assert "Tell me in a sentence what you learnt" in home
    assert "Which scheme is yours?" in home
    assert "Recent entries" not in home
    assert "Log something" in buttons(ana.home)


async def test_standing_at_a_glance(technician: Member) -> None:
    home = reads(await technician.open_home())
    assert "6 of 30 this year, about 8 behind its pace;" in home
    assert "31 of 90 in your cycle." in home
    assert "191 days left in this year, 557 in the cycle" in home
    assert "IMI goes by your IMI account" in home


async def test_it_changes_with_every_change(harness: Harness, technician: Member) -> None:
    await technician.open_home()
    await technician.write(SENTENCE)
    assert "Waiting for you" in reads(technician.home)
    await technician.write(ANSWER)
    await technician.click("Save", technician.home)
    assert "Waiting for you" not in reads(technician.home)
    assert "8 of 30 this year" in reads(technician.home)


async def test_a_draft_can_be_finished_from_there(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.open_home()
    await technician.click("Answer privately", technician.home)
    await technician.submit({"words": ANSWER})
    await technician.click("Save", technician.home)
    assert "Saved · " in reads(technician.card)


async def test_recent_entries_can_be_edited_withdrawn_and_restored(
    harness: Harness, technician: Member
) -> None:
    await technician.open_home()
    await technician.click("Withdraw", technician.home)
    assert "*Air conditioning refresher*\nWithdrawn · " in reads(technician.home)
    await technician.click("Restore", technician.home)
    assert "Withdrawn" not in reads(technician.home)
    await technician.click("Edit", technician.home)
    await technician.submit({"title": "Air con refresher"})
    assert "*Air con refresher*\nSaved · " in reads(technician.home)


async def test_planned_activities_stand_there(harness: Harness, technician: Member) -> None:
    await technician.command("plan First aid refresher next Tuesday")
    home = reads(await technician.open_home())
    assert "Planned\n*First aid refresher*" in home
    await technician.click("Did it", technician.home)
    assert "Waiting for you\n*First aid refresher*\nDraft · " in reads(technician.home)


async def test_who_looked_is_said(harness: Harness, technician: Member) -> None:
    with harness.open(BEN) as ctx:
        report = ctx.work.members.by_slack(ANA.id)
        assert report is not None
        ctx.work.teams.link(report.id, ctx.member.id, "active", source="member", now=ctx.now)
    assert "Nobody has looked at your record." in reads(await technician.open_home())
    await harness.member(BEN).command(name="/cpd-team")
    home = reads(await technician.open_home())
    assert "Ben looked at your totals, pace and dates" in home


async def test_settings_are_changed_from_there(harness: Harness, technician: Member) -> None:
    await technician.open_home()
    await technician.click("Settings", technician.home)
    for action, values, after in (
        ("working_time", {"work_days": ["0", "1"], "time_zone": "Berlin"}, "Europe/Berlin"),
        ("nudges", {"cadence": "cycle_end"}, "cycle is about to end"),
        ("job", {"job": "Workshop lead", "job_from": "2026-11-01"}, "Workshop lead"),
    ):
        await technician.press(technician.modal, action)
        assert await technician.submit(values) == {}
        assert after in reads(technician.modal)
    await technician.person.close()
    assert "Workshop lead" in reads(technician.home)


async def test_log_something_opens_the_form(technician: Member) -> None:
    await technician.open_home()
    await technician.click("Log something", technician.home)
    await technician.submit({"sentence": SENTENCE})
    assert "Waiting for you" in reads(technician.home)


async def test_another_visit_greets_nobody(harness: Harness, ana: Member) -> None:
    await ana.open_home()
    await ana.person.open_messages()
    await ana.open_home()
    assert ana.heard == []


async def test_it_holds_no_word_of_what_was_written(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    assert "proving dead" not in reads(await technician.open_home())


async def test_it_follows_the_calendar_when_it_is_opened(
    harness: Harness, technician: Member
) -> None:
    await technician.open_home()
    await harness.move_to(SATURDAY + timedelta(days=10))
    assert "181 days left in this year" in reads(await technician.open_home())


async def test_a_scheme_and_an_entry_may_bear_the_same_number(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA, "imi-register", cycle_start=None, job="technician")
    await ana.write(SENTENCE)
    [[entry, enrolment]] = await harness.query(
        "SELECT max(entry.id), max(enrolment.id) FROM entry, enrolment"
    )
    assert entry == enrolment
    home = reads(await ana.open_home())
    assert "Set date" in buttons(ana.home)
    assert "*High voltage isolation course*\nDraft" in home


async def test_of_many_plans_the_nearest_stand_there(harness: Harness, technician: Member) -> None:
    with harness.open(ANA) as ctx:
        for days in range(1, 9):
            day = ctx.today + timedelta(days=7 * days)
            ctx.work.entries.add(
                ctx.member.id,
                "planned",
                ctx.now,
                source_key=f"given:plan-{days}",
                title=f"Refresher number {days}",
                start_date=day,
                end_date=day,
            )
    home = reads(await technician.open_home())
    assert [days for days in range(1, 9) if f"Refresher number {days}" in home] == [1, 2, 3, 4, 5]
