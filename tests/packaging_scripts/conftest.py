"""The scripts of `packaging/`, imported as they import each other: from their own folder.

Never as `packaging.…`, which is the name of a library that pytest itself uses.
"""

import importlib
import sys
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "packaging"


def _script(name):
    @pytest.fixture(scope="session", name=name)
    def load():
        sys.path.insert(0, str(_FOLDER))
        try:
            return importlib.import_module(name)
        finally:
            sys.path.remove(str(_FOLDER))

    return load


build = _script("build")
bundle_contents = _script("bundle_contents")
check_bundle = _script("check_bundle")
check_wheels = _script("check_wheels")
debian_package = _script("debian_package")
licences = _script("licences")
mac_bundle = _script("mac_bundle")
release_notes = _script("release_notes")
sbom = _script("sbom")
try_linux_package = _script("try_linux_package")
version_resource = _script("version_resource")
windows_installer = _script("windows_installer")
catalogues = _script("catalogues")
checks = _script("checks")
dev = _script("dev")
environment = _script("environment")
seed = _script("seed")
steps = _script("steps")
system_packages = _script("system_packages")


class Machine:
    """A computer with dpkg, apt and perhaps sudo; it notes what it was told to do."""

    def __init__(self, installed=(), known=(), sudo_asks_nothing=False, apt_works=True):
        self.installed = set(installed)
        self.known = set(known)
        self.sudo_asks_nothing = sudo_asks_nothing
        self.apt_works = apt_works
        self.done = []

    def __call__(self, command):
        words = list(command)
        if words[0] == "dpkg-query":
            names = [name for name in words if name in self.installed]
            complaint = "dpkg-query: no packages found matching libother"
            return 1, "\n".join([*(f"{name} installed" for name in names), complaint])
        if words[0] == "apt-cache":
            names = [name for name in words if name in self.known]
            return 0, "\n".join(f"Package: {name}\nVersion: 1" for name in names)
        if words == ["sudo", "-n", "true"]:
            return (0, "") if self.sudo_asks_nothing else (1, "sudo: a password is required")
        self.done.append(" ".join(words))
        return (0, "") if self.apt_works or "update" in words else (100, "E: no such host")


@pytest.fixture
def machine():
    return Machine
