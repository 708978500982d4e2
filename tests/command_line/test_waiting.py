"""What a command says while it waits."""

import asyncio

import pytest

from command_line.waiting import not_in_silence


async def test_what_takes_long_says_again_and_again_that_it_goes_on_until_it_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ""
    async with not_in_silence(0):
        while told.count("Still asking Graph") < 3:
            await asyncio.sleep(0)
            told += capsys.readouterr().err
    capsys.readouterr()
    for _ in range(100):  # turns of the loop, each of which would let it speak
        await asyncio.sleep(0)
    assert capsys.readouterr().err == ""
