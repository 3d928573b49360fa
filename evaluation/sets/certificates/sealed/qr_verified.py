"""A modern certificate whose address of verification is in its QR code alone."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((217, 0, 80, 210), "#eef2ff")
    page.text(20, 40, "Voltmere Institute", "sans 16 b #3538cd")
    page.text(20, 80, "Nadia Rahmani-Clarke", "sans 28 b")
    page.text(20, 95, "Battery Storage Safety for Workshops", "sans 16")
    page.text(20, 112, "Completed 23 Sep 2026  ·  Valid for 24 months", "sans 11 #555555")
    page.text(20, 122, "Assessment passed with 27 of 30 points", "sans 11 #555555")
    page.text(20, 185, "VW-8841-QX", "mono 11")
    page.qr((235, 60), 44, "https://verify.voltmere.example/c/VW-8841-QX")
    page.text(257, 114, "Scan to verify", "sans 9 c #3538cd")
    return page
