"""The emoji that are shown for their shortcodes; any other shortcode stays as it was written."""

import re

_EMOJI = {
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "alarm_clock": "⏰",
    "arrow_right": "➡️",
    "bar_chart": "📊",
    "battery": "🔋",
    "bell": "🔔",
    "books": "📚",
    "bulb": "💡",
    "calendar": "📅",
    "car": "🚗",
    "chart_with_upwards_trend": "📈",
    "clipboard": "📋",
    "clock3": "🕒",
    "dart": "🎯",
    "eyes": "👀",
    "file_folder": "📁",
    "gear": "⚙️",
    "hammer_and_wrench": "🛠️",
    "heart": "❤️",
    "heavy_check_mark": "✔️",
    "hourglass": "⌛",
    "hourglass_flowing_sand": "⏳",
    "information_source": "ℹ️",
    "link": "🔗",
    "lock": "🔒",
    "mag": "🔍",
    "memo": "📝",
    "mortar_board": "🎓",
    "no_entry": "⛔",
    "page_facing_up": "📄",
    "paperclip": "📎",
    "pencil": "📝",
    "pencil2": "✏️",
    "pushpin": "📌",
    "question": "❓",
    "rocket": "🚀",
    "seedling": "🌱",
    "slightly_smiling_face": "🙂",
    "smile": "😄",
    "sparkles": "✨",
    "spiral_calendar_pad": "🗓️",
    "star": "⭐",
    "tada": "🎉",
    "trophy": "🏆",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "wrench": "🔧",
    "x": "❌",
    "zap": "⚡",
    "zzz": "💤",
}

_SHORTCODE = re.compile(r":([a-z0-9_+-]+):")


def emoji(name: str) -> str:
    """The emoji of that name; the name between colons where it is none that is shown here."""
    return _EMOJI.get(name, f":{name}:")


def with_emoji(text: str) -> str:
    """The text with the shortcodes it holds turned into emoji."""
    return _SHORTCODE.sub(lambda found: _EMOJI.get(found[1], found[0]), text)
