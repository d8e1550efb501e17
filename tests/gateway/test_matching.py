"""Items to ids: by their own id, by place only where counts agree."""

from alphasms_desktop.gateway.matching import matched


def of(asked: list[str], items: list[tuple[str, int]]) -> dict[str, int]:
    return {one: item[1] for one, item in matched(asked, items, lambda item: item[0]).items()}


def test_an_id_decides_whatever_the_order() -> None:
    assert of(["1", "2"], [("2", 20), ("1", 10)]) == {"1": 10, "2": 20}


def test_place_decides_where_there_is_no_id_and_counts_agree() -> None:
    assert of(["1", "2"], [("", 10), ("2", 20)]) == {"1": 10, "2": 20}


def test_place_decides_nothing_where_counts_differ() -> None:
    assert of(["1", "2"], [("", 10)]) == {}
    assert of(["1"], [("", 10), ("", 20)]) == {}


def test_an_item_with_a_strange_id_is_nobody_s() -> None:
    assert of(["1", "2"], [("9", 90), ("2", 20)]) == {"2": 20}


def test_the_first_of_two_items_with_one_id_is_taken() -> None:
    assert of(["1"], [("1", 10), ("1", 11)]) == {"1": 10}
