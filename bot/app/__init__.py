"""The process: what has to be in place before it runs, what it is built of, and how it is.

Nothing is built at import.
"""

from bot.app.product import Product, the_product
from bot.app.runtime import Runtime, WentDeaf, build
from bot.app.start import CannotStart, Role, open_database

__all__ = [
    "CannotStart",
    "Product",
    "Role",
    "Runtime",
    "WentDeaf",
    "build",
    "open_database",
    "the_product",
]
