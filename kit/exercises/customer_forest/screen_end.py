"""What the seasons brought: curves, the table of the teams, and the end with the word given, luck, and what others would have made."""

from collections.abc import Sequence

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.game import (
    BESIDE_A_FELLER,
    BINDING,
    CARED,
    FELLED,
    FELLED_ALONE,
    FELLER,
    FORESTER,
    Game,
    Ground,
)
from kit.exercises.customer_forest.model.policies import commons_share
from kit.exercises.customer_forest.screen_curve import Curve, curves, mark
from kit.exercises.customer_forest.setting import TASK_LABELS, TASKS
from kit.messages import _
from kit.pictures import THOUSAND
from kit.screen.text import folded, heading, lines, show, table
from kit.wording import Language

TEAM, CUSTOMERS, EARNED = _("Team"), _("Customers (won, lost)"), _("Earned (EUR)")
DAYS = _("Below the name: days for {tasks} in the last season. Earned: since the start.")
CUSTOMER_CURVE, BURNED_CURVE = _("{count} customers"), _("{count} burned")
GROUND_SAID = _("Season by season from the start. Customers: {customers}. Burned: {burned}.")
EARNED_SAID = _("Earned season by season, thousand EUR. {teams}.")
EARNED_UNIT, FIRMS_UNIT = _("Earned per season, thousand EUR"), _("Firms of the ground, season by season")
ALL_FELIX, ALL_FLORA = _("all like Felix: {count}"), _("all like Flora: {count}")

EUR = _("{eur} EUR")
OVER = _("After three years")
THE_END = _("{customers} customers are left, {burned} firms are burned")
FIRST = _("Most was earned by: {team}.")
WORTH = _("What stands goes on paying: {customers} customers, {eur} EUR a year.")
THE_WORD, AGREED = _("The word"), _("Agreed: at most {limit} days of winning.")
IF_BOUND = _("Had it bound everybody, all together would have {eur} EUR, with the same luck; it was {played}.")
ALIKE = _("Had all done the same")
PLAYED_SUMS = _("As you played: {eur} EUR together, {customers} customers, {burned} burned.")
ALL_FELL = _("Had all of you felled like Felix: {eur} EUR, {customers} customers, {burned} burned.")
ALL_CARE = _("Had all of you worked like Flora: {eur} EUR, {customers} customers, {burned} burned.")
DILEMMA = _(
    "Over many games with four teams: all care, each earns {cared} thousand. One fells alone, it gets {alone}, the others {beside}. All fell: {felled}. Felling pays as long as the others do not."
)
LUCK, LUCKS = _("Luck"), 8
WITH_LUCK = _("The same days with other luck")
OTHER_LUCKS = _(
    "With the same days and {lucks} other lucks, {team}: {low} to {high} thousand EUR; ahead of all in {first}."
)
ROOTS = _(
    "{count} customers came by recommendation. A customer brings about one in {years} years here: roots grow slowly."
)
THEORY_TITLE = _("What theory says")
THEORY = _("{teams} teams without any agreement get out of one ground {share} of what one careful owner would.")
IN_FIGURES = _("All in figures")


def days_line(words: Language) -> Markup:
    """In which order days stand below a name."""
    return lines(words.say(DAYS, tasks=" / ".join(words.say(TASK_LABELS[task]) for task in TASKS)), kind="kit-help")


def table_of(words: Language, game: Game, teams: list[str]) -> Markup:
    """The last season and all so far, team by team; narrow enough for a phone."""
    last, earned = game.ground.seasons[-1], game.ground.earned_eur
    head = [words.say(one) for one in (TEAM, CUSTOMERS, EARNED)]
    rows = [
        [
            Markup("{}<br><small>{}</small>").format(name, "/".join(str(int(day)) for day in last.days[place])),
            f"{last.customers[place]:.0f} (+{last.won[place]:.0f}, \N{MINUS SIGN}{last.lost[place]:.0f})",
            words.number(round(float(earned[place]))),
        ]
        for place, name in enumerate(teams)
    ]
    return table(head, rows, "kit-teams")


# Curves


def _ground_counts(game: Game, ground: Ground) -> tuple[list[int], list[int]]:
    """Customers and burned firms at the start and after each season."""
    customers = [game.setting.customers, *(int(one.customers.sum()) for one in ground.seasons)]
    return customers, [0, *(one.burned for one in ground.seasons)]


def ground_curve(words: Language, game: Game, beside: Sequence[Curve] = ()) -> Markup:
    """Customers and burned firms so far."""
    customers, burned = _ground_counts(game, game.ground)
    listed = {name: ", ".join(map(str, values)) for name, values in (("customers", customers), ("burned", burned))}
    return curves(
        [
            *beside,
            Curve(words.say(BURNED_CURVE, count=burned[-1]), burned, "burned"),
            Curve(words.say(CUSTOMER_CURVE, count=customers[-1]), customers, "customers"),
        ],
        words.say(GROUND_SAID, **listed),
        words.say(FIRMS_UNIT),
    )


def earned_curve(words: Language, game: Game, teams: list[str]) -> Markup:
    """What each team earned season by season."""
    earned = np.array([one.earned_eur for one in game.ground.seasons]).T / THOUSAND
    said = "; ".join(
        f"{name}: {', '.join(words.number(one) for one in values)}"
        for name, values in zip(teams, earned.tolist(), strict=True)
    )
    drawn = [
        Curve(name, values, team=place, first=1)
        for place, (name, values) in enumerate(zip(teams, earned.tolist(), strict=True))
    ]
    return curves(drawn, words.say(EARNED_SAID, teams=said), words.say(EARNED_UNIT))


# The end


def ending(step, game: Game, teams: list[str]) -> list[Widget]:
    """The forest as it stands with who earned what; below it curves, the word, luck, and what others would have made of it."""
    words, ground = step.page.words, game.ground
    title = step.heading(
        words.say(THE_END, **{name: ground.sums[name] for name in ("customers", "burned")}), words.say(OVER)
    )
    scene = step.scene(title, game, [step.reused_text(_harvest(words, game, teams))])
    felled, cared = game.if_all(FELLER), game.if_all(FORESTER)
    beside = [
        Curve(words.say(name, count=counts[-1]), counts, "aside")
        for name, other in ((ALL_FELIX, felled), (ALL_FLORA, cared))
        for counts in [_ground_counts(game, other)[0]]
    ]
    drawn = Markup('<div class="kit-curves"><div>{}</div><div>{}</div></div>').format(
        ground_curve(words, game, beside), earned_curve(words, game, teams)
    )
    alike = [
        words.say(PLAYED_SUMS, **_sums(ground)),
        words.say(ALL_FELL, **_sums(felled)),
        words.say(ALL_CARE, **_sums(cared)),
    ]
    said = heading(words.say(ALIKE)) + lines(*alike)
    said += lines(
        words.say(DILEMMA, cared=CARED, alone=FELLED_ALONE, beside=BESIDE_A_FELLER, felled=FELLED), kind="kit-remark"
    )
    figures = days_line(words) + table_of(words, game, teams)
    more = folded(words.say(IN_FIGURES), figures)
    if len(teams) > 1:
        theory = words.say(THEORY, teams=len(teams), share=words.percent(commons_share(len(teams))))
        more += folded(words.say(THEORY_TITLE), lines(theory))
    return [
        *scene,
        step.reused_text(drawn + Markup('<div class="kit-told">{}</div>').format(said)),
        *_luck(step, game, teams),
        step.reused_text(more),
    ]


def _sums(ground: Ground) -> dict[str, int]:
    """What all teams came to together; money in whole thousands: the rest is luck."""
    return {**ground.sums, "eur": round(ground.sums["eur"], -3)}


def _harvest(words: Language, game: Game, teams: list[str]) -> Markup:
    """Who earned how much, as bars, and what stands."""
    earned, customers = game.ground.earned_eur, game.ground.sums["customers"]
    bars = Markup().join(
        Markup(
            '<li><svg class="kit-curve-mark" viewBox="0 0 16 16" aria-hidden="true">{}</svg><span>{}</span><b>{}</b>'
            '<i style="width: {:.0f}%" aria-hidden="true"></i></li>'
        ).format(
            mark(place, 8, 8, 6.5),
            name,
            words.say(EUR, eur=round(float(earned[place]), -3)),
            100 * earned[place] / earned.max(),
        )
        for place, name in enumerate(teams)
    )
    first, equal = int(earned.argmax()), facts.same(game)
    was_there = len(teams) > 1 and not game.missed.get(game.teams[first])
    sentences = [words.say(FIRST, team=teams[first])] if was_there else []  # nobody is first by days that nobody gave
    sentences += [words.say(equal)] if equal else []
    sentences.append(words.say(WORTH, customers=customers, eur=customers * game.setting.fee_eur))
    roots = sum(int((one.newly & (one.root >= 0)).sum()) for one in game.ground.seasons)
    sentences.append(words.say(ROOTS, count=roots, years=round(1 / game.setting.referral)))
    return Markup('<ul class="kit-harvest">{}</ul>').format(bars) + _word(words, game, teams) + lines(*sentences)


def _word(words: Language, game: Game, teams: list[str]) -> Markup:
    """What became of the word given halfway, and what it would have brought if it had bound."""
    found = facts.word(game, teams)
    if not found:
        return Markup()
    said = [words.say(AGREED, limit=game.limit), *(words.say(one) for one in found)]
    if any(one.broken for one in game.ground.seasons):
        said.append(
            words.say(IF_BOUND, eur=_sums(game.ground_if(bound=BINDING))["eur"], played=_sums(game.ground)["eur"])
        )
    return heading(words.say(THE_WORD)) + lines(*said, kind="kit-guess")


def _luck(step, game: Game, teams: list[str]) -> list[Widget]:
    """On request: what the same days would have brought with other luck; it takes a moment to play."""
    if not game.humans:
        return []
    words, place = step.page.words, game.teams.index(game.humans[0])
    said = step.reused_text("")

    def play() -> None:
        lucks = [1 + (game.setting.chance + more) % 99 for more in range(LUCKS)]
        again = np.array([game.ground_if(luck=luck).earned_eur for luck in lucks])
        own = again[:, place] / THOUSAND
        values = {
            "low": round(own.min()),
            "high": round(own.max()),
            "first": int((again.argmax(axis=1) == place).sum()),
        }
        show(said, heading(words.say(LUCK)) + lines(words.say(OTHER_LUCKS, lucks=LUCKS, team=teams[place], **values)))

    return [step.button(words.say(WITH_LUCK), play, primary=False), said]
