"""What the rules of a campaign ask for, and what keeps its results away."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_A_RUN: dict[Kind, str] = {
    Kind.CANARY_ASKS: mark(
        "The first calls are done: {answered} of {calls} were answered. "
        "Look at them; if all is well, resume and the rest is called."
    ),
    Kind.CAP_REACHED: mark(
        "The next call could pass the limit of {cap} ₴ ({spent} ₴ are spent), so the rest waits. "
        "Make a new campaign with a higher limit for those who wait."
    ),
    Kind.CAP_PASSED: mark(
        "AlphaSMS asked more for a call than ever before, so {spent} ₴ were spent with a limit of "
        "{cap} ₴. Nothing more leaves; check the prices in the cabinet."
    ),
    Kind.FEW_ANSWERS: mark(
        "Only {share} of the last {calls} calls were answered, where {usual} is usual: operators "
        "may be blocking the number. Look at the calls and ask AlphaSMS before you resume."
    ),
    Kind.SHORT_ANSWERS: mark(
        "People listened to the last {calls} calls for {seconds} s, where {usual} s is usual: "
        "operators may be blocking the number. Call yourself, then resume or ask AlphaSMS."
    ),
    Kind.MISSED_START: mark(
        "The set time of the start passed while the program was closed or the computer asleep, so "
        "nobody was called. Resume to start now, or stop the campaign."
    ),
    Kind.CLOCK_WRONG: mark(
        "This computer's clock is {minutes} minutes off AlphaSMS's, so the allowed hours cannot be "
        "kept. Set the clock, then resume."
    ),
    Kind.NO_OPT_OUT: mark(
        "Advertising must let people refuse with a key, and no key does, so nobody was called. "
        "Give a key the action “Do not call” and make the campaign again."
    ),
    Kind.KEYS_CANNOT_ARRIVE: mark(
        "Advertising needs keys to arrive, and receiving is not set or not tested, so nobody was "
        "called. Set it in the settings and test it."
    ),
    Kind.TEXT_BRINGS_NO_KEYS: mark(
        "Advertising needs a key to refuse, and keys pressed to a text do not reach the program, "
        "so nobody was called. Record the message instead."
    ),
    Kind.ADVERTISING_KEEPS_HOURS: mark(
        "Only a service notice may be told outside the allowed hours, so nobody was called. "
        "Leave the reason out, and the advertising waits for its hours."
    ),
    Kind.BAD_KEYS: mark("The meanings of the keys contradict each other. Correct the marked rows."),
}

OF_RECEIVING: dict[Kind, str] = {
    Kind.BAD_CERTIFICATE: mark(
        "The certificate “{path}” cannot be read, so results are not received. "
        "Choose a certificate and its key, both as PEM files."
    ),
    Kind.NOT_RECEIVED: mark(
        "The test was sent and did not come in, so results would not arrive either. "
        "Check that the address leads to this program, then test again."
    ),
    Kind.HOOK_UNREACHED: mark(
        "The address for results does not answer, so results cannot arrive. "
        "Check it, the router or the tunnel, then test again."
    ),
    Kind.HOOK_NOT_SECURE: mark(
        "The certificate of the address for results is not trusted, so AlphaSMS may refuse it. "
        "Use one that browsers trust, or the tunnel’s own address."
    ),
    Kind.NO_RELAY_SECRET: mark(
        "The password store holds no secret of the file on your site, so nothing can be fetched. "
        "Save the file in the settings, put it on the site again, then test."
    ),
}
