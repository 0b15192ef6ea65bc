"""What stands on the board of an exercise: guesses, results and games of all groups; each text, chart and picture is made once."""

from collections.abc import Sequence

from ipywidgets import Box, VBox, Widget
from markupsafe import Markup

from kit.exercise import Exercise
from kit.groups import Group, Session
from kit.messages import _
from kit.screen.pictures import live_chart
from kit.screen.text import heading, lines, show, table, text
from kit.side_by_side import Block, changes, side_by_side
from kit.wording import Language

GUESSES = _("Predictions against the true answer")
GUESS_CHART = _("One line per group: its guess, and a dashed line at the true answer of the start setting.")
TRUTH = _("true answer")
RESULTS = _("What each group’s own setting leads to")
RESULT_CHART = _(
    "One line per group: in how many of 100 repetitions the new way is ahead at the group’s own setting, with the error of playing so few."
)
AHEAD_AXIS = _("new way ahead, of 100")
EVEN = _("even")
GAME = _("What happened in the game")
GROUP_HEAD, TRUE_HEAD, OPEN_GUESS = _("Group"), _("True answer at the start setting"), _("no guess")
CHANGED = _("What it changed")
MOST_GAMES = 8  # that stand apart: more are too small on the board


class BoardParts:
    """Parts of the board in one language."""

    def __init__(self, words: Language):
        self.words, self.say = words, words.say
        self.texts, self.charts, self.rows, self.pictures = {}, {}, {}, {}

    def said(self, key: str, html: Markup) -> Widget:
        """A text of the board, made once."""
        self.texts.setdefault(key, text())
        show(self.texts[key], html)
        return self.texts[key]

    def _row(self, key: str, parts: Sequence[Widget]) -> Widget:
        """Pictures beside each other where there is room."""
        box = self.rows.setdefault(key, Box())
        box.add_class("kit-pair")
        if tuple(parts) != box.children:
            box.children = tuple(parts)
        return box

    def _chart(self, key: str, kind: str, labels: dict, description) -> Widget:
        """A chart by what is in it; made once, afterwards it only gets rows."""
        name = (key, repr(labels))
        if name not in self.charts:
            self.charts[name] = live_chart(self.words, kind, labels, description)
        return self.charts[name]

    def _strip(
        self, key: str, axis: str, span: list[float], mark: str, rows: list[tuple], headline: str, description
    ) -> Widget:
        chart = self._chart(key, "strip", {"axis": axis, "range": span, "mark": mark}, description)
        columns = zip(*rows, strict=True)
        chart.show(
            {
                name: list(column)
                for name, column in zip(("group", "value", "low", "high", "mark", "figure"), columns, strict=True)
            },
            headline,
        )
        return chart

    def guesses(self, exercise: Exercise, groups: Sequence[Group], names: dict) -> list[Widget]:
        words, given = self.words, {one.key: one.guesses(exercise) for one in groups}
        truths = {one.parameter.name: one.truth() for one in exercise.guesses}
        charts = []
        for guess in exercise.guesses:
            parameter = guess.parameter
            if parameter.choices:
                continue
            scale, truth = (100 if parameter.percent else 1), truths[parameter.name]
            rows = [
                (
                    names[key],
                    *(scale * said[parameter.name],) * 3,
                    scale * truth,
                    words.number(scale * said[parameter.name]),
                )
                for key, said in given.items()
                if said
            ]
            if rows:
                axis = "%" if parameter.percent else words.say(parameter.unit or parameter.label)
                span = [scale * parameter.low, scale * parameter.high]
                charts.append(
                    self._strip(
                        f"guess {parameter.name}",
                        axis,
                        span,
                        self.say(TRUTH),
                        rows,
                        words.say(guess.question),
                        GUESS_CHART,
                    )
                )
        head = [self.say(GROUP_HEAD), *(words.say(one.question) for one in exercise.guesses)]
        rows = [[names[one.key], *(self._guess(guess, given[one.key]) for guess in exercise.guesses)] for one in groups]
        rows.append(
            [self.say(TRUE_HEAD), *(words.value(one.parameter, truths[one.parameter.name]) for one in exercise.guesses)]
        )
        return [
            self.said("guesses", heading(self.say(GUESSES))),
            self._row("guesses", charts),
            self.said("guess table", _wide(table(head, rows))),
        ]

    def _guess(self, guess, given: dict | None) -> str:
        return self.words.value(guess.parameter, given[guess.parameter.name]) if given else self.say(OPEN_GUESS)

    def results(self, exercise: Exercise, groups: Sequence[Group], names: dict, blocks: int) -> list[Widget]:
        words, laboratory, charts = self.words, exercise.laboratory, []
        for outcome in laboratory.outcomes:
            rows = []
            for group in groups:
                ahead = outcome.ahead_in(*group.years(exercise, blocks).outcomes[outcome.key])
                low, high = max(0, ahead["count"] - ahead["error"]), min(100, ahead["count"] + ahead["error"])
                rows.append((names[group.key], ahead["count"], low, high, 50, f"{ahead['count']} ± {ahead['error']}"))
            if rows:
                charts.append(
                    self._strip(
                        f"ahead {outcome.key}",
                        self.say(AHEAD_AXIS),
                        [0, 100],
                        self.say(EVEN),
                        rows,
                        words.say(outcome.label),
                        RESULT_CHART,
                    )
                )
        head = [self.say(GROUP_HEAD), self.say(CHANGED), *(words.say(one.label) for one in laboratory.outcomes)]
        rows = [
            [
                names[one.key],
                Markup("<br>").join(words.say(line) for line in changes(exercise, one)),
                *(
                    words.say(outcome.ahead, **outcome.ahead_in(*one.years(exercise, blocks).outcomes[outcome.key]))
                    for outcome in laboratory.outcomes
                ),
            ]
            for one in groups
        ]
        if not rows:
            return []
        return [
            self.said("results", heading(self.say(RESULTS))),
            self._row("results", charts),
            self.said("result table", _wide(table(head, rows))),
        ]

    # The games

    def games(self, exercise: Exercise, session: Session, groups: Sequence[Group], names: dict) -> list[Widget]:
        """What groups played, alone and together: as tables, each with its picture where a game has one."""
        played = side_by_side(exercise, session, groups, names, self.words.code)
        shown = [self._block(exercise, place, one, names) for place, one in enumerate(played.blocks[:MOST_GAMES])]
        if not shown:
            return []
        return [
            self.said("game", heading(self.say(GAME))),
            *([self._row("game", shown)] if exercise.play.is_apart else shown),
        ]

    def _block(self, exercise: Exercise, place: int, block: Block, names: dict) -> Widget:
        """The text of a block, below its picture if it has one; made once for each place on the board."""
        said, title = text_of(self.words, block, names), self.words.said(block.title) if block.title else ""
        if not (block.played and exercise.play.picture):
            return self.said(f"game {place}", said)
        if (exercise.name, place) not in self.pictures:
            picture = exercise.play.picture()(self.words)
            self.pictures[exercise.name, place] = picture, VBox([picture.widget, text()])
        picture, box = self.pictures[exercise.name, place]
        picture.show_played(block.played, names, title)
        show(box.children[1], said)
        return box


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
