"""Bodies are split exactly, whatever bytes they hold, and broken ones do no harm."""

import tracemalloc
from hashlib import sha256
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.sandbox.multipart import MultipartReader, boundary_of


def split_multipart(body, boundary, *cuts):
    reader = MultipartReader(boundary)
    for begin, end in pairwise([0, *sorted(cuts), len(body)]):
        reader.feed(body[begin:end])
    return reader.finish()


PIECES = [b"--b", b"\r\n", b"\r\n\r\n", b"--", b'name="x"', b"Content-Disposition:", b"\xff"]


def holds(part, content):
    return (part.file.bytes, part.file.sha256) == (len(content), sha256(content).hexdigest())


def body_of(content, boundary=b"b"):
    head = b'Content-Disposition: form-data; name="voice"; filename="a.wav"'
    return b"--%b\r\n%b\r\n\r\n%b\r\n--%b--\r\n" % (boundary, head, content, boundary)


@given(st.binary())
def test_any_bytes_come_through_unchanged(content):
    (part,) = split_multipart(body_of(content, b"0f1e2d3c"), b"0f1e2d3c")
    assert (part.name, part.file_name, part.whole) == ("voice", "a.wav", True)
    assert holds(part, content)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.lists(st.integers(0, 99)))
def test_it_does_not_matter_in_which_pieces_a_body_comes(pieces, cuts):
    body = b"".join(pieces)

    def seen(parts):
        return [
            (one.name, one.text, one.file_name, one.file and one.file.sha256, one.whole)
            for one in parts
        ]

    whole = seen(split_multipart(body, b"b"))
    assert seen(split_multipart(body, b"b", *(cut for cut in cuts if cut < len(body)))) == whole
    assert seen(split_multipart(body, b"b", *range(len(body)))) == whole


def test_ends_of_lines_at_the_edges_belong_to_the_content():
    for content in (b"\r\n", b"\r\n\r\n", b"--", b"\r\n--", b"\n--b\r\n"):
        (part,) = split_multipart(body_of(content), b"b")
        assert holds(part, content)


def test_what_stands_before_the_first_boundary_is_ignored():
    (part,) = split_multipart(b"preamble\r\n" + body_of(b"x"), b"b")
    assert holds(part, b"x")


def test_a_part_cut_off_by_the_end_is_marked():
    body = body_of(b"0123456789")
    (part,) = split_multipart(body[: body.index(b"5")], b"b")
    assert holds(part, b"01234")
    assert not part.whole


def test_a_part_without_content_or_without_headers_is_read():
    assert split_multipart(b"--b\r\nA: b\r\n\r\n--b--", b"b")[0].text == b""
    assert split_multipart(b"--b\r\n\r\nx\r\n--b--", b"b")[0].text == b"x"


def test_names_may_be_bare_and_stand_in_any_order():
    body = b"--b\r\ncontent-disposition: form-data; filename=a.wav; name=voice\r\n\r\nx\r\n--b--"
    (part,) = split_multipart(body, b"b")
    assert (part.name, part.file_name) == ("voice", "a.wav")


def test_garbage_gives_no_parts_or_few_and_never_an_error():
    chance = Random(5)
    for _ in range(3000):
        body = b"".join(chance.choices(PIECES, k=chance.randrange(12)))
        assert len(split_multipart(body, b"b")) <= 12


def test_a_body_of_nothing_but_parts_is_read_only_so_far():
    assert len(split_multipart(b"--b\r\n\r\n\r\n" * 10000 + b"--b--", b"b")) == 50


def test_the_boundary_is_found_with_and_without_quotes():
    assert boundary_of("multipart/form-data; boundary=abc") == b"abc"
    assert boundary_of('multipart/form-data; Boundary="a b"; x=y') == b"a b"
    assert boundary_of("multipart/form-data") is None


def test_the_memory_needed_does_not_grow_with_the_file():
    reader, piece = MultipartReader(b"b"), bytes(64 * 1024)
    reader.feed(body_of(b"").removesuffix(b"\r\n--b--\r\n"))
    tracemalloc.start()
    for _ in range(500):
        reader.feed(piece)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * len(piece)
    assert reader.finish()[0].file.bytes == 500 * len(piece)


def test_a_text_is_kept_only_so_far():
    head = b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n'
    (part,) = split_multipart(head + bytes(10**6) + b"\r\n--b--", b"b")
    assert len(part.text) == 64 * 1024
