"""How a pretend group passes the customer on: people who ask and note as the game's bots would."""

from collections.abc import Mapping
from functools import cache
from random import Random

from kit.exercises.role_chain.cases import Case, cases
from kit.exercises.role_chain.game import AGAIN, CAREFUL, CHAIN, CHATTY, HASTY, RIGHT, WOLF, Game, chosen_case
from kit.models.chain.setting import ROLES

TEMPERS = (HASTY, CHATTY, CAREFUL)
PROMISES = 0.3  # how often somebody who does not know an answer promises something


@cache
def _cases() -> Mapping[str, Case]:
    return cases("en")  # what happens is the same in every language


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """What a pretend group decides next: seat by seat, then the customer's questions, first as a chain, then as a lone wolf."""
    if played.get(f"begun.{CHAIN}") != "yes":
        return {f"case.{CHAIN}": chance.choice(list(_cases())), f"begun.{CHAIN}": "yes"}
    for way in (CHAIN, WOLF):
        game = Game(chosen_case(_cases(), played, way), played)
        if game.is_over(way):
            continue
        if played.get(f"begun.{way}") != "yes":
            return {f"begun.{way}": "yes"}
        role = game.role_now(way)
        if role:
            return _talk(game, way, role, temper, chance)
        return {f"{way}.confirmed": "yes"} if game.answered(way) else _answers(game, way, chance)
    return {}


def _talk(game: Game, way: str, role: str, temper: float, chance: Random) -> Mapping:
    """First what is asked, then what is handed on."""
    seat = f"{way}.{role}"
    bot = TEMPERS[min(len(TEMPERS) - 1, int(len(TEMPERS) * (temper + chance.random()) / 2))]
    if not game.begun(way, role):
        asked = Game(game.case, {f"seat.{role}": bot}).asked(CHAIN, role)
        return {f"{seat}.begun": "yes", f"{seat}.asked": _listed(asked)}
    if way == WOLF or role == ROLES[-1]:
        return {f"{seat}.handed": "yes"}
    if chance.random() < temper / 2:
        return {f"{seat}.pairing": "yes", f"{seat}.handed": "yes"}
    noted = Game(game.case, {**game.decided, f"seat.{role}": bot}).noted(role)
    return {f"{seat}.noted": _listed(sorted(noted)), f"{seat}.handed": "yes"}


def _answers(game: Game, way: str, chance: Random) -> Mapping:
    known = game.known(way, ROLES[-1])
    said = {}
    for place, final in enumerate(game.case.end):
        unsure = f"wrong{chance.randrange(len(final.wrong))}" if chance.random() < PROMISES else AGAIN
        said[f"{way}.answer{place}"] = RIGHT if known.issuperset(game.needed(place)) else unsure
    return said | {f"{way}.sent": "yes"}


def _listed(numbers) -> str:
    return ",".join(map(str, numbers))
