"""A4 pages in PDF: the bundled faces, logo and band above, page numbers below."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alphasms_desktop import paths
from alphasms_desktop.i18n import tr
from alphasms_desktop.reports.cells import cleaned

if TYPE_CHECKING:
    from fpdf import FPDF

FACE = "DejaVu"
MARGIN = 14.0
TEXT, MUTED, BORDER, VIOLET, PALE = "#1A1F27", "#5F6B7C", "#DFE3E9", "#4B2A8C", "#EFE8FA"
_LOGO_MM = 8.0
_UNKNOWN = "□"
_NAME_AT_MOST = 70


@contextmanager
def new_pages(name: str, band: str) -> Iterator["FPDF"]:
    """Give a document without pages; each has the campaign's name above, and a band if given."""
    from fpdf import FPDF

    class Pages(FPDF):
        """Pages with our head and foot."""

        def header(self) -> None:
            """Put the logo and the name above every page, and the band of training."""
            logo = paths.resources() / "icons" / "program.png"
            self.image(logo, MARGIN, 8, _LOGO_MM, _LOGO_MM)
            self.set_xy(MARGIN + _LOGO_MM + 3, 8)
            self.set_font(FACE, "B", 9)
            self.set_text_color(TEXT)
            self.cell(60, _LOGO_MM, "AlphaSMS Desktop")
            self.set_font(FACE, "", 8)
            self.set_text_color(MUTED)
            self.cell(0, _LOGO_MM, shortened(self, name, 105), align="R")
            self.set_y(8 + _LOGO_MM + 3)
            if band:
                self.set_fill_color(PALE)
                self.set_text_color(VIOLET)
                self.set_font(FACE, "B", 9)
                self.cell(0, 7, f"  {band}", fill=True, new_x="LMARGIN", new_y="NEXT")
            self.set_y(self.get_y() + 3)

        def footer(self) -> None:
            """Put the number below each page."""
            self.set_y(-12)
            self.set_font(FACE, "", 8)
            self.set_text_color(MUTED)
            page = tr("Page {page} of {pages}").format(page=self.page_no(), pages="{nb}")
            self.cell(0, 6, page, align="C")

    made = Pages(format="A4")
    try:
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            made.add_font(FACE, style, paths.resources() / "fonts" / file)
        made.set_margins(MARGIN, MARGIN)
        made.set_auto_page_break(auto=True, margin=16)
        made.set_title(readable(made, name))
        made.set_creator("AlphaSMS Desktop")
        yield made
    finally:
        # The library reads its faces piece by piece, and leaves their files open.
        for face in made.fonts.values():
            face.ttfont.close()  # type: ignore[union-attr]  # a face from a file has one


def readable(pages: "FPDF", text: str) -> str:
    """Return a text in which every sign that the face lacks is a small box."""
    known = pages.fonts[FACE.lower()].cmap  # type: ignore[union-attr]  # a face from a file has it
    return "".join(one if ord(one) in known else _UNKNOWN for one in cleaned(text))


def shortened(pages: "FPDF", text: str, width_mm: float) -> str:
    """Return a text that fits a width on one line, cut with an ellipsis where it has to be."""
    shown = readable(pages, " ".join(text[: 4 * _NAME_AT_MOST].split()))
    if pages.get_string_width(shown) <= width_mm:
        return shown
    room = width_mm - pages.get_string_width("…")
    while shown and pages.get_string_width(shown) > room:
        shown = shown[: max(0, int(len(shown) * 0.9))] if len(shown) > 20 else shown[:-1]
    return f"{shown}…"
