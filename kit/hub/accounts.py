"""Accounts of the hub itself, for facilitators whose firm has no sign-in to use."""

from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.handlers import ToggleAuthorizationHandler

from kit.hub.pages import ROOMS_USER


class Approve(ToggleAuthorizationHandler):
    """An operator approves an account by a press on its own page, not by a link from elsewhere."""

    async def get(self, slug):
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return self.redirect(self.hub.base_url + "authorize")
        await super().get(slug)


class Accounts(NativeAuthenticator):
    """With an `Approve` of its own; whoever is not approved any more is out, also where they had signed in before."""

    async def refresh_user(self, user, handler=None, **_more):
        """Whether an account still holds; JupyterHub asks again after `auth_refresh_age` seconds."""
        account = self.get_user(user.name)
        return user.name == ROOMS_USER or bool(account and account.is_authorized)

    def get_handlers(self, app):
        found = super().get_handlers(app)
        return [(path, Approve if made is ToggleAuthorizationHandler else made, *more) for path, made, *more in found]
