"""What the operator's files say: the configuration for one server, the values for Kubernetes, the page that explains both."""

import re
import sys
from pathlib import Path

import pytest
import yaml

pytest.importorskip("jupyterhub", reason='a hub needs more packages: pip install -e ".[hub]"')

from jupyterhub import handlers
from traitlets.config import Config

from kit.hub.configure import configure
from kit.hub.pages import MyRooms, NoServer
from kit.room.place import STORE

HERE = Path(__file__).parents[2]
FOLDER = HERE / ".hub"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def routes(monkeypatch):
    monkeypatch.setattr(handlers, "default_handlers", list(handlers.default_handlers))


def by_file(monkeypatch, **variables) -> Config:
    for name in ("PAIR_SELLING_IDLE_SECONDS", "OAUTH_CLIENT_ID", *variables):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"PAIR_SELLING_PUBLIC": "https://x.example.org", STORE: "sqlite:///x", **variables}.items():
        monkeypatch.setenv(name, value)
    c = Config()
    exec((FOLDER / "jupyterhub_config.py").read_text(encoding="utf-8"), {"get_config": lambda: c})
    return c


def test_the_hubs_own_pages_stand_before_those_of_jupyterhub():
    configure(Config(), store="sqlite:///x", public="https://x.example.org")
    first = [route[1] for route in handlers.default_handlers[:2]]
    assert first == [NoServer, MyRooms]


def test_nobody_and_no_room_has_a_right_at_the_hub_but_the_one_who_puts_idle_rooms_to_sleep(monkeypatch):
    roles = {one["name"]: one for one in by_file(monkeypatch).JupyterHub.load_roles}
    assert roles["user"]["scopes"] == roles["server"]["scopes"] == []
    assert all(scope.endswith("!user=rooms") for scope in roles["rooms-asleep"]["scopes"])


def test_accounts_need_the_consent_of_an_operator_unless_the_firm_signs_them_in(monkeypatch):
    own = by_file(monkeypatch, PAIR_SELLING_OPERATORS="anna ben")
    assert own.JupyterHub.authenticator_class == "kit.hub.accounts.Accounts" and own.Authenticator.admin_users == {
        "anna",
        "ben",
    }
    assert "open_signup" not in own.NativeAuthenticator
    signed_in = [own.Authenticator.post_auth_hook(None, None, {"name": name}) for name in ("rooms", "anna")]
    assert signed_in == [None, {"name": "anna"}]
    oauth = {f"OAUTH_{name}": "https://id.example.org/x" for name in ("CLIENT_ID", "CLIENT_SECRET", "AUTHORIZE_URL", "TOKEN_URL", "USERDATA_URL")}  # fmt: skip
    firm = by_file(monkeypatch, PAIR_SELLING_FACILITATORS="a@example.org b@example.org", **oauth)
    assert firm.GenericOAuthenticator.oauth_callback_url == "https://x.example.org/hub/oauth_callback"
    assert firm.GenericOAuthenticator.allowed_users == {"a@example.org", "b@example.org"}


def test_the_values_for_kubernetes_configure_the_same_hub(monkeypatch):
    for name in ("PAIR_SELLING_PUBLIC", STORE):
        assert name in VALUES["hub"]["extraEnv"]
        monkeypatch.setenv(name, "sqlite:///x" if name == STORE else VALUES["hub"]["extraEnv"][name])
    c = Config()
    exec(VALUES["hub"]["extraConfig"]["rooms"], {"c": c})
    assert c.Spawner.cmd == ["python3", "-m", "kit.hub.serve"] and c.JupyterHub.allow_named_servers
    callback = VALUES["hub"]["config"]["GenericOAuthenticator"]["oauth_callback_url"]
    assert callback.startswith(VALUES["hub"]["extraEnv"]["PAIR_SELLING_PUBLIC"])


def test_the_page_names_every_setting_and_no_other(monkeypatch):
    code = (FOLDER / "jupyterhub_config.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'"((?:PAIR_SELLING|OAUTH)_[A-Z_]+)"', code))
    said = set(re.findall(r"(?:PAIR_SELLING|OAUTH)_[A-Z_]*[A-Z]", PAGE))
    assert asked == said


def test_the_tests_that_the_table_of_threats_names_exist():
    table = (HERE / ".github" / "SECURITY.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in (HERE / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", table)
    assert named and [name for name in named if f"def {name}(" not in tests] == []
    files = re.findall(r"`(tests/[\w/]+\.py)`", table)
    assert files and [file for file in files if not (HERE / file).exists()] == []


def test_the_service_and_the_images_start_what_the_page_says():
    service, images = ((FOLDER / name).read_text(encoding="utf-8") for name in ("rooms.service", "Dockerfile"))
    assert (
        "jupyterhub -f kit/.hub/jupyterhub_config.py" in PAGE
        and "jupyterhub -f kit/.hub/jupyterhub_config.py" in service
    )
    assert "KillMode=process" in service
    assert re.findall(r"AS (\w+)", images) == ["hub", "room"] and sys.version_info >= (3, 11)
