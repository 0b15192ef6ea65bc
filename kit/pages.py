"""Serves pages by Voilà: only under the names of this computer, and whatever goes wrong is said in one calm sentence.

What `python -m kit --app` and the two servers of a room have in common. It knows nothing of rooms or exercises.
"""

import ipaddress
import logging
import socket
import threading

import voila.app
from jupyter_server.auth.logout import LogoutHandler
from jupyter_server.base.handlers import APIHandler
from tornado.httputil import split_host_and_port
from tornado.routing import Matcher
from tornado.web import HTTPError, RequestHandler
from traitlets import List, Unicode
from voila.static_file_handler import TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import create_include_assets_functions

from kit.compression import compress
from kit.early import Early, compile_once
from kit.static_files import handlers, told

LOG = logging.getLogger("kit")
JOURNAL = "pair-selling-kit"  # as in widgets/journal.js


class Refused(HTTPError):
    """An answer that people are to read: `sentence` is its name in `kit.macro.html.j2`; `minutes` says after how many to come again."""

    def __init__(self, status_code: int, sentence: str, minutes: int = 0):
        super().__init__(status_code)
        self.sentence, self.minutes = sentence, minutes


class Calm(RequestHandler):
    """People read one sentence, programs read JSON, and the log gets one line at most, never a traceback.

    What is served encrypted sets no cookie that a browser would ever send in the clear.
    """

    def set_cookie(self, name, value, *more, **options):
        if self.request.protocol == "https":
            options.setdefault("secure", True)
        super().set_cookie(name, value, *more, **options)

    def write_error(self, status_code, **about):
        error = about.get("exc_info", (None, None))[1]
        if minutes := getattr(error, "minutes", 0):
            self.set_header("Retry-After", str(60 * minutes))
        if isinstance(self, APIHandler):
            return super().write_error(status_code, **about)
        sentence = getattr(error, "sentence", "missing" if status_code == 404 else "failed")
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(calm_page(self.settings, "error.html", sentence=sentence, minutes=minutes))

    def log_exception(self, kind, error, trace):
        if isinstance(error, HTTPError):
            return
        LOG.error("%s %s: %r", self.request.method, self.request.path, error)
        LOG.debug("where it happened", exc_info=(kind, error, trace))


def calm_page(settings: dict, template: str, **said) -> str:
    """A page of the kit without a notebook."""
    base_url = settings["base_url"]
    return (
        settings["voila_jinja2_env"]
        .get_template(template)
        .render(base_url=base_url, **said, **create_include_assets_functions("kit", base_url))
    )


class Missing(Calm):
    """What is not there."""

    def prepare(self):
        raise HTTPError(404)


class Elsewhere(Calm):
    """What is asked for under a name that is not ours."""

    def prepare(self):
        raise Refused(403, "elsewhere")


class TemplateFiles(TemplateStaticFileHandler):
    """Files of templates; an address that can name none of them is one that is not there, and no failure."""

    async def get(self, path, include_body=True):
        try:
            await super().get(path, include_body)
        except (AssertionError, ValueError) as error:
            raise HTTPError(404) from error


class ForeignName(Matcher):
    """Matches what is asked for under a name that is not one of this computer's.

    A page of another host that has its own name point here would otherwise be answered as if it were ours. An address in
    digits cannot be pointed elsewhere, so that all of them may be used, also those this computer gets later or is reached
    by through another one.
    """

    def __init__(self, names):
        host = socket.gethostname().lower()
        short = host.partition(".")[0]
        self.names = {"localhost", host, short, f"{short}.local", *names}
        threading.Thread(target=self._ask_network, args=(names,), daemon=True).start()  # it may take seconds

    def _ask_network(self, names) -> None:
        for name in ("", *names):
            self.names.add(socket.getfqdn(name).lower())

    def match(self, request):
        return None if self.is_own(request.host) else {}

    def is_own(self, host: str) -> bool:
        """Whether this computer may be asked for by this name or address, with or without a port."""
        name = split_host_and_port(host.lower())[0].strip("[]").removesuffix(".")
        return name in self.names or name.endswith(".localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class PagesApp(voila.app.Voila):
    """Voilà for people: under own names only, without traces of programs, and without a log-out that any page could press."""

    names = List(Unicode(), help="Further names by which this computer is reached.").tag(config=True)

    def init_settings(self):
        settings = super().init_settings()
        return settings | {"jinja2_env": settings["voila_jinja2_env"]}

    def initialize(self, argv=None):
        super().initialize(argv)
        compile_once()
        if self.voila_configuration.page_config_hook is None:
            self.voila_configuration.page_config_hook = few_files

    def init_handlers(self):
        compress(self.app)
        served = [(path, calm(made), *more) for path, made, *more in self.served() if made is not LogoutHandler]
        return [(ForeignName(self.names), Elsewhere), (r".*%00.*", Missing), *served, (r".*", Missing)]

    def served(self) -> list[tuple]:
        """What is served, as addresses and handlers."""
        usual = super().init_handlers()
        pages = [(path, Early if made is TornadoVoilaHandler else made, *more) for path, made, *more in usual]
        return [*handlers(self.base_url), *pages]


def few_files(page_config: dict, base_url: str, **_about) -> dict:
    """For a page: its few files under lasting addresses, and the name under which its browser keeps what is entered.

    Rooms behind one host share what a browser keeps; each has a name of its own there.
    """
    return told(page_config | {"kitJournal": JOURNAL + base_url.rstrip("/")}, base_url, lean=True)


def calm(made: type[RequestHandler]) -> type[RequestHandler]:
    """A handler that keeps calm."""
    made = TemplateFiles if made is TemplateStaticFileHandler else made
    return made if issubclass(made, Calm) else type(made.__name__, (Calm, made), {})
