"""`sandbox`: a pretend AlphaSMS on this computer, until Ctrl+C."""

import json
import signal
from types import FrameType

from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.i18n import tr
from alphasms_desktop.sandbox import SCENARIOS, Sandbox, SandboxSettings


def run_sandbox(options: Options) -> Exit:
    """Serve until Ctrl+C or a request to end."""
    if options.scenario not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        refuse(tr("there is no such scenario; these are: {names}").format(names=known))
    settings = SandboxSettings(
        port=options.port,
        key=options.key,
        scenario=options.scenario,
        speed=options.speed,
        seed=options.seed,
        first_id=options.first_id,
        balance=options.balance,
        hooks_anywhere=options.hooks_anywhere,
        keep=options.keep,
    )
    try:
        sandbox = Sandbox(settings)
    except ValueError as error:
        refuse(
            tr("“{path}” is not a file of the pretend AlphaSMS").format(path=options.keep or error)
        )
    except OSError as error:
        raise TroubleError(Kind.PORT_TAKEN, str(error), port=options.port) from error

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    with sandbox:
        if options.json:
            print(json.dumps({"url": sandbox.url}), flush=True)
        else:
            print(tr("Pretend AlphaSMS at {url}; nobody is called.").format(url=sandbox.url))
            print(
                tr("Call with --api-url {url}; Ctrl+C ends it.").format(url=sandbox.url), flush=True
            )
        try:
            sandbox.wait()
        except KeyboardInterrupt:
            return Exit.DONE
    return Exit.DONE
