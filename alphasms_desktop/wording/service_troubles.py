"""What AlphaSMS refuses, and what stands on the way to it, with what to do."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_THE_SERVICE: dict[Kind, str] = {
    Kind.KEY_MISSING: mark("AlphaSMS gets no API key, so it takes no calls. Enter the key."),
    Kind.WRONG_KEY: mark(
        "AlphaSMS does not know this key: it was changed or mistyped. "
        "Copy it from the cabinet again."
    ),
    Kind.BANNED: mark(
        "Your AlphaSMS account is blocked, no calls can be made. Contact AlphaSMS support."
    ),
    Kind.API_DISABLED: mark(
        "API access is off in your cabinet, so the program cannot call. Turn it on: Settings → API."
    ),
    Kind.IP_DENIED: mark(
        "AlphaSMS takes no requests from your internet address. "
        "Add it to the allowed IPs: Settings → API."
    ),
    Kind.ACCESS_DENIED: mark(
        "AlphaSMS does not let the program in: the key is wrong, or API access is off, or your "
        "internet address is not allowed. Check all three in the cabinet: Settings → API."
    ),
    Kind.NO_MONEY: mark("The balance is too low, the remaining calls wait. Top up and resume."),
    Kind.PHONE_MISSING: mark(
        "The phone of this row did not reach AlphaSMS, no call was made. Check the number."
    ),
    Kind.NO_SOUND_FILE: mark(
        "The recording did not reach AlphaSMS, no call was made. Open it again and check."
    ),
    Kind.UPLOAD_FAILED: mark(
        "The recording was not uploaded, this call was not made. "
        "The program tries again; if it fails, check the internet."
    ),
    Kind.FILE_TOO_BIG: mark("The recording is too big for AlphaSMS. Make it shorter."),
    Kind.FILE_FORMAT: mark(
        "AlphaSMS cannot read this audio file. "
        "Open the original again and let the program convert it."
    ),
    Kind.AUDIO_FORMAT: mark(
        "AlphaSMS does not take this kind of sound. "
        "Restore the standard sound settings and make a trial call."
    ),
    Kind.AUDIO_DURATION: mark(
        "The recording is too long or too short for AlphaSMS. "
        "Change its length and make a trial call."
    ),
    Kind.BAD_HOOK: mark(
        "AlphaSMS does not take the address for results. "
        "Correct it, or turn receiving off and see no keys."
    ),
    Kind.BAD_SENDER: mark(
        "AlphaSMS does not know this sender name for your account. "
        "Choose one that the cabinet lists as approved."
    ),
    Kind.UNKNOWN_TEXT: mark(
        "AlphaSMS refuses the call for a reason we do not know. "
        "Read it below; if it repeats, contact support."
    ),
    Kind.UNREACHABLE: mark(
        "AlphaSMS cannot be reached, nothing is lost. Check the internet, then resume."
    ),
    Kind.NOT_SECURE: mark(
        "The connection to AlphaSMS is not secure (its certificate is not trusted), so nothing was "
        "sent. Check the computer's date and the office network, then resume."
    ),
    Kind.THROTTLED: mark(
        "AlphaSMS asks for a slower pace. The remaining calls wait; resume a little later."
    ),
    Kind.REDIRECTED: mark(
        "The address of the service leads elsewhere, and the key is never sent there. "
        "Correct the address of the service."
    ),
    Kind.NOT_THE_SERVICE: mark(
        "Something other than AlphaSMS answers (perhaps the office network). "
        "Check the internet and the service address."
    ),
    Kind.ANSWER_LOST: mark(
        "The answer was lost, so the call may have been made. "
        "Check in the cabinet and decide: repeat or leave."
    ),
}
