import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.canonical import canonical_json, digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


def in_another_order(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: in_another_order(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [in_another_order(part, chance) for part in value]
    return value


@given(PLAIN)
def test_what_is_written_is_read_back_the_same(value: Any) -> None:
    assert json.loads(canonical_json(value)) == value


@given(PLAIN, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value: Any, chance: random.Random) -> None:
    assert canonical_json(in_another_order(value, chance)) == canonical_json(value)


@given(PLAIN, PLAIN)
def test_different_values_have_different_digests(one: Any, other: Any) -> None:
    # Python holds True and 1 for equal, JSON does not.
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digest(one) == digest(other)) is same


def test_the_bytes_are_sorted_dense_and_utf_8() -> None:
    value = {"z": [1, None, True], "a": "één", "b": ()}
    assert canonical_json(value) == '{"a":"één","b":[],"z":[1,null,true]}'.encode()


def test_the_digest_is_sha_256_in_hexadecimal() -> None:
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize("value", [1.0, {"a": 1.5}, [0.1], ({"a": [float("nan")]},)])
def test_a_floating_point_number_is_refused_at_any_depth(value: Any) -> None:
    with pytest.raises(TypeError, match="floating-point"):
        canonical_json(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": [{None: 1}]}, {1.5: "a"}, {True: "a"}])
def test_a_key_that_is_not_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="keys"):
        canonical_json(value)
