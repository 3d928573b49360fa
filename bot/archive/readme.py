"""What stands in an archive for whoever opens it without knowing what it is."""

from typing import Final

_TEXT: Final = """\
This is a CPD record, as cpdbot kept it on {made_at}.

record.html          to read, in any browser, without a network
record.json          the same for programs; record.schema.json describes it
entries.csv          the entries, for a spreadsheet
evidence/            files of evidence, each below its SHA-256
proof.json           that this record's chain is in the monthly roots of its workplace
receipts/            what time-stamp authorities said of these roots, if there is one
manifest.json        every file with its size and SHA-256, and files that are missing

HOW TO CHECK IT

With cpdbot, which needs no network, no database and no account for it:

    pip install cpdbot
    cpdbot verify THIS-FILE.zip

Alone it can only say that the record is consistent with itself: whoever could write all of it could
write it anew. Something that is held elsewhere says more:

    cpdbot verify THIS-FILE.zip --against AN-EARLIER-EXPORT.zip
    cpdbot verify THIS-FILE.zip --against THE-ROOT-OF-A-MONTH
    cpdbot verify THIS-FILE.zip --tsa-root THE-AUTHORITYS-ROOT.pem

An earlier export is one that you kept; roots are published, or kept, by the workplace.

Without cpdbot: its docs/export.md has a verifier of under 100 lines of Python, and receipts are
checked by openssl, for the month 2026-10, in a folder with these files:

    openssl ts -verify -data receipts/2026-10.txt -in receipts/2026-10-1.tsr -CAfile ROOT.pem
"""


def read_me(made_at: str) -> bytes:
    """README.txt."""
    return _TEXT.format(made_at=made_at).encode()
