"""A breakfast workshop of two sittings: "contact time 2 x 90 minutes"."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets("A5")
    page.text(74, 25, "The Ledger Room", "oblique 22 b c #374b3a")
    page.text(74, 32, "workshops for owners of small firms", "oblique 9 c")
    page.line((40, 37), (108, 37), colour="#374b3a")
    page.text(74, 56, "ATTENDANCE NOTE", "serif 12 c wide")
    page.text(20, 78, "Delegate:   Hugo Lindqvist-Barr", "serif 11")
    page.text(20, 90, "Subject:    Reading a Balance Sheet", "serif 11")
    page.text(20, 102, "Held:         12 & 19 March 2026", "serif 11")
    page.text(20, 114, "Contact time 2 x 90 minutes", "serif 11")
    page.text(20, 126, "Pre-reading about 1 hour", "serif 11")
    page.scribble(95, 160)
    page.text(20, 195, "The Ledger Room LLP, 4 Chandler's Yard, Tarnby", "serif 7")
    return page
