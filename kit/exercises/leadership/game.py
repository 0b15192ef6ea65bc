"""“Who decides?”: the rules of the human game of the leadership exercise, without any screen.

Ten decisions; everybody picks privately who decides today and who should, then all are revealed and the team settles on two
boards. Then a week is played with each board, the same week (`model/matters.py`). A game is nothing but the decisions made so far.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import fullmatch
from statistics import median_low

from kit.contract import BEGUN, LUCK
from kit.exercises.leadership.bots import BOTS, pick
from kit.exercises.leadership.decisions import COUNT, ERRS, PATIENCE_HOURS, Decision, cards
from kit.exercises.leadership.degrees import NAMES
from kit.exercises.leadership.model.matters import Chances, Stakes, Week, draw, play
from kit.messages import _
from kit.parameters import Choice, Parameter, decided_or_default

TODAY, WISHED = SIDES = ("today", "wished")
BOARDS = {TODAY: _("of today"), WISHED: _("as wished")}
CARDS = tuple(range(1, COUNT + 1))
OPEN = "open"
CHOICES = (Choice(OPEN, _("not yet decided")), *(Choice(str(one), name) for one, name in NAMES.items()))
WHO = {TODAY: _("who decides today"), WISHED: _("who should decide")}
SETTLED = {
    (side, card): Parameter(WHO[side], OPEN, choices=CHOICES, name=f"{side}.{card}") for side in SIDES for card in CARDS
}
WEEKS = Parameter(
    _("weeks played"),
    "0",
    choices=(Choice("0", _("none")), Choice("1", _("one week")), Choice("2", _("both weeks"))),
    name="weeks",
)
MOVES = (*SETTLED.values(), LUCK, WEEKS)
PEOPLE = Parameter(_("people at this screen"), 4, 1, 8, 1, name="people")
MOST_GONE = 2  # of fifteen people; with more a week is lost


def pick_name(card: int, seat: int) -> str:
    """What the pick of a seat (from 1) for a card is called in the journal."""
    return f"pick.{card}.{seat}"


def read_pick(value: object) -> tuple[int, int] | None:
    """The degrees of a pick (today, wished), such as "2,6"; None where it is none."""
    found = fullmatch("([1-7]),([1-7])", str(value))
    return (int(found[1]), int(found[2])) if found else None


def written_pick(today: int, wished: int) -> str:
    """The exact counterpart of `read_pick`."""
    return f"{today},{wished}"


@dataclass(frozen=True)
class Game:
    """The decisions made so far (names and values as in the journal), and what follows from them.

    `players`: how many share this game, on one screen or each with their own; with one, the three bots are the team.
    """

    decided: Mapping
    players: int = 0

    @property
    def is_begun(self) -> bool:
        """Whether somebody has begun to play."""
        return self.decided.get(BEGUN) == "yes" or self.settled(TODAY, CARDS[0]) is not None

    @property
    def luck(self) -> int:
        """The luck of this round."""
        return int(decided_or_default(self.decided, LUCK))

    @property
    def people(self) -> int:
        """How many people pick."""
        return self.players or int(decided_or_default(self.decided, PEOPLE))

    # Cards

    def settled(self, side: str, card: int) -> int | None:
        """The degree that was settled for a card; None while it is open."""
        value = decided_or_default(self.decided, SETTLED[side, card])
        return None if value == OPEN else int(value)

    @property
    def now(self) -> int | None:
        """The card (from 1) on the table; None when all are settled."""
        return next((card for card in CARDS if None in (self.settled(side, card) for side in SIDES)), None)

    def picks(self, card: int) -> dict[int | str, tuple[int, int]]:
        """What was picked for a card (today, wished), by seat; with one person the bots by their keys after it."""
        given = {
            seat: found
            for seat in range(1, self.people + 1)
            if (found := read_pick(self.decided.get(pick_name(card, seat))))
        }
        if self.people > 1 or not given:
            return {**given}
        return {**given, **{bot: pick(bot, cards()[card - 1], self.luck) for bot in BOTS}}

    @property
    def turn(self) -> int | None:
        """The seat that picks next for the card on the table; None when all have, or no card is there."""
        if self.now is None:
            return None
        return next((seat for seat in range(1, self.people + 1) if seat not in self.picks(self.now)), None)

    def proposed(self, side: str, card: int) -> int:
        """What the team may settle on: the middle of the picks (the lower one of two)."""
        return median_low([one[SIDES.index(side)] for one in self.picks(card).values()])

    def extremes(self, card: int) -> tuple[int | str, int | str] | None:
        """Who leaves least to the team and who most, by the wishes, else by what they see today; None where all agree."""
        picked = self.picks(card)
        for place in (1, 0):
            low, high = (some(picked, key=lambda one: picked[one][place]) for some in (min, max))
            if picked[low][place] != picked[high][place]:
                return low, high
        return None

    # Weeks

    def board(self, side: str) -> tuple[int, ...] | None:
        """The degrees of all cards; None while one of them is open."""
        found = tuple(degree for card in CARDS if (degree := self.settled(side, card)))
        return found if len(found) == COUNT else None

    @cached_property
    def weeks(self) -> dict[str, Week]:
        """What the boards make of the week, as far as they are settled."""
        return {side: week(board, self.luck) for side in SIDES if (board := self.board(side))}

    @property
    def side(self) -> str | None:
        """Whose week is on; None while cards are on the table, and when both are over."""
        done = int(decided_or_default(self.decided, WEEKS))
        return SIDES[done] if self.now is None and done < len(SIDES) else None

    @property
    def is_over(self) -> bool:
        """Whether both weeks were played."""
        return self.now is None and self.side is None

    def is_lost(self, side: str) -> bool:
        """Whether more people have gone in a week than a team can bear."""
        return self.weeks[side].gone > MOST_GONE


def stakes(of: Sequence[Decision]) -> tuple[Stakes, ...]:
    """What depends on decisions, as the model has it."""
    return tuple(
        Stakes(ERRS[one.team_errs], ERRS[one.boss_errs], 60 * PATIENCE_HOURS[one.patience], one.often) for one in of
    )


@lru_cache(maxsize=128)
def chances(luck: int) -> Chances:
    """The week of a luck, before anybody decides."""
    return draw(stakes(cards()), luck)


@lru_cache(maxsize=256)
def week(board: tuple[int, ...], luck: int) -> Week:
    """What a board makes of the week of a luck."""
    return play(board, stakes(cards()), chances(luck))
