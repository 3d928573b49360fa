"""What is said of names and numbers in an account: each by itself, as long as there are few."""

from bot.services.record.identifier_screen import Named
from bot.ui.record.identifier_screen import RATHER, names

PATEL, PLATE = Named("customer", "Mrs Patel"), Named("plate", "AB12 CDE")
PHONE, EMAIL = Named("phone", "07700 900123"), Named("email", "a@example.com")


def test_three_are_named_one_by_one() -> None:
    said = f"It names Mrs Patel, a number plate and a phone number. {RATHER}"
    assert names([PATEL, PLATE, PHONE]) == said


def test_of_more_the_rest_is_counted() -> None:
    said = f"It names Mrs Patel, a number plate and 2 more. {RATHER}"
    assert names([PATEL, PLATE, PHONE, EMAIL]) == said
