"""Sentences for what the file on the user's site answers, or fails to; `what` says which."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_THE_RELAY: dict[tuple[Kind, str], str] = {
    (Kind.NOT_THE_SERVICE, "relay_missing"): mark(
        "There is no such file on your site. Check the address, and that the file was put there."
    ),
    (Kind.NOT_THE_SERVICE, "relay_secret"): mark(
        "The file on your site holds another secret: it was saved earlier or by another "
        "computer. Save the file here once more and put it in the place of that one."
    ),
    (Kind.NOT_THE_SERVICE, "relay_placeholder"): mark(
        "The file on your site has no secret in it: it was not saved by this page. Save the "
        "file here and put it in the place of that one."
    ),
    (Kind.NOT_THE_SERVICE, "relay_text"): mark(
        "Your site does not run the file: there is no PHP at this place. Remove the file, have "
        "PHP switched on by whoever hosts the site, then save the file anew and put it there."
    ),
    (Kind.NOT_THE_SERVICE, "relay_shown"): mark(
        "Your site shows everybody the text of the file and does not run it: there is no PHP at "
        "this place. Its secret is void now. Remove the file, have PHP switched on, then save "
        "the file anew."
    ),
    (Kind.NOT_THE_SERVICE, "relay_old"): mark(
        "The file on your site is of another version of the program. Save the file here once "
        "more and put it in the place of that one."
    ),
    (Kind.NOT_THE_SERVICE, "relay_storage"): mark(
        "The file runs but cannot write on your site: the disk is full, or its folder may not "
        "be written. Have that mended by whoever hosts the site, then test again."
    ),
    (Kind.NOT_THE_SERVICE, "relay_answer"): mark(
        "Something other than the file answers at this address, perhaps a sign-in page or a "
        "protection of the site. Check the address and let the file be asked freely."
    ),
    (Kind.UNREACHABLE, "relay"): mark(
        "Your site does not answer, so results wait. Check its address and the internet; the "
        "program asks again by itself."
    ),
    (Kind.NOT_SECURE, "relay"): mark(
        "The certificate of your site is not trusted, so nothing was asked there. Check the "
        "site’s certificate and this computer’s date."
    ),
    (Kind.REDIRECTED, "relay"): mark(
        "The address leads elsewhere. Write the one the browser shows in the end, with https or "
        "www if they stand there."
    ),
    (Kind.THROTTLED, "relay"): mark(
        "Your site asks for a slower pace. Results wait there and are fetched a little later."
    ),
    (Kind.BAD_ADDRESS, "relay"): mark(
        "“{address}” cannot be the address of the file: that begins with https:// and ends with "
        "the file’s name, such as hook.php."
    ),
    (Kind.BAD_ADDRESS, "receiving"): mark(
        "“{address}” cannot be an address for results: that begins with https:// and names a "
        "host, with nothing behind a ? or #."
    ),
}
