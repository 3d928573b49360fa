"""How the page shows what people and the app wrote."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.page.dates import day_heading, size, slack_date
from sandbox.page.mrkdwn import Reader

READER = Reader(
    users={"U0MAYA": "Maya O’Brien", "U0BAD": "<b>Bad</b>"},
    channels={"C0EV": "ev-bay"},
    tz="Europe/London",
    now=datetime(2026, 7, 21, 9, 0, tzinfo=UTC),
)
LINK = 'target="_blank" rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* _slanted_ ~gone~", "<strong>bold</strong> <em>slanted</em> <s>gone</s>"),
        ("*all _of_ it*", "<strong>all <em>of</em> it</strong>"),
        ("(*so*), *that*.", "(<strong>so</strong>), <strong>that</strong>."),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not this * _nor\nthis_", "* not this * _nor<br>this_"),
        ("`*as it is* <b>`", "<code>*as it is* &lt;b&gt;</code>"),
        ("```\na *b*\n```", "<pre>a *b*</pre>"),
        ("R&amp;D &lt;b&gt;", "R&amp;D &lt;b&gt;"),
        ("&amp;amp; is written once", "&amp;amp; is written once"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ('"quotes" & <', "&#34;quotes&#34; &amp; &lt;"),
        ("> one\n&gt; two\nthree", "<blockquote>one<br>two</blockquote>three"),
        ("before\n>>> all\nthe rest", "before<blockquote>all<br>the rest</blockquote>"),
        ("• a\n- b", '<ul start="1"><li>a</li><li>b</li></ul>'),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("<https://x.test/?a=1&amp;b=2>", f'<a href="https://x.test/?a=1&amp;b=2" {LINK}>'
         "https://x.test/?a=1&amp;b=2</a>"),
        ("*<https://x.test|the *course*>*", f'<strong><a href="https://x.test" {LINK}>'
         "the *course*</a></strong>"),
        ("<javascript:alert(1)|click me>", "click me"),
        ("<@U0MAYA>", '<span class="mention" data-user="U0MAYA">@Maya O’Brien</span>'),
        ("<@U0BAD>", '<span class="mention" data-user="U0BAD">@&lt;b&gt;Bad&lt;/b&gt;</span>'),
        ("<@U0GONE>", '<span class="mention" data-user="U0GONE">@U0GONE</span>'),
        ("<#C0EV>", '<span class="mention" data-channel="C0EV">#ev-bay</span>'),
        ("<!channel>", '<span class="mention broadcast">@channel</span>'),
        ("<!date^1784622600^{date_short_pretty} at {time}|soon>",
         '<span class="date">today at 09:30</span>'),
        ("<!date^never^{time}|soon>", "soon"),
        (":tada: :no_such_thing: 10:30:00", "🎉 :no_such_thing: 10:30:00"),
        ("\ue0000\ue001 *a*", "0 <strong>a</strong>"),
    ],
)  # fmt: skip
def test_mrkdwn_is_shown_as_slack_shows_it(written: str, shown: str) -> None:
    assert READER.mrkdwn(written) == shown


def test_plain_text_has_no_formats_but_lines_and_emoji() -> None:
    assert READER.plain("*R&amp;D*\n<b> :tada:") == "*R&amp;D*<br>&lt;b&gt; 🎉"


def test_markdown_has_headings_emphasis_links_and_lists() -> None:
    shown = READER.markdown("## Your *year*\n**8** of [30](https://x.test)\n- a `b`\n<i>")

    assert shown == (
        "<h4>Your <em>year</em></h4>"
        f'<strong>8</strong> of <a href="https://x.test" {LINK}>30</a>'
        '<ul start="1"><li>a <code>b</code></li></ul>&lt;i&gt;'
    )


def test_rich_text_has_its_styles_lists_and_quotes() -> None:
    shown = READER.rich(
        [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "a <b>\n", "style": {"bold": True, "strike": True}},
                    {"type": "user", "user_id": "U0MAYA"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "offset": 1,
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "emoji", "name": "tada"}],
                    }
                ],
            },
            {
                "type": "rich_text_quote",
                "elements": [{"type": "link", "url": "javascript:alert(1)", "text": "no"}],
            },
        ]
    )

    assert shown == (
        "<p><s><strong>a &lt;b&gt;<br></strong></s>"
        '<span class="mention" data-user="U0MAYA">@Maya O’Brien</span></p>'
        '<ol class="indent-0" start="2"><li>🎉</li></ol><blockquote>no</blockquote>'
    )


class _Tags(HTMLParser):
    """The tags and addresses in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name == "href"}
        assert not any(name.startswith("on") for name, _ in attrs)


_PIECES = st.sampled_from(
    ["<", ">", "*", "_", "~", "`", "```", "|", "&lt;", "&amp;", "\n", "> ", "- ", "# ", "[", "](",
     ")", "<script>", "javascript:alert(1)", "https://x.test", "@U0BAD", "!date^1^", "\ue000",
     "\ue001", "0", '"', "'", " onclick=", "a b", "<img src=x onerror=alert(1)>", ":tada:"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=5), max_size=14).map("".join))
def test_nothing_that_is_written_becomes_a_tag_of_its_own(written: str) -> None:
    for shown in (READER.mrkdwn(written), READER.plain(written), READER.markdown(written)):
        found = _Tags()
        found.feed(str(shown))
        assert found.tags <= {
            "a", "blockquote", "br", "code", "em", "h4", "li", "ol", "pre", "s", "span", "strong",
            "ul",
        }  # fmt: skip
        assert not any(one.lower().startswith("javascript") for one in found.addresses)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("{date_num} {time_secs}", "2026-11-20 14:05:09"),
        ("{date}", "November 20, 2026"),
        ("{date_short}", "Nov 20, 2026"),
        ("{date_long}", "Friday, November 20, 2026"),
        ("{date_pretty}", "yesterday"),
        ("{ago}", "21 hours ago"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_a_date_is_written_in_the_form_that_the_message_asks_for(form: str, shown: str) -> None:
    at = datetime(2026, 11, 20, 14, 5, 9, tzinfo=UTC)

    assert slack_date(form, at, datetime(2026, 11, 21, 12, 0, tzinfo=UTC)) == shown


@pytest.mark.parametrize(
    ("day", "heading"),
    [(21, "Today"), (20, "Yesterday"), (19, "Thursday 19 November 2026")],
)
def test_a_day_of_the_stream_is_named_from_today(day: int, heading: str) -> None:
    assert day_heading(date(2026, 11, day), date(2026, 11, 21)) == heading


@pytest.mark.parametrize(
    ("octets", "shown"), [(999, "999 bytes"), (4_000, "4 kB"), (2_300_000, "2.3 MB")]
)
def test_a_files_size_is_written_in_the_unit_a_person_reads(octets: int, shown: str) -> None:
    assert size(octets) == shown
