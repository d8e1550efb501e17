"""What a call says: a text is shown with the names of its columns."""

from alphasms_desktop.domain.message import TextMessage


def test_a_text_is_shown_without_the_forms_of_its_fields():
    text = TextMessage("Dear {Name|first_name}, at {Time|time|else: noon} in {Place}. {{1|2}}")
    assert text.outline == "Dear {Name}, at {Time} in {Place}. {{1|2}}"
    assert TextMessage("No field at all").outline == "No field at all"


def test_a_text_has_fields_where_it_differs_from_person_to_person():
    assert TextMessage("Dear {Name}").has_fields
    assert not TextMessage("No water today.").has_fields
    assert not TextMessage("{{so written}}").has_fields
