"""What JupyterHub must be told so that it is a hub of rooms; `.hub/jupyterhub_config.py` says where and for whom."""

import sys
from functools import cache
from pathlib import Path

from kit.hub.owned import OwnedRooms
from kit.hub.pages import ROOMS_USER, MyRooms, NoServer, ToRooms
from kit.hub.serve import MOST_ROOMS, PROXIES, PUBLIC
from kit.room.place import STORE

ROOMS = 6  # that are awake at the same time
IDLE_SECONDS = 2 * 3600  # without any open page, until a room goes to sleep
POLL_SECONDS = 3  # until a room's server that has ended is noticed
TEMPLATES = Path(__file__).parent / "templates"


def configure(
    c,
    *,
    store: str,
    public: str,
    proxies: str = "127.0.0.1",
    idle_seconds: int = IDLE_SECONDS,
    most_rooms: int = ROOMS,
    python: str = sys.executable,
) -> None:
    """Set up a hub of rooms.

    c: the configuration of JupyterHub; store: URL of a PostgreSQL database for the rooms; public: the address of the hub
    as people type it, such as https://workshops.example.org; proxies: addresses of the proxies that stand before the rooms.
    most_rooms: that may be awake at the same time, and share the memory where they have no limit of their own;
    python: the Python of the rooms, where they run elsewhere. Who may sign in is not decided here.
    """
    rooms = cache(lambda: OwnedRooms(store))
    given = {"rooms": rooms, "public": public}
    _before_all_others(
        (rf"/user/{ROOMS_USER}/([^/]+)(/.*)?", NoServer, given),
        (r"/rooms/?", MyRooms, given),
        (r"/(?:home|spawn|token)(?:/.*)?", ToRooms),
    )
    c.JupyterHub.default_url = "/hub/rooms"
    c.JupyterHub.template_paths = [str(TEMPLATES)]
    c.JupyterHub.allow_named_servers = True
    c.JupyterHub.cleanup_servers = c.JupyterHub.cleanup_proxy = False  # rooms go on while the hub is started again
    c.JupyterHub.load_roles = [
        {"name": "user", "description": "Facilitators use the list of rooms and start no servers.", "scopes": []},
        {"name": "server", "description": "A room asks the hub for nothing.", "scopes": []},
        {"name": "rooms-asleep", "services": ["rooms-asleep"], "scopes": [f"list:users!user={ROOMS_USER}", f"read:users:activity!user={ROOMS_USER}", f"read:servers!user={ROOMS_USER}", f"delete:servers!user={ROOMS_USER}"]},
    ]  # fmt: skip
    c.JupyterHub.services = [
        {
            "name": "rooms-asleep",
            "command": [sys.executable, "-m", "kit.hub.asleep", f"--timeout={idle_seconds}", f"--cull-every={max(10, min(300, idle_seconds // 4))}", "--remove-named-servers=True"],
        },
        {"name": "rooms-overdue", "command": [sys.executable, "-m", "kit.hub.overdue"], "environment": {STORE: store}},
    ]  # fmt: skip
    if public.startswith("https:"):
        c.JupyterHub.tornado_settings = {"cookie_options": {"secure": True}, "xsrf_cookie_kwargs": {"secure": True}}
    c.Authenticator.post_auth_hook = nobody_as_rooms  # a blocked user would lose the rooms at every start
    c.Spawner.cmd = [python, "-m", "kit.hub.serve"]
    c.Spawner.args = []
    c.SimpleLocalProcessSpawner.home_dir_template = str(
        Path.cwd() / "home"
    )  # not a folder in /tmp that others could make first
    c.Spawner.environment = {STORE: store, PUBLIC: public, PROXIES: proxies, MOST_ROOMS: str(most_rooms)}
    c.JupyterHub.active_server_limit = 2 * most_rooms
    c.Spawner.poll_interval = POLL_SECONDS
    c.Spawner.http_timeout = c.Spawner.start_timeout = 60


def nobody_as_rooms(_authenticator, _handler, user: dict) -> dict | None:
    """Whoever signs in, unless it is the user to whom the servers belong."""
    return None if user["name"] == ROOMS_USER else user


def _before_all_others(*routes) -> None:
    from jupyterhub import handlers

    handlers.default_handlers[:0] = routes  # its setting puts routes behind its own, which these replace
