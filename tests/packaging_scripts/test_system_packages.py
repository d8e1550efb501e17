"""Which system packages are missing, what they are called here, and how they get in."""

from pathlib import Path

import pytest

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'ID=fedora\nVARIANT="debian lookalike"\n'


@pytest.mark.parametrize(
    ("release", "expected"), [(DEBIAN, True), (MINT, True), (FEDORA, False), ("", False)]
)
def test_debian_and_its_children_are_recognised(system_packages, release, expected):
    assert system_packages.is_debian_like(release) is expected


def test_a_package_counts_under_its_old_and_its_new_name(system_packages, machine):
    wanted = ["libgl1", "libglib2.0-0", "libpulse0"]
    run = machine(installed=["libgl1", "libglib2.0-0t64"])

    installed = system_packages.installed_packages(wanted, run)

    assert system_packages.missing_packages(wanted, installed) == ["libpulse0"]


def test_a_package_that_was_removed_is_not_installed(system_packages):
    def run(command):
        return 0, "libgl1 config-files\nlibegl1 installed"

    assert system_packages.installed_packages(["libgl1", "libegl1"], run) == {"libegl1"}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (["libglib2.0-0"], "libglib2.0-0"),
        (["libglib2.0-0t64"], "libglib2.0-0t64"),
        ([], "libglib2.0-0"),
    ],
)
def test_apt_is_asked_for_the_name_in_this_release(system_packages, machine, known, expected):
    assert system_packages.apt_names(["libglib2.0-0"], machine(known=known)) == [expected]


def test_root_needs_nothing_before_the_command(system_packages, machine):
    assert system_packages.way_to_root(is_root=True, has_sudo=False, run=machine()) == []


def test_sudo_is_taken_only_when_it_asks_for_no_password(system_packages, machine):
    free = machine(sudo_asks_nothing=True)
    assert system_packages.way_to_root(is_root=False, has_sudo=True, run=free) == ["sudo", "-n"]
    assert system_packages.way_to_root(is_root=False, has_sudo=True, run=machine()) is None
    assert system_packages.way_to_root(is_root=False, has_sudo=False, run=free) is None


def test_root_updates_once_and_installs_without_extras(system_packages, machine):
    run = machine(known=["libgl1", "libglib2.0-0t64"])

    system_packages.install(["libgl1", "libglib2.0-0"], [], run)

    assert run.done == [
        "env DEBIAN_FRONTEND=noninteractive apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120"
        " install -y --no-install-recommends libgl1 libglib2.0-0t64",
    ]


def test_sudo_stands_before_everything(system_packages, machine):
    run = machine()
    system_packages.install(["libgl1"], ["sudo", "-n"], run)
    assert all(line.startswith("sudo -n env DEBIAN_FRONTEND") for line in run.done)


def test_without_root_nothing_is_run_and_the_line_is_told(system_packages, steps, machine):
    run = machine(known=["libglib2.0-0t64"])

    with pytest.raises(steps.TaskError) as stopped:
        system_packages.install(["libgl1", "libglib2.0-0"], None, run)

    assert stopped.value.code == 2
    assert "apt-get install -y --no-install-recommends libgl1 libglib2.0-0t64" in str(stopped.value)
    assert run.done == []


def test_the_line_has_sudo_only_where_there_is_sudo(system_packages):
    with_it = system_packages.words_without_root(["libgl1"], has_sudo=True)
    without = system_packages.words_without_root(["libgl1"], has_sudo=False)
    line = "apt-get install -y --no-install-recommends libgl1"
    assert with_it.endswith(f"    sudo apt-get update && sudo {line}")
    assert without.endswith(f"    apt-get update && {line}")
    assert "as root" in without


def test_a_failing_apt_is_quoted(system_packages, steps, machine):
    with pytest.raises(steps.TaskError, match="no such host") as stopped:
        system_packages.install(["libgl1"], [], machine(apt_works=False))
    assert stopped.value.code == 2


def test_venv_has_the_usual_package_for_the_usual_python(system_packages, tmp_path):
    assert system_packages.venv_package(tmp_path / "python3") == "python3-venv"
    other = Path(tmp_path / "python3.2")
    assert system_packages.venv_package(other).startswith("python3.")
    assert system_packages.venv_package(other) != "python3-venv"
