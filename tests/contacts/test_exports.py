"""Exports of Google Contacts and Outlook, and sheets whose names stand in several columns."""


def test_an_export_of_google_contacts_is_known(office):
    header = [
        *("First Name", "Middle Name", "Last Name", "Organization Name", "Birthday", "Notes"),
        *("Labels", "E-mail 1 - Label", "E-mail 1 - Value"),
        *("Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"),
    ]
    rows = [
        [
            "Олена",
            "",
            "Шевчук",
            "",
            "",
            "",
            "* myContacts",
            "*",
            "o@example.com",
            "Mobile",
            "+380 50 123 45 67 ::: 067 765 43 21",
            "Home",
            "044 222 33 44",
        ],
        [
            "Іван",
            "Петрович",
            "Ткаченко",
            "",
            "",
            "",
            "* myContacts",
            "",
            "",
            "Mobile",
            "0631112233",
            "",
            "",
        ],
        ["Без", "", "Телефону", "", "", "", "* myContacts", "", "", "", "", "", ""],
    ]
    found = office.read(office.text([header, *rows], separator=","))
    assert found.head.columns[found.head.phone_column] == "Phone 1 - Value"
    assert [one.phone for one in found.contacts] == ["+380501234567", "+380631112233"]
    assert found.contacts[0].more_phones == ("+380677654321",)
    assert [one.name for one in found.contacts] == ["Шевчук Олена", "Ткаченко Іван Петрович"]
    assert [found.head.columns[one] for one in found.head.also_phones] == ["Phone 2 - Value"]


def test_an_export_of_outlook_is_known(office):
    header = ["Title", "First Name", "Middle Name", "Last Name", "Company", "Business Fax"]
    header += ["Business Phone", "Home Phone", "Mobile Phone", "E-mail Address"]
    rows = [
        [
            "",
            "Олена",
            "",
            "Шевчук",
            "Клініка",
            "+380445550000",
            "",
            "",
            f"+38050123450{number}",
            "o@example.com",
        ]
        for number in range(4)
    ]
    found = office.read(office.text([header, *rows], "cp1251", ","))
    assert found.head.columns[found.head.phone_column] == "Mobile Phone"
    assert found.contacts[0].name == "Шевчук Олена"


def test_a_name_in_three_columns_is_put_together(office):
    rows = [
        ["№", "Прізвище", "Ім’я", "По батькові", "Телефон"],
        [1, "Шевчук", "Олена", "Іванівна", "0501234567"],
        [2, "Ткаченко", "Іван", None, "0677654321"],
    ]
    found = office.read(office.workbook(rows))
    assert [one.name for one in found.contacts] == ["Шевчук Олена Іванівна", "Ткаченко Іван"]


def test_a_patient_beside_a_doctor_is_not_mixed_up_with_them(office):
    rows = [
        ["Пацієнт", "Телефон", "Лікар"],
        ["Шевчук Олена", "0501234567", "Коваль Петро"],
        ["Ткаченко Іван", "0677654321", "Коваль Петро"],
    ]
    assert [one.name for one in office.read(office.workbook(rows)).contacts] == [
        *("Шевчук Олена", "Ткаченко Іван"),
    ]
