"""Where people come in, as it is asked for on the command line: what cannot be is said in one sentence before anything starts."""

import re
import socket
from contextlib import closing

import pytest

from kit.errors import StartError
from kit.room import co_facilitator, entrance
from kit.room import start as room
from kit.room.entrance import Entrances, joining
from kit.room.store import Store
from kit.room.tables import CO_WORDS, KNOCKS
from kit.wording import Language
from tests.browser.room import free_ports
from tests.room.test_certificate import DAY, written
from tests.room.test_start import needs_signals, opened, said

ENGLISH = Language("en")


@pytest.fixture(autouse=True)
def kept_here(monkeypatch, tmp_path):
    """Where a self-made certificate is kept."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda _name: tmp_path / "kit")


def entrances(*options: str) -> Entrances:
    return Entrances(room.options(["--listen", "127.0.0.1", *options]))


@pytest.mark.parametrize(
    "address",
    [
        "workshop.example.org", "ftp://a.example", "https://", "https://a.example/?token=x", "https://a.example/#b", "https://u:p@a.example",
        "https://a.example:0", "https://a.example:99999", "https://a b.example", "https://[::1", "https://a.example/a b", "javascript:alert(1)",
        "https://-a.example", "https://a..example", "https://" + "ä" * 300, "https://a.example/<b>",
    ],
)  # fmt: skip
def test_what_is_no_address_to_join_at_is_said(address):
    with pytest.raises(StartError, match="is no address at which people could join"):
        joining(address)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://workshop.example.org/", "https://workshop.example.org"),
        ("http://192.0.2.7:8900", "http://192.0.2.7:8900"),
        ("https://[2001:DB8::7]:8900/a/b/", "https://[2001:db8::7]:8900/a/b"),
        (" https://A.example. ", "https://a.example"),
    ],
)
def test_an_address_to_join_at_is_taken_as_browsers_understand_it(typed, shown):
    assert joining(typed) == shown


def test_link_and_names_follow_the_address_that_was_said():
    made = entrances("--address", "https://workshop.example.org/rooms")
    assert made.joins == "https://workshop.example.org/rooms" and made.own.startswith("http://127.0.0.1:")
    assert "--base-url=/rooms/" in made.options(made.joins)


def test_pages_by_https_are_not_said_to_be_at_http():
    with pytest.raises(StartError, match="served by https"):
        entrances("--https", "--address", "http://workshop.example.org")


def test_the_facilitators_page_listens_to_this_computer_alone_until_it_is_to_be_opened_elsewhere():
    alone, shared = (entrances("--listen", "0.0.0.0", *more) for more in ((), ("--co-facilitator",)))
    assert (alone.lead_listen, alone.leads) == ("127.0.0.1", "")
    assert shared.lead_listen == "0.0.0.0" and shared.leads == f"http://{entrance.own_address()}:8901"
    assert shared.own == "http://127.0.0.1:8901"
    elsewhere = entrances("--co-facilitator", "https://lead.example.org/x")
    assert elsewhere.leads == "https://lead.example.org/x" and elsewhere.own.endswith(":8901/x")


@pytest.mark.parametrize(
    ("listen", "also"), [("0.0.0.0", False), ("127.0.0.1", False), ("localhost", False), ("127.0.0.2", True)]
)
def test_with_an_address_of_its_own_the_page_is_still_at_the_loop(listen, also):
    made = entrances("--listen", listen, "--co-facilitator")
    assert ("--also-ip=127.0.0.1" in made.options(made.leads, also_own=True)) == also


def test_a_self_made_certificate_names_all_addresses_and_comes_with_an_honest_word():
    made = entrances("--https", "--co-facilitator", "https://lead.example.org")
    for host in ("127.0.0.1", "::1", "localhost", "lead.example.org", socket.gethostname().lower()):
        assert made.certificate.names(host), host
    (word,) = [one for one in made.remarks(ENGLISH) if made.certificate.fingerprint in one]
    assert "each browser warns once" in word
    assert made.joins.startswith("https://") and made.own.startswith("https://") and made.leads.startswith("https://")


def test_a_given_certificate_that_does_not_name_the_loop_is_remarked(tmp_path):
    file, key = written(tmp_path, ("kit.example",))
    made = entrances("--certificate", file, "--key", key, "--address", "https://kit.example:8900")
    assert any("your browser warns there once" in one for one in made.remarks(ENGLISH))


def test_an_address_behind_something_unknown_is_remarked_and_one_behind_a_named_proxy_is_not():
    for more, count in (((), 1), (("--behind-proxy", "127.0.0.1"), 0)):
        made = entrances("--address", "https://workshop.example.org", *more)
        assert sum("--behind-proxy" in one for one in made.remarks(ENGLISH)) == count


def test_without_a_network_an_address_that_was_said_is_believed(monkeypatch):
    monkeypatch.setattr(entrance, "own_address", lambda _listen: "127.0.0.1")
    for more, count in (((), 1), (("--address", "https://a.example"), 0)):
        remarks = Entrances(room.options(list(more))).remarks(ENGLISH)
        assert sum("is in no network" in one for one in remarks) == count


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--certificate", "{other}/cert.pem", "--key", "{other}/key.pem"), "does not name “127.0.0.1”"),
        (("--certificate", "{old}/both.pem"), "not valid today"),
        (("--certificate", "{old}/none.pem"), "cannot be read"),
        (("--certificate", "{other}/cert.pem", "--key", "{old}/key.pem"), "does not belong"),
        (("--key", "{old}/key.pem"), "needs --certificate too"),
        (("--address", "workshop"), "is no address at which people could join"),
        (("--co-facilitator", "lead"), "is no address at which people could join"),
        (("--behind-proxy", "proxy"), "--behind-proxy"),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path, options, sentence):
    written(tmp_path / "other", ("kit.example",))
    written(tmp_path / "old", ("127.0.0.1",), starts=-2 * DAY, ends=-DAY)
    filled = [one.format(other=tmp_path / "other", old=tmp_path / "old") for one in options]
    code, words = said("--port", str(free_ports()), *filled, store=f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    assert code == 2 and sentence in words and "\n" not in words
    assert not (tmp_path / "rooms.sqlite").exists()


@needs_signals
def test_a_room_says_the_addresses_it_was_told_and_answers_to_their_names(tmp_path):
    more = ("--address", "https://workshop.example.org/a", "--co-facilitator", "--behind-proxy", "127.0.0.1")
    store = f"sqlite:///{tmp_path / 'rooms.sqlite'}"
    port = str(free_ports())
    command = ("--listen", "127.0.0.1", "--store", store, "--language", "en", *more, "--port", port)
    with opened(*command, home=tmp_path, pattern=r"https?://\S+") as (process, lead, join):
        assert re.fullmatch(r"https://workshop\.example\.org/a/\?token=[A-Z0-9-]{15}", join)
        co = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline()).group()
        for name, status in (("workshop.example.org", 200), ("evil.example", 403)):
            assert asked(int(port), "/a/login", name) == status
        assert asked(int(port), "/login", "workshop.example.org") == 404
        with closing(Store(store)) as kept:
            known = kept.open_room().id
            assert co.endswith(kept.doors(known).co_word) and kept.leader_word(known) not in co
        assert lead.startswith("http://127.0.0.1:")


def asked(port: int, path: str, host: str) -> int:
    from http.client import HTTPConnection

    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status


# The second word in the store


def test_the_second_word_is_made_once_replaced_when_asked_and_goes_on_with_the_next_room(store, room):
    first = co_facilitator.first_word(store, room)
    assert co_facilitator.first_word(store, room) == first != store.leader_word(room)
    second = co_facilitator.replaced(store, room)
    assert second not in (first, "") and store.doors(room).co_word == second
    store.end(room)
    assert store.doors(store.open_next(room).id).co_word == second
    assert store.doors(store.open_room(new=True).id).co_word == ""


def test_a_store_of_an_earlier_version_goes_on_and_can_be_ended(sqlite_url):
    with closing(Store(sqlite_url)) as store:
        known = store.open_room().id
        with store.writing() as connection:
            for table in (CO_WORDS, KNOCKS):
                table.drop(connection)
    with closing(Store(sqlite_url, create=False)) as store:
        assert store.room(known)
    with closing(Store(sqlite_url)) as store:  # as a start opens it
        assert store.doors(known).co_word == "" and co_facilitator.first_word(store, known)
        with store.writing() as connection:
            for table in (CO_WORDS, KNOCKS):
                table.drop(connection)
    with closing(Store(sqlite_url, create=False)) as store:
        assert store.end(known)


def test_whoever_ends_a_room_second_is_told_so(store, room):
    assert store.end(room) and not store.end(room) and store.ended(room)
