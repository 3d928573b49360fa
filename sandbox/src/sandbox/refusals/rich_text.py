"""The table of the `rich_text` block's inside: sections, lists, quotes, preformatted text.

Limits: docs.slack.dev, `reference/block-kit/blocks/rich-text-block`.
"""

from collections.abc import Mapping

from sandbox.refusals.checks import Check, boolean, choice, integer, listing, record, string, tagged
from sandbox.refusals.composition import url

_style = record(
    {}, {"bold": boolean(), "italic": boolean(), "strike": boolean(), "code": boolean()}
)
_name = string(least=1)


def _inline(kind: str, required: Mapping[str, Check], **optional: Check) -> Check:
    return record({"type": choice(kind), **required}, {"style": _style, **optional})


_TEXT = _inline("text", {"text": string(least=1)})
_LINK = _inline("link", {"url": url()}, text=string(least=1), unsafe=boolean())

_inlines = tagged(
    {
        "text": _TEXT,
        "link": _LINK,
        "emoji": _inline("emoji", {"name": _name}, unicode=_name),
        "user": _inline("user", {"user_id": _name}),
        "channel": _inline("channel", {"channel_id": _name}),
        "broadcast": _inline("broadcast", {"range": choice("here", "channel", "everyone")}),
        "date": _inline(
            "date",
            {"timestamp": integer(0), "format": string(least=1)},
            url=url(),
            fallback=string(),
        ),
    }
)

_border = integer(0, 1)
_section = record({"type": choice("rich_text_section"), "elements": listing(_inlines)})

RICH_TEXT: Check = tagged(
    {
        "rich_text_section": _section,
        "rich_text_list": record(
            {
                "type": choice("rich_text_list"),
                "style": choice("bullet", "ordered"),
                "elements": listing(tagged({"rich_text_section": _section}), least=1),
            },
            {"indent": integer(0, 8), "offset": integer(0), "border": _border},
        ),
        "rich_text_quote": record(
            {"type": choice("rich_text_quote"), "elements": listing(_inlines)},
            {"border": _border},
        ),
        "rich_text_preformatted": record(
            {
                "type": choice("rich_text_preformatted"),
                "elements": listing(tagged({"text": _TEXT, "link": _LINK})),
            },
            {"border": _border},
        ),
    }
)
"""One part of a `rich_text` block."""
