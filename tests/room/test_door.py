"""The doors of a room as its servers serve them: words, cookies, tries by force, and what the facilitator hears of it."""

import json
import re
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from http.cookies import SimpleCookie
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from kit import places
from kit.room import co_facilitator, door
from kit.room.certificate import self_made
from kit.room.door import outside
from kit.room.place import LEADER, PARTICIPANT, Place
from kit.room.start import Child
from kit.room.store import Store
from kit.room.tries import FREE, MOST
from tests.browser.room import free_ports
from tests.room.conftest import wait_until

LINK = "?token="


class Answer(SimpleNamespace):
    """What a server answered: status, headers, text, and the cookies that it set."""

    @property
    def is_inside(self) -> bool:
        """Whether it leads to a page, and not to the door."""
        return self.status in (200, 302) and "login" not in self.to and 'name="password"' not in self.text


class Served:
    """One server of a room, and its store."""

    def __init__(self, folder, role: str, encrypted: bool = False, more=()):
        self.store = Store(f"sqlite:///{folder / f'{role}.sqlite'}")
        self.room, self.port, self.encrypted = self.store.open_room(), free_ports(), encrypted
        self.scheme = "https" if encrypted else "http"
        self.co_word = co_facilitator.first_word(self.store, self.room.id) if role == LEADER else ""
        self.word = self.store.leader_word(self.room.id) if role == LEADER else self.room.token
        address = f"{self.scheme}://127.0.0.1:{self.port}"
        place = Place(self.store.url, self.room.id, role, address, address if role == LEADER else "")
        self.child = Child(
            place,
            self.word,
            places.own_workshops(),
            "127.0.0.1",
            self.port,
            "en",
            0,
            ["--behind-proxy=127.0.0.1", *more],
        )
        self.child.wait_until_open()

    def ask(self, path: str = "/", method: str = "GET", body: str | None = None, cookies="", **headers) -> Answer:
        """Ask once, on a connection of its own."""
        insecure = ssl._create_unverified_context()
        made = HTTPSConnection if self.encrypted else HTTPConnection
        connection = made("127.0.0.1", self.port, timeout=60, **({"context": insecure} if self.encrypted else {}))
        with closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named | ({"Cookie": cookies} if cookies else {}))
            answer = connection.getresponse()
            text, set_cookies = answer.read().decode(), answer.headers.get_all("Set-Cookie") or []
        jar = SimpleCookie("; ".join(one.partition(";")[0] for one in set_cookies))
        kept = "; ".join(f"{name}={one.coded_value}" for name, one in jar.items())
        return Answer(
            status=answer.status, to=answer.headers.get("Location", ""), text=text, cookies=kept, set=set_cookies,
            headers=answer.headers,
        )  # fmt: skip

    def by(self, word: str, address: str = "", **headers) -> Answer:
        """Come with a word in the link, from an address elsewhere if one is given."""
        return self.ask(f"/{LINK}{word}", **({"X_Forwarded_For": address} if address else {}), **headers)

    def type(self, word: str, address: str) -> Answer:
        """Come without a link, and type a word."""
        form = self.ask("/login")
        secret = re.search(r'name="_xsrf" value="([^"]+)"', form.text).group(1)
        return self.ask(
            "/login", "POST", urlencode({"_xsrf": secret, "password": word}), form.cookies, X_Forwarded_For=address,
            Content_Type="application/x-www-form-urlencoded",
        )  # fmt: skip

    def close(self) -> None:
        self.child.end()
        self.store.close()


@contextmanager
def jupyter(folder):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(folder / name))
        yield


@pytest.fixture(scope="module", params=[PARTICIPANT, LEADER])
def served(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("door")
    with jupyter(folder), closing(Served(folder, request.param)) as running:
        yield running


@pytest.fixture(scope="module")
def leader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leader")
    with jupyter(folder), closing(Served(folder, LEADER)) as running:
        yield running


def at_once(work, count: int) -> list[Answer]:
    """The answers to many that come at the same moment."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


# By force


def by_link(served, word, address):
    return served.by(word, address)


def by_header(served, word, address):
    return served.ask("/voila/render/en/00_start.ipynb", Authorization=f"token {word}", X_Forwarded_For=address)


def by_api(served, word, address):
    return served.ask(f"/api/kernels/00000000-0000-0000-0000-000000000000{LINK}{word}", X_Forwarded_For=address)


def by_form(served, word, address):
    return served.type(word, address)


WAYS = {by_link: "203.0.113.1", by_header: "203.0.113.2", by_form: "203.0.113.3", by_api: "203.0.113.4"}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_words_tried_by_force_are_slowed_and_then_locked_out_however_they_are_given(served, way):
    address = WAYS[way]
    began = time.monotonic()
    for number in range(FREE):
        assert not way(served, f"wrong{number}", address).is_inside
    quick = time.monotonic() - began
    at_once(lambda number: way(served, f"guess{number}", address), MOST - FREE)
    assert time.monotonic() - began > quick + 3  # one of them waited
    locked = way(served, served.word, address)  # the right one, too
    assert locked.status == 429 and int(locked.headers["Retry-After"]) == 300
    if way is not by_api:
        assert "closed for 5 minutes more" in locked.text and "noch 5 Minuten" in locked.text
    assert "wrong" not in locked.text and served.word not in locked.text
    assert served.by(served.word, "203.0.113.200").is_inside  # somebody else


def test_who_is_in_notices_nothing_and_their_stale_links_count_for_nothing(served):
    address, inside = "203.0.113.11", served.by(served.word, "203.0.113.11")
    assert inside.is_inside and inside.cookies
    for number in range(2 * MOST):
        assert served.by(f"stale{number}", address, cookies=inside.cookies).is_inside
    at_once(lambda number: served.by(f"wrong{number}", address), MOST)
    assert served.by(served.word, address).status == 429
    began = time.monotonic()
    assert served.ask("/", cookies=inside.cookies, X_Forwarded_For=address).is_inside
    assert time.monotonic() - began < 3


def test_on_ones_own_computer_nobody_is_locked_out(served):
    for number in range(2 * MOST):
        assert not served.by(f"mistyped{number}").is_inside
    assert served.by(served.word).is_inside


def test_a_forged_address_behind_the_proxy_is_not_the_one_that_is_counted(served):
    """A proxy adds the address that it saw; whoever invents another one each time is still the same."""
    at_once(lambda number: served.by(f"wrong{number}", f"198.51.100.{number}, 203.0.113.21"), MOST)
    assert served.by(served.word, "198.51.100.99, 203.0.113.21").status == 429
    assert served.by(served.word, "198.51.100.5").is_inside


def test_a_tunnel_on_this_computer_is_not_taken_for_its_facilitator():
    direct = SimpleNamespace(remote_ip="127.0.0.1", headers={})
    tunnel = SimpleNamespace(remote_ip="127.0.0.1", headers={"X-Forwarded-For": "203.0.113.7"})
    assert outside(direct) == "" and outside(tunnel) == "127.0.0.1"
    assert outside(SimpleNamespace(remote_ip="192.168.7.1", headers={})) == "192.168.7.1"


def test_a_wrong_word_of_somebody_inside_does_not_stand_for_the_secret_of_a_form(served):
    inside = served.by(served.word)
    path = "/voila/api/shutdown/00000000-0000-0000-0000-000000000000"
    assert served.ask(f"{path}{LINK}wrong", "POST", "", inside.cookies).status == 403


def test_the_facilitator_hears_of_it_by_the_store_again_and_again(served):
    at_once(lambda number: served.by(f"wrong{number}", "203.0.113.31"), MOST)
    knock = wait_until(lambda: next(iter(served.store.doors(served.room.id).knocks), None))
    assert knock.door in (PARTICIPANT, LEADER) and knock.notice.words >= MOST and 0 < knock.notice.locked <= 300
    wait_until(lambda: served.store.doors(served.room.id).knocks[0].beat != knock.beat)  # said again


def test_forwarded_https_makes_cookies_secure_and_http_does_not(served):
    for protocol, secure in (("https", True), ("http", False)):
        form = served.ask("/login", X_Forwarded_Proto=protocol)
        inside = served.by(served.word, X_Forwarded_Proto=protocol)
        assert form.set and inside.set
        for one in (*form.set, *inside.set):
            assert ("; Secure" in one) == secure, one


def test_cookies_that_were_changed_or_are_of_another_room_let_nobody_in(served):
    inside = served.by(served.word).cookies
    name, _equals, value = inside.partition("=")
    for bad in (f"{name}={value[:-6]}aaaaa{value[-1]}", f"{name}=nonsense", f'{name}="2|1:0|10:1|1:a|1:b|{"0" * 64}"'):
        assert not served.ask("/", cookies=bad).is_inside
    assert served.ask("/", cookies=inside).is_inside


@pytest.mark.parametrize("word", ["", "%FF", "%F0%9F%8C%B2", "%ED%A0%80", "x" * 5000, "a&token=b", "%27%22%3C"])
def test_whatever_is_given_as_a_word_breaks_nothing(served, word):
    for answer in (served.by(word, "203.0.113.60"), served.ask("/", Authorization=f"token {word}")):
        assert answer.status in (302, 400) and not answer.is_inside
    assert served.type(word, "203.0.113.61").status in (400, 401)


# The second word


def test_the_second_word_opens_the_facilitators_page_however_it_is_typed_and_the_short_link_leads_there(leader):
    inside = leader.by(leader.co_word.lower().replace("-", ""), "203.0.113.40")
    assert inside.is_inside and inside.to.endswith("/90_facilitator.ipynb")
    assert leader.type(leader.co_word, "203.0.113.40").is_inside
    assert not leader.by(leader.room.token, "203.0.113.40").is_inside  # that of the groups


def test_a_new_word_puts_out_whoever_came_by_the_old_one_and_nobody_else(leader):
    co, first = leader.by(leader.co_word, "203.0.113.41"), leader.by(leader.word)
    assert leader.ask("/", cookies=co.cookies).is_inside
    old, new = leader.co_word, co_facilitator.replaced(leader.store, leader.room.id)
    leader.co_word = new
    wait_until(lambda: not leader.ask("/", cookies=co.cookies).is_inside)
    assert not leader.by(old, "203.0.113.42").is_inside
    assert leader.by(new, "203.0.113.42").is_inside and leader.ask("/", cookies=first.cookies).is_inside


def test_a_cookie_of_the_first_word_cannot_be_made_of_one_of_the_second():
    def guests(co_word):
        return door.Guests(token="first", co_word=co_word)

    handler = SimpleNamespace(log=SimpleNamespace(debug=lambda *_what: None))
    user = guests("second").generate_anonymous_user(handler)
    co = type(user)(door.CO + user.username, user.name, user.display_name, user.initials, None, None)
    kept = guests("second").user_to_cookie(co)
    assert guests("second").user_from_cookie(kept).username == co.username
    assert guests("third").user_from_cookie(kept) is None and guests("").user_from_cookie(kept) is None
    assert guests("").user_from_cookie(guests("").user_to_cookie(co)) is None
    assert guests("third").user_from_cookie(guests("second").user_to_cookie(user)).username == user.username
    assert "second" not in kept and "first" not in kept and json.loads(kept)["by"]


# Encrypted


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("encrypted")
    made = self_made(["127.0.0.1", "::1"], folder)
    more = [f"--certificate={made.file}", f"--key={made.key}", "--base-url=/workshop/"]
    with jupyter(folder), closing(Served(folder, PARTICIPANT, encrypted=True, more=more)) as running:
        yield running


def test_encrypted_pages_set_no_cookie_that_is_ever_sent_in_the_clear(encrypted):
    inside, form = encrypted.ask(f"/workshop/{LINK}{encrypted.word}"), encrypted.ask("/workshop/login")
    assert inside.to.startswith("/workshop/voila/render/") and inside.set and form.set
    assert all("; Secure" in one and "; Path=/workshop/" in one for one in inside.set)
    assert all("; Secure" in one for one in form.set)


def test_who_speaks_plain_http_or_nonsense_to_it_disturbs_nobody(encrypted, capfd):
    with pytest.raises(OSError), closing(HTTPConnection("127.0.0.1", encrypted.port, timeout=20)) as plain:
        plain.request("GET", "/")
        plain.getresponse()
    for nonsense in (b"", b"\x16\x03\x01\x00\x05hello", b"\0" * 5000):
        subprocess.run(
            ["python3", "-c", "import socket,sys;s=socket.create_connection(('127.0.0.1',int(sys.argv[1])),9);s.sendall(sys.stdin.buffer.read());s.settimeout(1)\ntry: s.recv(9)\nexcept OSError: pass", str(encrypted.port)],
            input=nonsense, timeout=30, check=False,
        )  # fmt: skip
    assert encrypted.ask("/workshop/login").status == 200
    said = capfd.readouterr()
    assert "Traceback" not in said.err + said.out and "SSL" not in said.err + said.out


def test_words_are_never_logged(tmp_path, capfd):
    with jupyter(tmp_path), closing(Served(tmp_path, LEADER)) as running:
        running.by(running.word)
        running.by(running.co_word, "203.0.113.50")
        running.by("WRONGWORD", "203.0.113.50")
        running.ask(f"/voila/render/en/90_facilitator.ipynb{LINK}{running.word}", Sec_Purpose="prefetch")  # 503
        words = [running.word, running.co_word, "WRONGWORD"]
        inside = running.by(running.word).cookies
        assert (
            running.ask(
                f"/voila/render/en/90_facilitator.ipynb?x={running.word}", cookies=inside, Sec_Purpose="prefetch"
            ).status
            == 503
        )
    said = "".join(capfd.readouterr())
    assert not any(word in said for word in words)
