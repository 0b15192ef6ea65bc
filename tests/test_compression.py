"""Answers of a server: compressed for whom they can be, once where they stay the same, and always the same text."""

import asyncio
import gzip
import re

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, StaticFileHandler

from kit.compression import Kept, compress, takes_gzip

TEXT = "Verkaufen. " * 2000


class Anew(RequestHandler):
    def get(self):
        self.finish(TEXT)


class Slowly(RequestHandler):
    async def get(self):
        for word in TEXT.split(". ")[:50]:
            self.write(word)
            await self.flush()


class Picture(RequestHandler):
    def get(self):
        self.set_header("Content-Type", "image/png")
        self.finish(TEXT)


@pytest.fixture
def ask(tmp_path):
    """ask(path, **headers) gives the answer of a server: its headers, and its body as it came."""
    (tmp_path / "words.js").write_text(TEXT, encoding="utf-8")

    def answer(path: str, times: int = 1, **headers):
        async def once():
            application = Application(
                [
                    ("/anew", Anew),
                    ("/slowly", Slowly),
                    ("/picture", Picture),
                    ("/(.*)", StaticFileHandler, {"path": str(tmp_path)}),
                ]
            )
            compress(application)
            server = HTTPServer(application)
            sockets = bind_sockets(0, "127.0.0.1")
            server.add_sockets(sockets)
            try:
                for _ in range(times):
                    found = await AsyncHTTPClient().fetch(
                        f"http://127.0.0.1:{sockets[0].getsockname()[1]}{path}",
                        headers={name.replace("_", "-"): value for name, value in headers.items()},
                        decompress_response=False,
                        raise_error=False,
                    )
                return found
            finally:
                server.stop()
                await server.close_all_connections()

        return asyncio.run(once())

    return answer


@pytest.mark.parametrize("path", ["/anew", "/words.js"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_text_comes_compressed_and_is_the_same(ask, path, times):
    found = ask(path, times, Accept_Encoding="gzip, br")
    assert found.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in found.headers["Vary"]
    assert gzip.decompress(found.body).decode() == TEXT and len(found.body) < len(TEXT) / 20


def test_what_is_written_slowly_can_be_read_at_once(ask):
    found = ask("/slowly", Accept_Encoding="gzip")
    assert gzip.decompress(found.body).decode() == "".join(TEXT.split(". ")[:50])


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
@pytest.mark.parametrize("path", ["/anew", "/words.js"])
def test_whoever_takes_no_gzip_gets_the_text_as_it_is(ask, path, accepted):
    found = ask(path, 2, Accept_Encoding=accepted)
    assert "Content-Encoding" not in found.headers and found.body.decode() == TEXT


def test_a_picture_stays_as_it_is(ask):
    assert "Content-Encoding" not in ask("/picture", Accept_Encoding="gzip").headers


def test_a_part_of_a_file_stays_as_it_is(ask):
    found = ask("/words.js", Accept_Encoding="gzip", Range="bytes=0-9")
    assert found.code == 206 and found.body.decode() == TEXT[:10]


def test_a_browser_that_has_a_file_gets_none(ask):
    known = ask("/words.js", Accept_Encoding="gzip").headers["Etag"]
    assert re.fullmatch(r'W/".+"', known)
    found = ask("/words.js", Accept_Encoding="gzip", If_None_Match=known)
    assert found.code == 304 and not found.body


def test_a_file_that_changes_comes_as_it_is_now(ask, tmp_path):
    ask("/words.js", Accept_Encoding="gzip")
    (tmp_path / "words.js").write_text("Anders. " * 2000, encoding="utf-8")
    StaticFileHandler.reset()
    assert b"Anders" in gzip.decompress(ask("/words.js", Accept_Encoding="gzip").body)


def test_what_is_kept_has_a_limit_and_the_longest_unasked_goes():
    kept = Kept(most_bytes=10)
    for name in "abc":
        kept.put(name, b"1234")
        kept.get("a")
    assert [kept.get(name) for name in "abc"] == [b"1234", None, b"1234"] and kept.bytes == 8
    kept.put("d", b"x" * 11)
    assert kept.get("d") is None


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP", "gzip;q=0.5", "deflate, gzip;q=1.0, *;q=0"])
def test_who_takes_gzip_is_recognised(accepted):
    assert takes_gzip(accepted)
