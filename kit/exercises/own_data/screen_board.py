"""The firm's own list on the board: there is nothing to see of it, and that is said."""

from collections.abc import Mapping

from ipywidgets import Widget

from kit.exercise import Exercise
from kit.groups import Session
from kit.messages import _
from kit.posters.sheet import Poster
from kit.screen.text import lines, text
from kit.wording import Language

STAYS = _("What groups load here stays on their own pages: there is nothing of it on the board.")


class OwnDataBoard:
    """What stands where other pages have pictures."""

    def __init__(self, words: Language, _exercises: Mapping[str, Exercise]):
        self.words = words

    def waiting(self, _session: Session) -> str:
        """Why there are no pictures, for everybody to read."""
        return self.words.say(STAYS)

    def posters(self, _session: Session, at_once: bool) -> list[Poster]:
        """None, whatever is asked for."""
        return []

    def parts(self, _session: Session, at_once: bool) -> list[Widget]:
        """One sentence."""
        return [text(lines(self.words.say(STAYS), kind="kit-guess"))]
