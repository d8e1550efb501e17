"""The computer's own voice, where it has one for a language; looked for when it is wanted."""

from PySide6.QtCore import QLocale, QObject, Signal

from alphasms_desktop.domain.saying import Language

_LOCALES = {
    Language.UK: QLocale.Language.Ukrainian,
    Language.EN: QLocale.Language.English,
    Language.RU: QLocale.Language.Russian,
}
_NO_ENGINES = frozenset({"mock"})


class ComputerVoice(QObject):
    """Speaks a text roughly as a phone would; `changed()` tells of the end and the beginning."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: QObject | None = None
        self._is_looked_for = False
        self._locales: dict[QLocale.Language, QLocale] = {}

    @property
    def is_speaking(self) -> bool:
        """Whether it speaks at this moment."""
        if self._engine is None:
            return False
        from PySide6.QtTextToSpeech import QTextToSpeech

        assert isinstance(self._engine, QTextToSpeech)
        return self._engine.state() is QTextToSpeech.State.Speaking

    def can_speak(self, language: Language) -> bool:
        """Say whether the computer has a voice for a language."""
        self._look()
        return _LOCALES[language] in self._locales

    def say(self, text: str, language: Language) -> None:
        """Speak a text; what is being said ends."""
        from PySide6.QtTextToSpeech import QTextToSpeech

        if self.can_speak(language) and isinstance(self._engine, QTextToSpeech):
            self._engine.stop()
            self._engine.setLocale(self._locales[_LOCALES[language]])
            self._engine.say(text)

    def stop(self) -> None:
        """Be silent."""
        from PySide6.QtTextToSpeech import QTextToSpeech

        if isinstance(self._engine, QTextToSpeech):
            self._engine.stop()

    def _look(self) -> None:
        if self._is_looked_for:
            return
        self._is_looked_for = True
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError:
            return  # a system without the libraries of speech has no voice
        if not set(QTextToSpeech.availableEngines()) - _NO_ENGINES:
            return
        engine = QTextToSpeech(self)
        engine.stateChanged.connect(lambda _state: self.changed.emit())
        if engine.state() is QTextToSpeech.State.Error:
            return
        self._engine = engine
        self._locales = {one.language(): one for one in engine.availableLocales()}
