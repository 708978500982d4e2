import pytest

from classification.learned.tokens import count_tokens, normalised


@pytest.mark.parametrize(
    "written",
    [
        "bezwaar\u00adschrift tegen de w\u0133ziging",
        "bezwaar-\nschrift tegen de wijziging",
        "bezwaar-  \r\n  schrift tegen de WIJZIGING",
        "\ufeffBezwaarschrift tegen de wijziging",
    ],
)
def test_the_same_words_written_otherwise_weigh_the_same(written: str) -> None:
    assert count_tokens(normalised(written)) == count_tokens("bezwaarschrift tegen de wijziging")


def test_a_dash_that_opens_a_line_or_joins_names_breaks_no_word() -> None:
    assert normalised("Noord-\nHolland en Zuid-Holland") == "noord-\nholland en zuid-holland"


def test_numbers_do_not_tell_documents_apart() -> None:
    assert normalised("kenmerk 2026-0147") == normalised("kenmerk 2019-88")


def test_a_compound_shares_letters_with_its_parts() -> None:
    whole = {t for b, t in count_tokens("bezwaarschriftencommissie") if b == "head letters"}
    part = {t for b, t in count_tokens("bezwaarschrift") if b == "head letters"}
    assert len(whole & part) > 0.7 * len(part)


def test_a_huge_text_is_read_to_its_bound() -> None:
    assert normalised("woord " * 1_000_000) == normalised("woord " * 10_000)
