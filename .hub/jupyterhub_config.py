"""A hub of rooms on one server: `jupyterhub -f .hub/jupyterhub_config.py` (README.md beside this file says all of it)."""

import os

from kit.hub.configure import IDLE_SECONDS, ROOMS, configure

c = get_config()  # noqa: F821  # pyright: ignore[reportUndefinedVariable]

public = os.environ["PAIR_SELLING_PUBLIC"]  # as people type it: https://workshops.example.org
idle_seconds = int(os.environ.get("PAIR_SELLING_IDLE_SECONDS", IDLE_SECONDS))
most_rooms = int(os.environ.get("PAIR_SELLING_MOST_ROOMS", ROOMS))
configure(c, store=os.environ["PAIR_SELLING_STORE"], public=public, idle_seconds=idle_seconds, most_rooms=most_rooms)

# Where it listens. With a certificate of its own it serves https itself; without one, behind a proxy that does.
c.JupyterHub.bind_url = os.environ.get("PAIR_SELLING_LISTEN", "http://127.0.0.1:8000")
c.JupyterHub.hub_port = int(
    os.environ.get("PAIR_SELLING_HUB_PORT", "8081")
)  # this one and the next only for this computer
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{c.JupyterHub.hub_port + 1}"
c.JupyterHub.ssl_cert = os.environ.get("PAIR_SELLING_CERTIFICATE", "")
c.JupyterHub.ssl_key = os.environ.get("PAIR_SELLING_KEY", "")

# What the hub itself remembers, who may sign in and which servers run, lies in a database of its own.
c.JupyterHub.db_url = os.environ.get("PAIR_SELLING_HUB_STORE", "sqlite:///jupyterhub.sqlite")

# Rooms are processes of the user who runs the hub; nobody can run code of their own in them.
c.JupyterHub.spawner_class = "simple"

# Who may lead rooms: accounts of the hub itself, or those of the firm (OpenID Connect).
if os.environ.get("OAUTH_CLIENT_ID"):
    c.JupyterHub.authenticator_class = "generic-oauth"
    c.GenericOAuthenticator.client_id = os.environ["OAUTH_CLIENT_ID"]
    c.GenericOAuthenticator.client_secret = os.environ["OAUTH_CLIENT_SECRET"]
    c.GenericOAuthenticator.authorize_url = os.environ["OAUTH_AUTHORIZE_URL"]
    c.GenericOAuthenticator.token_url = os.environ["OAUTH_TOKEN_URL"]
    c.GenericOAuthenticator.userdata_url = os.environ["OAUTH_USERDATA_URL"]
    c.GenericOAuthenticator.oauth_callback_url = f"{public.rstrip('/')}/hub/oauth_callback"
    c.GenericOAuthenticator.scope = ["openid", "email"]
    c.GenericOAuthenticator.username_claim = os.environ.get("OAUTH_USERNAME_CLAIM", "email")
    c.GenericOAuthenticator.login_service = os.environ.get("OAUTH_NAME", "OpenID Connect")
    c.GenericOAuthenticator.allowed_users = set(os.environ.get("PAIR_SELLING_FACILITATORS", "").split())
else:
    c.JupyterHub.authenticator_class = "kit.hub.accounts.Accounts"
    c.Accounts.auth_refresh_age = 5  # seconds until somebody is out whose approval was taken back
    c.NativeAuthenticator.check_common_password = True
    c.NativeAuthenticator.minimum_password_length = 12
    c.NativeAuthenticator.allowed_failed_logins = 5
    c.NativeAuthenticator.seconds_before_next_try = 300
    c.Authenticator.admin_users = set(os.environ.get("PAIR_SELLING_OPERATORS", "").split())
    c.Authenticator.allow_all = True  # everybody whom an operator has approved
