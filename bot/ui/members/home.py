"""The App Home: what a person looks at to see where they stand and what to do next.

Standing as a picture, the one next useful step, what waits, what is planned, recent entries; the
settings are a page of their own behind a button, and so is whatever takes more room. The rooms
declare its sections; here they are put in order.
"""

from bot.services.context.home_parts import HomeView
from bot.ui.kit.blocks import View, home_tab
from bot.ui.kit.home_sections import HomeContext, home_blocks, home_sections
from bot.ui.members.home_sections import is_new
from bot.ui.members.next_step import next_step


def home(view: HomeView, *packages: str) -> View:
    """The whole tab, of these packages' sections, or of ours where none is given."""
    step = None if is_new(view) else next_step(view)
    return home_tab(home_blocks(HomeContext(view, step), home_sections(*packages)))
