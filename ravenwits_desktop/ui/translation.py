"""The window's language: the catalogue of the user's language, if there is one, and Qt's own words with it.

Catalogues are compiled when the program is frozen (`build.spec`). A source tree has none and speaks English.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ravenwits_desktop.assets import resource


def install(app: QCoreApplication, locale: QLocale | None = None, folder: Path | None = None) -> bool:
    """Make `app` speak the language of `locale` (the system's if None); whether there is a catalogue for it.

    Without one Qt's own words stay English too: one window, one language. To be called before any widget is made.
    """
    wanted = locale or QLocale()
    own, of_qt = QTranslator(app), QTranslator(app)
    if not own.load(wanted, "ravenwits", "_", str(folder or resource("translations"))):
        return False
    if of_qt.load(wanted, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    app.installTranslator(own)
    return True
