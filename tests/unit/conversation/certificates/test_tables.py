"""What a table's days mean beside the other days of a page."""

from tests.unit.conversation.certificates.pages import certificate


def test_what_expires_before_the_last_day_of_a_table_is_no_expiry() -> None:
    found = certificate("""
    ## Certificate of Attendance
    Name: Ada Example
    Valid until: 3 May 2025
    Module | Date | Hours
    Brake fluid | 04/02/2026 | 3
    Wheel balance | 05/02/2026 | 2
    """)
    assert found.day is not None
    assert found.expiry is None
