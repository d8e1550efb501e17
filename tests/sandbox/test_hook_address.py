"""Valid hooks, and those that stay on this computer."""

import pytest

from alphasms_desktop.sandbox.hook_address import HookAddress, read_hook


def test_a_hook_is_taken_apart():
    assert read_hook("https://example.com/webhook.php?id=1&x=%20#y") == HookAddress(
        True, "example.com", 443, "/webhook.php?id=1&x=%20"
    )
    assert read_hook("http://127.0.0.1:8080") == HookAddress(False, "127.0.0.1", 8080, "/")


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "//a/b", "http://", "http:///x", "http://a:port/", "http://a:99999/",
        "http://a b/", "http://[::1/", "javascript:alert(1)", "file:///etc/passwd",
        "http://приклад/", "http://a\n/", "http://a<b/",
    ],
)  # fmt: skip
def test_anything_else_is_no_hook(url):
    assert read_hook(url) is None


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("example.com", False),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
        ("2130706433", False),
    ],
)
def test_only_loopback_is_this_computer(host, here):
    address = read_hook(f"http://{host}/")
    assert address is not None
    assert address.is_on_this_computer is here
