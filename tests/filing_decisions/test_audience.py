from hypothesis import given
from hypothesis import strategies as st

from filing.audience import who_would_see_less, who_would_see_more

WHO = st.frozensets(st.sampled_from(["user:a", "user:b", "group:a", "group:b", "site:1:user:a"]))


def test_those_who_come_to_see_it_are_named() -> None:
    before, after = frozenset({"group:team"}), frozenset({"group:team", "group:province"})
    assert who_would_see_more(before, after, frozenset()) == {"group:province"}


def test_those_who_may_see_everything_by_their_office_do_not_count() -> None:
    after = frozenset({"group:records", "group:province"})
    assert who_would_see_more(frozenset(), after, frozenset({"group:records"})) == {
        "group:province"
    }


def test_a_site_group_is_nobody_on_another_site() -> None:
    before = frozenset({"site:drive-1:siteGroup:3"})
    after = frozenset({"site:drive-2:siteGroup:3"})
    assert who_would_see_more(before, after, frozenset()) == after


def test_those_who_no_longer_see_it_are_named() -> None:
    before, after = frozenset({"group:team", "user:jurist"}), frozenset({"group:team"})
    assert who_would_see_less(before, after) == {"user:jurist"}


@given(WHO, WHO, WHO)
def test_nobody_who_could_see_it_and_nobody_allowed_is_counted(
    before: frozenset[str], after: frozenset[str], allowed: frozenset[str]
) -> None:
    more = who_would_see_more(before, after, allowed)
    assert all(one in after and one not in before and one not in allowed for one in more)
    assert after - more <= before | allowed
    assert who_would_see_less(before, after) == who_would_see_more(after, before, frozenset())


@given(WHO, WHO)
def test_the_same_audience_or_a_part_of_it_is_never_wider(
    before: frozenset[str], allowed: frozenset[str]
) -> None:
    assert not who_would_see_more(before, before, allowed)
    assert not who_would_see_more(before, frozenset(), allowed)
