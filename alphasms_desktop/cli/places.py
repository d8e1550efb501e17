"""Which folder and which service a command means."""

from pathlib import Path

from alphasms_desktop import paths
from alphasms_desktop.cli.options import Options
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, DEFAULT_ADDRESS, parse_address
from alphasms_desktop.domain.campaign import Mode


def service_url(options: Options) -> str:
    """Return the address asked for, in its one written form, or the word for the sandbox."""
    if options.sandbox:
        return BUILT_IN_SANDBOX
    return parse_address(options.api_url or DEFAULT_ADDRESS).url


def mode_of(url: str) -> Mode:
    """Return the mode a service belongs to: an address on this computer rings nobody."""
    is_training = url == BUILT_IN_SANDBOX or parse_address(url).is_loopback
    return Mode.TRAINING if is_training else Mode.REAL


def data_folder(options: Options, mode: Mode) -> Path:
    """Return the folder asked for, or the user's own for this mode."""
    if options.data_dir:
        return options.data_dir
    return paths.default_data_folder(training=mode is Mode.TRAINING)
