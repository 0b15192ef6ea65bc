"""The film of the chain on paper: fact by fact how far it got, the groups that had the same customer beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from kit.contract import Drawn, Names, Played
from kit.exercises.role_chain.facts import KEPT, Passed
from kit.exercises.role_chain.game import CHAIN, Game
from kit.exercises.role_chain.screen_end import FACT, MARKS
from kit.messages import Message, _
from kit.models.chain.setting import ROLE_LABELS, ROLES
from kit.typed import shortened
from kit.wording import Language

BESIDE, LONGEST_NAME = 8, 18  # groups in one table, letters of a name above its column
FILM_OF = _("The customer “{case}”: which fact got how far")
ALL_LOST = _("In the chain {lost} of {known} known facts did not survive a handover ({share}).")
LEGEND = _("✓ arrived at the last seat, ✕ lost between two seats, – nobody found it out. The seats: {seats}.")
SEAT = Message("{number} {role}")  # the same in every language
STEP = _("Seat {sender} to seat {receiver}")
ARRIVED, LOST_BETWEEN = _("arrived"), _("lost between seat {sender} and seat {receiver}")
LOOKS = """
  .kit-film { font-size: 9pt; } .kit-film th, .kit-film td { padding: .5mm 1.5mm .5mm 0; } .kit-film tbody tr.kit-sum > * { border-top: 1.5px solid #222; border-bottom: 0; }
  .kit-film td, .kit-film thead th:not(:first-child) { text-align: center; overflow-wrap: anywhere; } .kit-film .kit-lost { font-weight: 600; background: #f6e3d8; print-color-adjust: exact; white-space: nowrap; }
  .kit-film tbody tr.kit-sum + tr.kit-sum > * { border-top: 0; } .kit-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""


def printed(words: Language, games: Sequence[Played[Passed]], _names: Names) -> Iterator[Drawn]:
    """Every chain that was played to the customer's answers, customer by customer."""
    played = [(one.name, game) for one in games if (game := one.game.answered(CHAIN))]
    known = sum(len(one.known) for _name, game in played for one in game.handovers)
    if not known:
        return
    lost = known - sum(len(one.arrived) for _name, game in played for one in game.handovers)
    said = [words.say(ALL_LOST, lost=lost, known=known, share=words.percent(lost / known)), _legend(words)]
    cases: Mapping[str, list] = {game.case.key: [] for _name, game in played}
    for one in played:
        cases[one[1].case.key].append(one)
    for some in cases.values():
        for start in range(0, len(some), BESIDE):
            title = words.say(FILM_OF, case=some[0][1].case.title)
            yield Drawn(title, _film(words, some[start : start + BESIDE]), tuple(said), LOOKS)
            said = []


def _legend(words: Language) -> str:
    seats = (words.say(SEAT, number=place, role=ROLE_LABELS[role]) for place, role in enumerate(ROLES, start=1))
    return words.say(LEGEND, seats=", ".join(seats))


def _film(words: Language, some: Sequence[tuple[str, Game]]) -> Markup:
    head = [words.say(FACT), *(_cut(name) for name, _game in some)]
    marks = [game.trace(CHAIN) for _name, game in some]
    facts = some[0][1].facts
    rows = [
        (
            "",
            fact.text,
            [_mark(words, game, number, one[number]) for (_name, game), one in zip(some, marks, strict=True)],
        )
        for number, fact in enumerate(facts)
    ]
    for place, (sender, _receiver) in enumerate(pairwise(range(1, len(ROLES) + 1))):
        kept = [game.handovers[place] for _name, game in some]
        cells = [words.say(KEPT, arrived=len(one.arrived), known=len(one.known)) for one in kept]
        rows.append(("kit-sum", words.say(STEP, sender=sender, receiver=sender + 1), cells))
    return Markup('<table class="kit-film whole"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        Markup().join(Markup('<th scope="col">{}</th>').format(one) for one in head),
        Markup().join(
            Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format(
                kind,
                first,
                Markup().join(one if isinstance(one, Markup) else Markup("<td>{}</td>").format(one) for one in cells),
            )
            for kind, first, cells in rows
        ),
    )


def _cut(name: str) -> str:
    name = shortened(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _mark(words: Language, game: Game, number: int, marks: list[str]) -> Markup:
    """A cell: arrived, lost between which seats, or never found out."""
    lost = game.lost_at(CHAIN, number)
    if lost:
        sender, receiver = (ROLES.index(role) + 1 for role in lost)
        said = words.say(LOST_BETWEEN, sender=sender, receiver=receiver)
        return Markup(
            '<td class="kit-lost"><span aria-hidden="true">✕ {}–{}</span><span class="kit-unseen">{}</span></td>'
        ).format(sender, receiver, said)
    sign, said = ("✓", words.say(ARRIVED)) if any(marks) else ("–", words.say(MARKS[""]))
    return Markup('<td><span aria-hidden="true">{}</span><span class="kit-unseen">{}</span></td>').format(sign, said)
