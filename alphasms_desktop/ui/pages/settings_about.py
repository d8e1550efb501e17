"""The card that says which program this is, on whose work it stands, and where newer ones are."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from alphasms_desktop import __version__
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.browser import open_in_browser
from alphasms_desktop.ui.dialogs.licences import LicencesDialog
from alphasms_desktop.ui.releases import releases_url
from alphasms_desktop.ui.widgets.basics import Card, button, label, row


class AboutCard(Card):
    """Version, licences, and the way to the page of releases."""

    def __init__(self, open_page: Callable[[str], bool] = open_in_browser) -> None:
        super().__init__()
        self._open_page = open_page
        self.licences = button(tr("Licences…"), on_click=self.show_licences)
        self.updates = button(tr("Check for updates"), on_click=self.look_for_updates)
        self.address = label("", "muted", wrap=True)
        self.address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.address.hide()
        self.body.addWidget(label("AlphaSMS Desktop", "heading"))
        for text in (
            tr("Version {version}").format(version=__version__),
            tr("Licence: MIT. You may use, change and share the program freely."),
            tr("The window is made with Qt and PySide6 under the LGPL."),
            tr(
                "“Check for updates” opens the page of new versions in the browser. Nothing is "
                "downloaded or installed by itself."
            ),
        ):
            self.body.addWidget(label(text, "muted", wrap=True))
        self.body.addSpacing(6)
        self.body.addLayout(row(self.updates, self.licences, None))
        self.body.addWidget(self.address)

    def show_licences(self) -> None:
        """Show the licences of everything the program is made of."""
        shown = LicencesDialog(self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def look_for_updates(self) -> None:
        """Open the page of releases; where there is no browser, say its address."""
        page = releases_url()
        if self._open_page(page):
            self.address.hide()
            return
        said = tr("No browser could be opened. The page is: {address}").format(address=page)
        self.address.setText(said)
        self.address.show()
