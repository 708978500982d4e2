from datetime import timedelta

import pytest
from pydantic import ValidationError

from local_host.host_settings import parse_timespan, read_host_json


def test_an_empty_host_json_has_the_documented_defaults() -> None:
    settings = read_host_json({"version": "2.0"})

    assert settings.extensions.http.route_prefix == "api"
    queues = settings.extensions.queues
    assert (queues.batch_size, queues.max_dequeue_count) == (16, 5)
    assert queues.visibility_timeout == timedelta(0)
    assert settings.function_timeout == timedelta(minutes=30)


def test_lengths_of_time_are_read_as_dotnet_reads_them() -> None:
    assert parse_timespan("00:00:30") == timedelta(seconds=30)
    assert parse_timespan("1.02:03:04.5") == timedelta(
        days=1, hours=2, minutes=3, seconds=4, milliseconds=500
    )
    settings = read_host_json({"functionTimeout": "-1"})
    assert settings.function_timeout is None


@pytest.mark.parametrize("meant", ["24:00:00", "30", 30, "half an hour"])
def test_a_length_of_time_that_is_read_otherwise_than_meant_is_refused(meant: object) -> None:
    with pytest.raises(ValidationError, match="hh:mm:ss"):
        read_host_json({"extensions": {"queues": {"visibilityTimeout": meant}}})


def test_a_misspelt_queue_setting_is_refused() -> None:
    with pytest.raises(ValidationError, match="visibilityTimout"):
        read_host_json({"extensions": {"queues": {"visibilityTimout": "00:00:30"}}})


def test_a_new_batch_is_taken_when_half_of_the_last_is_done() -> None:
    queues = read_host_json({}).extensions.queues
    assert [queues.room_for(n) for n in (0, 8, 9, 16)] == [16, 16, 0, 0]
    one_by_one = read_host_json({"extensions": {"queues": {"batchSize": 1}}}).extensions.queues
    assert [one_by_one.room_for(n) for n in (0, 1)] == [1, 0]
