"""What the App Home has to show: what the rooms declare for it, read in one unit of work."""

from bot.services.context.home_parts import HomeView, home_parts
from bot.services.context.member_context import MemberContext


def home_view(ctx: MemberContext, *packages: str) -> HomeView:
    """Home as it is now, of these packages' parts, or of ours where none is given."""
    return HomeView({one.name: one.read(ctx) for one in home_parts(*packages)})
