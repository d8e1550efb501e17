"""Of all countries' holidays the packed program has Ukraine's; run before the program itself.

The library's own package of countries imports every one of them; this one imports none.
"""

import sys
from pathlib import Path
from types import ModuleType

countries = ModuleType("holidays.countries")
countries.__path__ = [str(Path(sys._MEIPASS, "holidays", "countries"))]  # type: ignore[attr-defined]  # noqa: SLF001
sys.modules[countries.__name__] = countries
