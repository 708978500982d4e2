import hypothesis.strategies as st
import pytest
from hypothesis import given

from records.personal_numbers import find_personal_numbers, masked, masked_part

BSN = "123456782"  # passes the eleven-test, and is nobody's: tests of others use it too
IBAN = "NL91 ABNA 0417 1643 00"  # the example of the register of IBANs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"BSN {BSN}", [("bsn", BSN)]),
        (f"({BSN}).", [("bsn", BSN)]),
        ("burgerservicenummer: 12345672", [("bsn", "12345672")]),
        ("nummer 1234.56.782, heer A.", [("bsn", "1234.56.782")]),
        ("Mijn BSN is 123 456 782", [("bsn", "123 456 782")]),
        (f"BSN{BSN}", [("bsn", BSN)]),
        ("bsn: 123-456-782", [("bsn", "123-456-782")]),
        (f"btw NL{BSN}B01", [("bsn", BSN)]),
        (f"{IBAN} {IBAN}", [("iban", IBAN), ("iban", IBAN)]),
        (f"rekening {IBAN} op naam van", [("iban", IBAN)]),
        (f"rekening {IBAN} BIC ABNANL2A", [("iban", IBAN)]),
        ("BE68539007547034", [("iban", "BE68539007547034")]),
        ("KvK-nummer: 12345678", [("kvk", "12345678")]),
        ("Kamer van Koophandel 12345678", [("kvk", "12345678")]),
    ],
)
def test_a_number_that_tells_who_someone_is_is_found(
    text: str, found: list[tuple[str, str]]
) -> None:
    numbers = find_personal_numbers(text)
    assert [(one.kind, text[one.start : one.end]) for one in numbers] == found


@pytest.mark.parametrize(
    "text",
    [
        "123456783",  # fails the eleven-test
        "12345672",  # eight digits that nobody calls a BSN
        "1234567820",
        "zaak Z-123456782",
        "Z123456782",
        "€ 123.456.782",
        "123.456.782,50",
        "+31 123456782",
        "NL91 ABNA 0417 1643 01",  # wrong check digits
        "12345678",
        "1234 56 782",  # three cells of a table
        "SUB-2026-0147",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert find_personal_numbers(text) == ()


def test_digits_are_hidden_and_the_rest_stays() -> None:
    text = f"BSN {BSN}, rekening {IBAN}, KvK 12345678"
    assert masked(text) == "BSN •••••••••, rekening NL•• •••• •••• •••• ••, KvK 12345678"


def test_a_number_that_a_quotation_cuts_in_two_is_hidden_in_both() -> None:
    text = "mijn BSN: 1234 56 782 en ik maak bezwaar"
    at = text.index("56")
    assert masked_part(text, 0, at) == "mijn BSN: •••• "
    assert masked_part(text, at, len(text)) == "•• ••• en ik maak bezwaar"


def test_of_a_text_full_of_them_the_first_are_found() -> None:
    assert 0 < len(find_personal_numbers(f"{BSN} " * 2000)) < 2000


@given(st.text(alphabet="12345678 .-NLABNA0€B", max_size=80))
def test_a_masked_text_has_no_number_to_hide_and_is_as_long(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert all(one.kind == "kvk" for one in find_personal_numbers(hidden))
