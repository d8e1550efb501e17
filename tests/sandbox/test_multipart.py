"""Bodies are split exactly, whatever bytes they hold, and broken ones do no harm."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.sandbox.multipart import boundary_of, split_multipart


def body_of(content, boundary=b"b"):
    head = b'Content-Disposition: form-data; name="voice"; filename="a.wav"'
    return b"--%b\r\n%b\r\n\r\n%b\r\n--%b--\r\n" % (boundary, head, content, boundary)


@given(st.binary())
def test_any_bytes_come_through_unchanged(content):
    (part,) = split_multipart(body_of(content, b"0f1e2d3c"), b"0f1e2d3c")
    assert (part.name, part.file_name, part.content, part.whole) == (
        "voice", "a.wav", content, True
    )  # fmt: skip


def test_ends_of_lines_at_the_edges_belong_to_the_content():
    for content in (b"\r\n", b"\r\n\r\n", b"--", b"\r\n--", b"\n--b\r\n"):
        (part,) = split_multipart(body_of(content), b"b")
        assert part.content == content


def test_what_stands_before_the_first_boundary_is_ignored():
    (part,) = split_multipart(b"preamble\r\n" + body_of(b"x"), b"b")
    assert part.content == b"x"


def test_a_part_cut_off_by_the_end_is_marked():
    body = body_of(b"0123456789")
    (part,) = split_multipart(body[: body.index(b"5")], b"b")
    assert part.content == b"01234"
    assert not part.whole


def test_a_part_without_content_or_without_headers_is_read():
    assert split_multipart(b"--b\r\nA: b\r\n\r\n--b--", b"b")[0].content == b""
    assert split_multipart(b"--b\r\n\r\nx\r\n--b--", b"b")[0].content == b"x"


def test_names_may_be_bare_and_stand_in_any_order():
    body = b"--b\r\ncontent-disposition: form-data; filename=a.wav; name=voice\r\n\r\nx\r\n--b--"
    (part,) = split_multipart(body, b"b")
    assert (part.name, part.file_name) == ("voice", "a.wav")


def test_garbage_gives_no_parts_or_few_and_never_an_error():
    chance = Random(5)
    pieces = [b"--b", b"\r\n", b"\r\n\r\n", b"--", b'name="x"', b"Content-Disposition:", b"\xff"]
    for _ in range(3000):
        body = b"".join(chance.choices(pieces, k=chance.randrange(12)))
        assert len(split_multipart(body, b"b")) <= 12


def test_a_body_of_nothing_but_parts_is_read_only_so_far():
    assert len(split_multipart(b"--b\r\n\r\n\r\n" * 10000 + b"--b--", b"b")) == 50


def test_the_boundary_is_found_with_and_without_quotes():
    assert boundary_of("multipart/form-data; boundary=abc") == b"abc"
    assert boundary_of('multipart/form-data; Boundary="a b"; x=y') == b"a b"
    assert boundary_of("multipart/form-data") is None
