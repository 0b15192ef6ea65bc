"""What stands on the board of an exercise: the posters of all groups, and the same as tables below them; each text and picture is made once."""

from collections.abc import Sequence

from ipywidgets import Box, Widget
from markupsafe import Markup

from kit.exercise import Exercise
from kit.messages import _
from kit.posters.exercise import Posters, Scene
from kit.posters.sheet import BOARD, Poster
from kit.screen.text import folded, heading, lines, show, table, text
from kit.side_by_side import Block, changes, side_by_side
from kit.wording import Language

GUESSES = _("Predictions against the true answer")
RESULTS = _("What each group’s own setting leads to")
GAME = _("What happened in the game")
ALONE = _("Games of single groups")
COMPUTING = _("400 years of every setting are being played …")
AS_TABLE = _("The same as a table")
GROUP_HEAD, TRUE_HEAD, OPEN_GUESS = _("Group"), _("True answer at the start setting"), _("no guess")
CHANGED = _("What it changed")


class BoardParts:
    """Parts of the board in one language."""

    def __init__(self, words: Language):
        self.words, self.say = words, words.say
        self.texts, self.pictures, self.rows = {}, {}, {}

    def said(self, key: str, html: Markup) -> Widget:
        """A text of the board, made once."""
        self.texts.setdefault(key, text())
        show(self.texts[key], html)
        return self.texts[key]

    def _posters(self, exercise: Exercise, found: Sequence[Poster], names: dict) -> list[Widget]:
        return [
            self._scene(exercise, one, names) if isinstance(one, Scene) else self._poster(exercise, one)
            for one in found
        ]

    def _poster(self, exercise: Exercise, poster: Poster) -> Widget:
        said = lines(*poster.said)
        return self.said(
            f"{exercise.name} {poster.key}",
            Markup('<figure class="kit-figure kit-board-poster"><figcaption>{}</figcaption>{}{}</figure>').format(
                poster.title, poster.draw(BOARD), said
            ),
        )

    def _scene(self, exercise: Exercise, poster: Scene, names: dict) -> Widget:
        """The picture of a game that its exercise draws."""
        key = exercise.name, poster.key
        if key not in self.pictures:
            self.pictures[key] = exercise.play.picture()(self.words)
            if poster.played and poster.played.teams:
                self.pictures[key].widget.add_class("kit-board-whole")
        self.pictures[key].show_played(poster.played, names, poster.title)
        return self.pictures[key].widget

    def _section(self, key: str, title: str, posters: Sequence[Widget], below: Markup) -> list[Widget]:
        """A part of the board under its heading: pictures first, the same as a table folded below them."""
        if not posters and not below:
            return []
        tables = [self.said(f"{key} table", folded(self.say(AS_TABLE), below))] if below else []
        return [self.said(key, heading(self.say(title))), self._row(key, posters), *tables]

    def _row(self, key: str, posters: Sequence[Widget]) -> Widget:
        """Pictures beside each other where there is room."""
        box = self.rows.setdefault(key, Box())
        box.add_class("kit-board-pair")
        if tuple(posters) != box.children:
            box.children = tuple(posters)
        return box

    def games(self, posters: Posters, names: dict) -> list[Widget]:
        """What groups played together, and figure by figure what came of games that they played by themselves."""
        exercise = posters.exercise
        shown = self._posters(exercise, [*posters.common(), *posters.figures()], names)
        played = side_by_side(exercise, posters.session, posters.groups, names, self.words.code)
        blocks = [one for one in played.blocks if not one.played or one.played.teams]
        return self._section("game", GAME, shown, Markup().join(self._block(one, names) for one in blocks))

    def alone(self, posters: Posters, names: dict) -> list[Widget]:
        """Games that single groups played and that have a picture of their own."""
        exercise = posters.exercise
        shown = self._posters(exercise, posters.alone(), names)
        played = side_by_side(exercise, posters.session, posters.groups, names, self.words.code)
        blocks = [one for one in played.blocks if one.played and not one.played.teams]
        return self._section("alone", ALONE, shown, Markup().join(self._block(one, names) for one in blocks))

    def _block(self, block: Block, names: dict) -> Markup:
        title = Markup("<h4>{}</h4>").format(self.words.said(block.title)) if block.title else Markup()
        return title + text_of(self.words, block, names)

    def guesses(self, posters: Posters, names: dict) -> list[Widget]:
        """What was guessed, against the true answer."""
        words, exercise = self.words, posters.exercise
        given = {one.key: one.guesses(exercise) for one in posters.groups}
        truths = {one.parameter.name: one.truth() for one in exercise.guesses}
        head = [self.say(GROUP_HEAD), *(words.say(one.question) for one in exercise.guesses)]
        rows = [
            [names[one.key], *(self._guess(guess, given[one.key]) for guess in exercise.guesses)]
            for one in posters.groups
        ]
        rows.append(
            [self.say(TRUE_HEAD), *(words.value(one.parameter, truths[one.parameter.name]) for one in exercise.guesses)]
        )
        shown = self._posters(exercise, posters.guesses(), names)
        return self._section("guesses", GUESSES, shown, _wide(table(head, rows)))

    def _guess(self, guess, given: dict | None) -> str:
        return self.words.value(guess.parameter, given[guess.parameter.name]) if given else self.say(OPEN_GUESS)

    def computing(self, exercise: Exercise) -> list[Widget]:
        """What stands in the place of results before the first of them are there."""
        said = heading(self.say(RESULTS)) + lines(self.say(COMPUTING), kind="kit-guess")
        return [self.said(f"{exercise.name} computing", said)]

    def results(self, posters: Posters, names: dict) -> list[Widget]:
        """Where settings lead; groups that changed nothing are one line."""
        words, exercise, blocks = self.words, posters.exercise, posters.blocks
        outcomes = exercise.laboratory.outcomes
        head = [self.say(GROUP_HEAD), self.say(CHANGED), *(words.say(one.label) for one in outcomes)]
        alike = [one for one in posters.groups if not one.changes(exercise)]
        rows = [
            [
                ", ".join(names[one.key] for one in together),
                Markup("<br>").join(words.say(line) for line in changes(exercise, together[0])),
                *(
                    words.say(
                        outcome.ahead, **outcome.ahead_in(*together[0].years(exercise, blocks).outcomes[outcome.key])
                    )
                    for outcome in outcomes
                ),
            ]
            for together in [*([one] for one in posters.groups if one not in alike), *([alike] if alike else [])]
        ]
        if not rows:
            return []
        shown = self._posters(exercise, posters.results(), names)
        return self._section(f"{exercise.name} results", RESULTS, shown, _wide(table(head, rows)))


def text_of(words: Language, block: Block, names: dict) -> Markup:
    """A block as a table with its sentences."""
    head = [words.said(one) for one in block.head]
    rows = [[_cell(words, one) for one in row] for row in block.rows]
    if block.groups:
        head, rows = (
            [words.say(GROUP_HEAD), *head],
            [[names[group.key], *row] for group, row in zip(block.groups, rows, strict=True)],
        )
    return lines(*(words.say(one) for one in block.said)) + _wide(table(head, rows))


def _cell(words: Language, value) -> Markup | str:
    if isinstance(value, tuple):
        return Markup("<br>").join(words.said(one) for one in value)
    return words.said(value)


def _wide(html: Markup) -> Markup:
    return Markup('<div class="kit-wide">{}</div>').format(html)
