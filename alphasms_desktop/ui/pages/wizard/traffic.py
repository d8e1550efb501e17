"""What a message means for everybody it goes to: bytes to be sent, minutes of the line, money."""

from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.wording.sounds import size_words

_MEGA = 1_000_000
_BITS = 8


def traffic_sentence(plan: Plan) -> str:
    """Return what the recording of a plan comes to for its recipients; there must be one."""
    assert plan.recording is not None
    calls, each = max(1, plan.calls), plan.recording.size_bytes
    minutes = calls * each * _BITS / _MEGA / plan.account.line_mbit_s / 60
    takes = (
        tr("less than a minute")
        if minutes < 1
        else ntr("about {n} minute", "about {n} minutes", round(minutes))
    )
    sums = tr("{recipients} × {each} = {size}: {takes} on a line of {speed} Mbit/s").format(
        recipients=ntr("{n} recipient", "{n} recipients", calls),
        each=size_words(each),
        size=size_words(calls * each),
        takes=takes,
        speed=f"{plan.account.line_mbit_s:g}",
    )
    cost = f", ≈ {money(plan.one_pass)}" if plan.one_pass is not None else ""
    why = tr(
        "The program sends the file with each call: the shorter the recording, the faster and "
        "cheaper."
    )
    return f"{sums}{cost}. {why}"
