"""The ground of “Seasons” as a picture, on the page of a group and on the board."""

import numpy as np

from kit.contract import Names, Played
from kit.exercises.customer_forest.facts import teams
from kit.exercises.customer_forest.game import Game, Ground
from kit.exercises.customer_forest.setting import QUARTER_MONTHS, YEAR_MONTHS
from kit.exercises.customer_forest.views import FOREST_WORDS
from kit.messages import _
from kit.models import forest
from kit.screen.pictures import forest_picture, mood_line
from kit.widgets.forest_picture import BURNED, FREE, SEEDLING, STUMP, TREE
from kit.wording import Language

SHOWN_VALUE = 0.5  # every customer brings the same margin here, so age alone decides the size of a tree
PICTURE = _("The territory: every place is a firm, every tree a customer; the mark at its foot says whose.")
SIGNS = _("What the signs mean")
FOREST_OF = _("{name}: {customers} customers, {burned} burned, {eur} EUR earned after {seasons} seasons.")


class GroundPicture:
    """The forest of a ground; `widget` is shown, made once and drawn again and again."""

    def __init__(self, words: Language):
        self.words, self.widget = words, forest_picture(words, FOREST_WORDS, PICTURE)
        self.widget.fold = words.say(SIGNS)

    def show(self, game: Game, called: list[str], headline: str) -> None:
        """The ground as it stands, with what its teams are called."""
        self.widget.teams = called if len(called) > 1 else []
        rows = rows_of(game.ground)
        self.widget.names = [called[owner] if owner >= 0 else "" for owner in rows["owner"]]
        self.widget.show(rows, headline=headline, line=mood_line(self.words, rows))

    def show_played(self, played: Played, names: Names, title: str) -> None:
        """The same for somebody who looks at many grounds."""
        ground = played.game.ground
        headline = self.words.say(FOREST_OF, name=title, seasons=len(ground.seasons), **ground.sums)
        self.show(played.game, [self.words.said(one) for one in teams(played, names)], headline)


def rows_of(ground: Ground) -> dict:
    """Columns for the forest picture as the ground stands now."""
    place, owner = ground.stand.place[:, 0], ground.owner
    seasons, last = len(ground.seasons), ground.seasons[-1] if ground.seasons else None
    state = np.where(place == forest.BURNED, BURNED, np.where(place == forest.CUSTOMER, TREE, FREE))
    root, mood = np.full(len(place), -1), np.exp(-YEAR_MONTHS * ground.stand.bond[:, 0])
    if last is not None:
        state[(place == forest.BURNED) & last.gone] = STUMP
        state[(place == forest.CUSTOMER) & last.newly] = SEEDLING
        root, mood = np.where(last.newly, last.root, -1), last.mood
    customer = place == forest.CUSTOMER
    age = np.clip((seasons * QUARTER_MONTHS - 1 - ground.stand.since[:, 0]) // QUARTER_MONTHS, 0, None)
    return {
        "state": state,
        "age": np.where(customer, age, 0),
        "value": np.full(len(place), SHOWN_VALUE),
        "mood": np.where(customer, mood, 0.0),
        "owner": np.where(customer, owner, -1),
        "root": root,
        "when": (last.month + 1) / (QUARTER_MONTHS + 1) if last is not None else np.zeros(len(place)),
    }
