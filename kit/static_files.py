"""The files of a page: few, and under addresses that change with what they hold, so that a browser fetches each once.

The addresses lie below `kit/`: the widgets' own scripts and sheet (kit/widgets/source.py), and, below a stamp of all that is
installed, what Voilà and its extensions would have a page fetch in a hundred requests.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from posixpath import normpath
from typing import ClassVar

from jupyter_core.paths import jupyter_path
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, RequestHandler

from kit.widgets.source import SHEET, address, text_at

FOR_A_YEAR = "public, max-age=31536000, immutable"
NEEDED = (  # the extensions of a page for people
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
    "pair-selling-kit",
)
FIRST_SCRIPTS = ("header.js", "form.js")  # of the widgets that every page begins with
VOILA = "voila.js"  # the script in which a page begins
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


# What is installed


@cache
def folders_of_voila() -> tuple[Path, ...]:
    """Where the scripts of Voilà lie; one of the template that goes by the same name comes first."""
    from voila.paths import collect_static_paths  # slow, and not needed beside JupyterLab before a page is asked for

    return tuple(map(Path, collect_static_paths(["voila", "nbconvert"], "kit")))


@cache
def folders_of_extensions() -> tuple[Path, ...]:
    """Where JupyterLab's extensions lie, in the order in which they are looked for."""
    return tuple(Path(one) / "labextensions" for one in (*jupyter_path(), *jupyter_path("voila")))


@cache
def stamp() -> str:
    """What all that is installed has in common: another one after each update, so that no browser keeps an old file."""
    found = hashlib.blake2b(digest_size=8)
    for folder in (*folders_of_voila(), *(root / name for root in folders_of_extensions() for name in NEEDED)):
        for file in sorted(folder.rglob("*.*s")):
            found.update(file.name.encode())
            found.update(file.read_bytes())
    return found.hexdigest()


@cache
def voila_in_one() -> str:
    """The script of Voilà with all parts that it asks for in any case, which would be a request each.

    A part that is not found here is fetched by itself, as it would be anyway.
    """
    folder = next(one for one in folders_of_voila() if (one / VOILA).exists())
    begin = (folder / VOILA).read_text(encoding="utf-8")
    return in_one([folder / f"{part}.{VOILA}" for part in parts_of(begin)], begin)


def parts_of(begin: str) -> list[str]:
    """The parts that a script of webpack begins by fetching: its own, and those that hold what it shares (not each is a file)."""
    shared = dict(re.findall(r"(\d+):\(\)=>\w+\(\"default\"(.*?)(?=,\d+:\(\)=>\w+\(\"default\"|\},\w+=\{)", begin))
    behind = {
        part: modules.split(",") for part, modules in re.findall(r"[{,](\d+):\[([\d,]+)\]", begin) if "," not in part
    }
    entry = re.search(r"Promise\.all\(\[((?:\w+\.e\(\d+\),?)+)\]\)", begin)
    waiting, known = fetched_in(entry.group(1)) if entry else [], set()
    while waiting:
        part = waiting.pop()
        if part not in known:
            known.add(part)
            waiting += [more for module in behind.get(part, ()) for more in fetched_in(shared.get(module, ""))]
    return sorted(known)


def fetched_in(script: str) -> list[str]:
    """The parts that a piece of a script of webpack fetches."""
    return re.findall(r"\.e\((\d+)\)", script)


def in_one(parts: list[Path], begin: str) -> str:
    """The files as one script; each keeps to itself, and the one that begins comes last."""
    texts = [part.read_text(encoding="utf-8") for part in parts if part.is_file()]
    return "".join(f"(function(){{\n{text}\n}}).call(self);\n" for text in texts) + begin


@cache
def extension_in_one(name: str, load: str) -> str:
    """The script in which an extension begins, with all its parts. Raises KeyError where there is no such extension."""
    file = next((root / name / load for root in folders_of_extensions() if (root / name / load).is_file()), None)
    if file is None:
        raise KeyError(name)
    parts = [
        one for one in sorted(file.parent.glob("*.js")) if one != file and ".push([[" in one.read_text("utf-8")[:300]
    ]
    return in_one(parts, file.read_text(encoding="utf-8"))


# What a page is told


def told(page_config: dict, base_url: str, lean: bool) -> dict:
    """The settings of a page of Voilà: where its files are; `lean`: only the extensions that a page for people needs.

    None has formulas: their script would be fetched for any prose, beside JupyterLab even from another host.
    """
    root = url_path_join(base_url, "kit", stamp())
    extensions = page_config.get("federated_extensions", [])
    if lean:
        extensions = [one for one in extensions if one["name"] in NEEDED]
    return page_config | {
        "fullStaticUrl": url_path_join(root, "static"),
        "fullLabextensionsUrl": url_path_join(root, "labextensions"),
        "federated_extensions": extensions,
        "fullMathjaxUrl": "",
        "kitScript": url_path_join(root, "in_one", VOILA),
        "kitSheet": url_path_join(base_url, address(SHEET)),
        "kitFirst": [url_path_join(base_url, address(name)) for name in FIRST_SCRIPTS],
        "kitExtensions": [
            url_path_join(root, "labextensions", one["name"], normpath(one["load"])) for one in extensions
        ],
    }


# What is served


class Whole(RequestHandler):
    """One text that stays the same under its address."""

    def text(self, *asked: str) -> str:
        """Raises KeyError where there is none."""
        raise NotImplementedError

    def get(self, *asked: str) -> None:
        try:
            text = self.text(*asked)
        except KeyError as error:
            raise HTTPError(404) from error
        self.set_header("Content-Type", KINDS[Path(self.request.path).suffix])
        self.set_header("Cache-Control", FOR_A_YEAR)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(text)

    head = get


class WidgetFile(Whole):
    """A script of a widget or the sheet; under an address from before an update there is none, and the kernel is asked."""

    def text(self, *asked: str) -> str:
        return text_at("/".join(("kit/files", *asked)))


class VoilaInOne(Whole):
    """Voilà's script; a page from before an update gets today's, which it asks for nothing more."""

    def text(self, *asked: str) -> str:
        return voila_in_one()


class InstalledFile(FileFindHandler):
    """A file of Voilà or of an extension; one of an address from before an update is not kept."""

    _static_paths: ClassVar[dict] = {}

    def set_headers(self) -> None:
        super().set_headers()
        self.set_header("Cache-Control", FOR_A_YEAR if self.is_current() else "no-cache")

    def is_current(self) -> bool:
        return f"/kit/{stamp()}/" in self.request.path


class ExtensionFile(InstalledFile):
    """A file of an extension; the one that it begins with brings all its parts."""

    _static_paths: ClassVar[dict] = {}

    async def get(self, path: str, include_body: bool = True) -> None:
        name, _, load = path.partition("/static/")
        if not load.startswith("remoteEntry"):
            return await super().get(path, include_body)
        try:
            text = extension_in_one(name, f"static/{load}")
        except KeyError as error:
            raise HTTPError(404) from error
        self.set_header("Content-Type", KINDS[".js"])
        self.set_header("Cache-Control", FOR_A_YEAR if self.is_current() else "no-cache")
        self.finish(text)


def handlers(base_url: str) -> list[tuple]:
    """The addresses below `kit/` and who answers there."""
    of_voila, of_extensions = ([str(one) for one in found()] for found in (folders_of_voila, folders_of_extensions))
    return [
        (url_path_join(base_url, r"kit/files/([0-9a-f]+)/([\w.]+)"), WidgetFile),
        (url_path_join(base_url, rf"kit/[0-9a-f]+/in_one/{VOILA}"), VoilaInOne),
        (url_path_join(base_url, r"kit/[0-9a-f]+/static/(.*)"), InstalledFile, {"path": of_voila}),
        (url_path_join(base_url, r"kit/[0-9a-f]+/labextensions/(.*)"), ExtensionFile, {"path": of_extensions}),
    ]
