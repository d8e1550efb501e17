"""The list of everything in a package, in the form of CycloneDX 1.6; for a release.

    python3 packaging/sbom.py dist/alphasms-desktop.cdx.json

Versions and hashes come from the lock, licences from `resources/licences`.
"""

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

import build

ROOT = Path(__file__).resolve().parent.parent
_QT = ("pyside6-addons", "pyside6-essentials", "shiboken6")
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_SPOKEN = {
    "MIT License": "MIT", "LGPL": "LGPL-2.1-or-later", "PSFL": "PSF-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause", "Public domain": "blessing",
}  # fmt: skip


def bill(root: Path) -> dict[str, Any]:
    """Return the list."""
    version = build.version_of(root)
    lock = (root / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    listed = json.loads((root / "resources/licences/licences.json").read_text(encoding="utf-8"))
    licences = {one["name"]: one["licence"] for one in listed}
    licences |= dict.fromkeys(_QT, licences["Qt"])
    components = [_component(name, licence, lock) for name, licence in sorted(licences.items())]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, version + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "alphasms-desktop",
                "name": "alphasms-desktop",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": [
            {"ref": "alphasms-desktop", "dependsOn": [one["bom-ref"] for one in components]}
        ],
    }


def _component(name: str, licence: str, lock: str) -> dict[str, Any]:
    found = re.search(
        rf"^{re.escape(name)}(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)"
        r"(?P<rest>.*(?:\n    --hash.*)*)",
        lock,
        re.MULTILINE | re.IGNORECASE,
    )
    expression = _SPOKEN.get(licence, licence)
    assert _SPDX.fullmatch(expression), f"{name}: {licence}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": name,
        "name": name,
        "licenses": [{"expression": expression}],
    }
    if found:
        version = found["version"]
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", found["rest"])
        component["version"] = version
        component["purl"] = component["bom-ref"] = f"pkg:pypi/{name}@{version}"
        # Several systems have several files of one version; each may be the one inside.
        component["hashes"] = [{"alg": "SHA-256", "content": one} for one in hashes]
    return component


def main(arguments: list[str]) -> int:
    """Write the list; returns the exit code."""
    target = Path(arguments[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(ROOT), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
