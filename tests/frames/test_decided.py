"""What people decided comes as rows, wherever it is kept; what cannot be read is said, and nothing is changed by reading."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

import kit
from kit.exercises import find
from kit.journal import Event, Journal
from kit.room.entries import FACILITATOR, RENAMED
from kit.room.store import Store

STORED = Path(__file__).parents[1] / "stored"
KEY = "0" * 32


def event(number: int, name: str, value, exercise: str = "role_chain", step: str = "setting") -> Event:
    return Event(str(number), f"2026-01-01T00:00:{number:02}.000Z", exercise, step, name, value)


def saved(folder: Path, *events: Event) -> Path:
    file = folder / "pair-selling.json"
    file.write_text(Journal(events).to_text(), encoding="utf-8")
    return file


def test_a_saved_state_comes_in_the_order_of_its_decisions_with_the_name_of_the_team(tmp_path):
    team = event(2, "name", "Blau 🙂", "start", "team")
    file = saved(tmp_path, event(3, "gain", 0.3), team, event(1, "handover", "sheet"), event(4, "opened", True))
    for given in (file, str(file)):
        table = kit.decisions(given)
        assert list(table.columns) == ["room", "group", "exercise", "step", "name", "value"]
        assert table.name.tolist() == ["handover", "name", "gain", "opened"]
        assert table.value.tolist() == ["sheet", "Blau 🙂", 0.3, True] and set(table.group) == {"Blau 🙂"}
        assert type(table.value[2]) is float and type(table.value[3]) is bool


def test_an_empty_state_is_a_table_without_rows(tmp_path):
    assert kit.decisions(saved(tmp_path)).empty


def test_team_codes_come_as_what_they_stand_for_one_or_many(tmp_path):
    code = find("role_chain").code.encode({"gain": 0.3, "people_close": 3, "people_contact": 2})
    table = kit.decisions(code)
    decided = table[table.step == "setting"].set_index("name").value
    assert decided["gain"] == 0.3 and decided["people_close"] == 3 and set(table.exercise) == {"role_chain"}
    several = f"Blue: {code}\nRed: {code}\n"
    file = tmp_path / "codes.txt"
    file.write_text(several)
    for given in (several, file):
        assert kit.decisions(given).group.unique().tolist() == ["Blue", "Red"]


def test_the_store_of_a_room_comes_with_its_groups_and_only_what_counts(tmp_path):
    file = tmp_path / "rooms.sqlite"
    url = f"sqlite:///{file.as_posix()}"
    with closing(Store(url)) as store:
        room = store.open_room().id
        store.add_group(room, KEY, [event(1, "gain", 0.1), event(2, "gain", 0.3)])
        store.add_group(room, "1" * 32, [event(3, "gain", 0.2)])
        store.add(room, FACILITATOR, [event(4, RENAMED + KEY, "Blau", "room", "control")])
    for given in (file, url):
        table = kit.decisions(given)
        assert table.value.tolist() == [0.3] and set(table.room) == {room}  # whoever has no name is no group
        assert table.group.tolist() == ["Blau"]


def test_a_store_of_an_earlier_version_can_be_read(tmp_path):
    shutil.copyfile(STORED / "rooms.sqlite", tmp_path / "rooms.sqlite")
    assert len(kit.decisions(tmp_path / "rooms.sqlite")) > 10


def test_a_saved_state_of_an_earlier_version_can_be_read(tmp_path):
    assert len(kit.decisions(STORED / "journal.json")) > 10


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no such file", "is no file that is there, no team code"),
        ("", "is no file that is there"),
        (None, "is no file that is there"),
        (7, "is no file that is there"),
        ("§" * 5000, "is no file that is there"),
        ("a\0b", "is no file that is there"),
        ("3F7K0-AAAAA-BBBBB-CCCCC", "Block|block"),
        ("mysql://somewhere/else", "mysql"),
        ("sqlite:////no/such/place.sqlite", "place.sqlite"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_what_cannot_be_read_is_said(given, said):
    with pytest.raises(kit.KitError, match=said):
        kit.decisions(given)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"{", b"\xff\xfe", b'{"version": 9, "events": []}', b"SQLite format 3\0", b"name,value\n"]
)
def test_a_damaged_file_is_said_and_stays_as_it_is(tmp_path, content):
    file = tmp_path / "kept"
    file.write_bytes(content)
    with pytest.raises(kit.KitError):
        kit.decisions(file)
    assert file.read_bytes() == content
