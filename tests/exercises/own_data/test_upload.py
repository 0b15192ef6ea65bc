"""A file arrives in pieces: in order, each once, however often one is sent, and nothing of it stays in the widget."""

import pytest

from kit.widgets.upload import Upload


@pytest.fixture
def heard():
    """An upload, the files that it gave, and what it confirmed."""
    files, confirmed = [], []
    upload = Upload(on_file=lambda name, content: files.append((name, content)))
    upload.send = lambda message: confirmed.append(message["bytes"])
    return upload, files, confirmed


def send(upload: Upload, start: int, content: bytes, whole: int, file: str = "one") -> None:
    message = {"kind": "piece", "file": file, "name": "deals.csv", "from": start, "all": whole}
    upload._heard(None, message, [memoryview(content)])


def test_pieces_become_the_file_and_are_confirmed_one_by_one(heard):
    upload, files, confirmed = heard
    send(upload, 0, b"abc", 5)
    assert files == []
    send(upload, 3, b"de", 5)
    assert files == [("deals.csv", b"abcde")] and confirmed == [3, 5] and upload._arrived == b""


def test_a_piece_that_comes_twice_counts_once_and_a_gap_is_asked_for_again(heard):
    upload, files, confirmed = heard
    send(upload, 0, b"abc", 5)
    send(upload, 0, b"abc", 5)
    send(upload, 4, b"e", 5)
    assert confirmed == [3, 3, 3]
    send(upload, 3, b"de", 5)
    send(upload, 3, b"de", 5)  # its confirmation was lost
    assert files == [("deals.csv", b"abcde")] and confirmed[-2:] == [5, 5]


def test_a_second_file_takes_the_place_of_one_that_is_not_complete(heard):
    upload, files, _confirmed = heard
    send(upload, 0, b"abc", 5)
    send(upload, 0, b"xy", 2, "two")
    assert files == [("deals.csv", b"xy")]


def test_what_is_too_large_or_stopped_is_dropped(heard):
    upload, files, confirmed = heard
    upload.most = 4
    send(upload, 0, b"abcdef", 6)
    assert files == [] and confirmed == [] and upload._arrived == b""
    send(upload, 0, b"abc", 4, "two")
    upload._heard(None, {"kind": "stop"}, [])
    assert upload._arrived == b""


def test_an_empty_file_is_a_file(heard):
    upload, files, _confirmed = heard
    send(upload, 0, b"", 0)
    assert files == [("deals.csv", b"")]
