"""Every answer that Graph's pages name has a counterpart in the drawn tree of errors."""

import pytest

from filing import errors as tree
from filing.errors import (
    BadName,
    Changed,
    FilingError,
    Infected,
    Locked,
    NameTaken,
    NoRoom,
    NotFound,
    Refused,
    Rejected,
    Throttled,
    TooLarge,
    TooLong,
    Unreachable,
)
from graph_client.errors import AlreadySubscribed, ResyncNeeded, error_of

ANSWERS: list[tuple[int, tuple[str, ...], type[FilingError]]] = [
    (400, (), Rejected),
    (400, ("invalidRequest",), Rejected),
    (400, ("invalidRequest", "invalidParameterFormat"), Rejected),
    (400, ("invalidRequest", "malformedEntityTag"), Rejected),
    (401, (), Refused),
    (401, ("unauthenticated",), Refused),
    (401, ("InvalidAuthenticationToken",), Refused),
    (402, (), Rejected),
    (403, (), Refused),
    (403, ("accessDenied",), Refused),
    (403, ("accessDenied", "accessRestricted"), Refused),
    (403, ("Authorization_RequestDenied",), Refused),
    (404, (), NotFound),
    (404, ("itemNotFound",), NotFound),
    (404, ("ItemNotFound",), NotFound),
    (404, ("NotFound",), NotFound),
    (409, ("nameAlreadyExists",), NameTaken),
    (409, ("upload_name_conflict",), NameTaken),
    (409, ("ObjectIdentifierInUse",), AlreadySubscribed),
    (409, (), Rejected),
    (410, (), ResyncNeeded),
    (410, ("resyncRequired",), ResyncNeeded),
    (410, ("resyncChangesApplyDifferences",), ResyncNeeded),
    (410, ("resyncChangesUploadDifferences",), ResyncNeeded),
    (412, (), Changed),
    (412, ("resourceModified",), Changed),
    (412, ("resourceModified", "entityTagDoesNotMatch"), Changed),
    (416, (), Rejected),
    (416, ("invalidRange",), Rejected),
    (416, ("invalidRange", "fragmentOverlap"), Rejected),
    (413, (), TooLarge),
    (423, (), Locked),
    (423, ("resourceLocked",), Locked),
    (409, ("notAllowed", "lockMismatch"), Locked),
    (423, ("notAllowed", "resourceLocked"), Locked),
    (424, (), Rejected),
    (429, (), Throttled),
    (429, ("TooManyRequests",), Throttled),
    (429, ("activityLimitReached",), Throttled),
    (500, (), Unreachable),
    (502, (), Unreachable),
    (503, (), Unreachable),
    (503, ("serviceNotAvailable",), Unreachable),
    (504, (), Unreachable),
    (507, (), NoRoom),
    (507, ("quotaLimitReached",), NoRoom),
    (400, ("invalidRequest", "maxItemCountExceeded"), NoRoom),
    (400, ("invalidRequest", "maxFileSizeExceeded"), TooLarge),
    (400, ("invalidRequest", "pathIsTooLong"), TooLong),
    (400, ("invalidRequest", "invalidPath"), BadName),
    (403, ("accessDenied", "malwareDetected"), Infected),
    (509, (), Throttled),
]


@pytest.mark.parametrize(("status", "codes", "kind"), ANSWERS)
def test_every_documented_answer_has_a_counterpart(
    status: int, codes: tuple[str, ...], kind: type[FilingError]
) -> None:
    assert type(error_of("asking", status, codes, "message", {})) is kind


def test_every_error_of_graph_in_the_tree_can_be_met() -> None:
    met = {kind for _, _, kind in ANSWERS}
    for name in ("Throttled", "Locked", "Unreachable", "Changed", "NotFound", "NameTaken"):
        assert getattr(tree, name) in met
    assert {Refused, Rejected} <= met


def test_the_deepest_known_code_decides_before_the_status() -> None:
    error = error_of("asking", 403, ("accessDenied", "resourceLocked", "unheardOf"), "", {})
    assert type(error) is Locked


def test_codes_are_compared_without_case() -> None:
    assert type(error_of("asking", 400, ("ITEMNOTFOUND",), "", {})) is NotFound


def test_the_status_decides_where_no_code_is_known() -> None:
    assert type(error_of("asking", 412, ("unheardOf",), "", {})) is Changed


def test_the_message_says_what_was_asked_and_what_was_answered() -> None:
    error = error_of("label of 01", 403, ("accessDenied",), "The record is locked", {})
    assert str(error) == "label of 01: 403, accessDenied, The record is locked"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "2.128"}, 2.128),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "5", "RateLimit-Reset": "30"}, 30.0),
        ({"Retry-After": "30", "RateLimit-Reset": "5"}, 30.0),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:10 GMT"}, None),
        (
            {
                "Retry-After": "Mon, 23 Nov 2026 09:00:10 GMT",
                "Date": "Mon, 23 Nov 2026 09:00:00 GMT",
            },
            10.0,
        ),
        ({"RateLimit-Limit": "1250", "RateLimit-Remaining": "0", "RateLimit-Reset": "17"}, 17.0),
        ({"Retry-After": "soon", "RateLimit-Reset": "17"}, 17.0),
        ({"RateLimit-Reset": "-1"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_in_every_form_it_comes_in(
    headers: dict[str, str], seconds: float | None
) -> None:
    error = error_of("asking", 429, (), "", headers)
    assert isinstance(error, Throttled)
    assert error.retry_after == seconds


def test_a_busy_service_that_says_how_long_throttles() -> None:
    error = error_of("asking", 503, ("serviceNotAvailable",), "", {"Retry-After": "3"})
    assert isinstance(error, Throttled)
    assert error.retry_after == 3.0


def test_what_is_left_of_the_minute_is_no_wait_where_graph_turned_nothing_away() -> None:
    error = error_of("asking", 500, (), "", {"RateLimit-Remaining": "9", "RateLimit-Reset": "17"})
    assert isinstance(error, Unreachable)
    assert error.retry_after is None
