"""Answers of a server compressed on their way: what stays the same under its address once, what is made anew as it goes.

It asks nothing of handlers. A client that takes no gzip gets everything as it is.
"""

import zlib
from collections import OrderedDict

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import Application, OutputTransform

TEXTS = {
    "application/javascript",
    "application/x-javascript",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
}
SMALLEST_BYTES = 1024  # an answer below gains nothing
KEPT_BYTES = 24_000_000  # of compressed answers that stay the same
LEVEL, LEVEL_ONCE = 5, 9  # as it goes, and for what is kept


class Kept:
    """Compressed answers by what they are answers to; the one that was asked for longest ago goes first."""

    def __init__(self, most_bytes: int = KEPT_BYTES):
        self.most_bytes, self.bytes, self.answers = most_bytes, 0, OrderedDict()

    def get(self, key) -> bytes | None:
        if key in self.answers:
            self.answers.move_to_end(key)
        return self.answers.get(key)

    def put(self, key, answer: bytes) -> None:
        if key in self.answers or len(answer) > self.most_bytes:
            return
        self.answers[key] = answer
        self.bytes += len(answer)
        while self.bytes > self.most_bytes:
            self.bytes -= len(self.answers.popitem(last=False)[1])


KEPT = Kept()


class Compressed(OutputTransform):
    """One answer on its way."""

    def __init__(self, request: HTTPServerRequest):
        self.path = request.path
        self.wanted = request.method == "GET" and takes_gzip(request.headers.get("Accept-Encoding", ""))
        self.key = self.made = None
        self.sent = []

    def transform_first_chunk(self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool):
        kind = headers.get("Content-Type", "").partition(";")[0].strip()
        is_text = (kind.startswith("text/") or kind in TEXTS) and kind != "text/event-stream"
        if is_text:
            headers["Vary"] = ", ".join(dict.fromkeys([*filter(None, [headers.get("Vary")]), "Accept-Encoding"]))
        if not self.wanted or not is_text or status_code != 200 or "Content-Encoding" in headers:
            return status_code, headers, chunk
        if finishing and len(chunk) < SMALLEST_BYTES:
            return status_code, headers, chunk
        headers["Content-Encoding"] = "gzip"
        if "Etag" in headers and not headers["Etag"].startswith("W/"):
            headers["Etag"] = f"W/{headers['Etag']}"  # the same to a reader, not to the byte
        self.key = key_of(self.path, headers)
        known = KEPT.get(self.key) if self.key else None
        if known is not None:
            headers["Content-Length"] = str(len(known))
            self.made = Nothing()
            return status_code, headers, known
        self.made = zlib.compressobj(LEVEL_ONCE if self.key else LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        headers.pop("Content-Length", None)
        chunk = self.transform_chunk(chunk, finishing)
        if finishing:
            headers["Content-Length"] = str(len(chunk))
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        if self.made is None:
            return chunk
        chunk = self.made.compress(chunk)
        if finishing:
            chunk += self.made.flush()
        elif not self.key:  # what is written now is to be read now
            chunk += self.made.flush(zlib.Z_SYNC_FLUSH)
        if self.key and not isinstance(self.made, Nothing):
            self.sent.append(chunk)
            if finishing:
                KEPT.put(self.key, b"".join(self.sent))
        return chunk


class Nothing:
    """Stands in for a compressor when everything has been sent."""

    def compress(self, _chunk: bytes) -> bytes:
        return b""

    def flush(self, *_how) -> bytes:
        return b""


def key_of(path: str, headers: HTTPHeaders) -> tuple | None:
    """What tells an answer that stays the same from all others, or None for one that is made anew each time."""
    is_file = "Last-Modified" in headers and headers.get("Accept-Ranges") == "bytes"
    if not is_file and "immutable" not in headers.get("Cache-Control", ""):
        return None
    return path, headers.get("Last-Modified"), headers.get("Etag"), headers.get("Content-Length")


def takes_gzip(accepted: str) -> bool:
    """Whether a client takes gzip, by its header Accept-Encoding."""
    for one in accepted.lower().split(","):
        name, _, quality = one.replace(" ", "").partition(";q=")
        if name == "gzip":
            return quality.rstrip("0").rstrip(".") not in ("0", "") if quality else True
    return False


def compress(application: Application) -> None:
    """Have a server compress its answers and what goes through its websockets; whoever set it otherwise is left to it."""
    if application.settings.get("websocket_compression_options") is None:
        application.settings["websocket_compression_options"] = {"compression_level": 4, "mem_level": 6}
    if not application.settings.get("compress_response") and Compressed not in application.transforms:
        application.transforms.append(Compressed)
