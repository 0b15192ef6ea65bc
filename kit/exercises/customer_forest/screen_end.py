"""What the seasons brought: the forest as rows, the table of the teams, and the end with what others would have made of it."""

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest.game import FELLER, FORESTER, Game, Ground
from kit.messages import _
from kit.models import forest
from kit.exercises.customer_forest.model.policies import commons_share
from kit.screen.text import heading, lines, table
from kit.exercises.customer_forest.setting import QUARTER_MONTHS, TASK_LABELS, TASKS, YEAR_MONTHS
from kit.widgets.forest_picture import BURNED, FREE, SEEDLING, STUMP, TREE
from kit.wording import Language

SHOWN_VALUE = 0.5  # every customer brings the same margin here, so age alone decides the size of a tree
TEAM, DAYS, WON, LOST, CUSTOMERS, EARNED, IN_ALL = (
    _("Team"), _("Days: {tasks}"), _("won"), _("lost"), _("customers"), _("earned this season (EUR)"), _("earned so far (EUR)"),
)  # fmt: skip
THE_END = _("After three years")
TOGETHER = _("All teams together earned {eur} EUR and leave {customers} customers and {burned} burned firms.")
ALL_FELL = _("Had all of you felled like Felix: {eur} EUR, {customers} customers, {burned} burned.")
ALL_CARE = _("Had all of you worked like Flora: {eur} EUR, {customers} customers, {burned} burned.")
FIRST = _("Most was earned by {team}. Would that also be so if the others had done the same?")
THEORY = _("Theory says: {teams} teams without any agreement get out of one ground {share} of what one careful owner would (a fishery in balance; people also make agreements).")
WORTH = _("What was earned so far is not all: the customers that stand at the end go on paying. {customers} customers are worth {eur} EUR a year.")
DICE = _("One round is one throw of the dice. The laboratory below plays hundreds.")


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
        "state": state, "age": np.where(customer, age, 0), "value": np.full(len(place), SHOWN_VALUE),
        "mood": np.where(customer, mood, 0.0), "owner": np.where(customer, owner, -1), "root": root,
    }  # fmt: skip


def table_of(words: Language, game: Game, teams: list[str]) -> Markup:
    """The last season and all so far, team by team."""
    seasons = game.ground.seasons
    last, earned = seasons[-1], np.sum([season.earned_eur for season in seasons], axis=0)
    tasks = " / ".join(words.say(TASK_LABELS[task]) for task in TASKS)
    head = [words.say(TEAM), words.say(DAYS, tasks=tasks), *(words.say(one) for one in (WON, LOST, CUSTOMERS, EARNED, IN_ALL))]
    rows = [
        [name, " / ".join(str(int(day)) for day in last.days[place]), *(str(int(one[place])) for one in (last.won, last.lost, last.customers)),
         words.number(round(float(last.earned_eur[place]))), words.number(round(float(earned[place])))]
        for place, name in enumerate(teams)
    ]  # fmt: skip
    return Markup('<div class="kit-wide">{}</div>').format(table(head, rows, "kit-teams"))


def ending(step, game: Game, teams: list[str]) -> list[Widget]:
    """Table, what others would have made of the same ground and luck, and what theory says."""
    words, seasons = step.page.words, game.ground.seasons
    earned = np.sum([season.earned_eur for season in seasons], axis=0)
    last = seasons[-1]
    said = heading(words.say(THE_END)) + table_of(words, game, teams)
    sentences = [words.say(TOGETHER, **_sums(game.ground))]
    sentences += [words.say(ALL_FELL, **_sums(game.if_all(FELLER))), words.say(ALL_CARE, **_sums(game.if_all(FORESTER)))]
    if len(teams) > 1:
        sentences.append(words.say(FIRST, team=teams[int(earned.argmax())]))
        sentences.append(words.say(THEORY, teams=len(teams), share=words.percent(commons_share(len(teams)))))
    customers = int(last.customers.sum())
    sentences.append(words.say(WORTH, customers=customers, eur=customers * game.setting.fee_eur))
    return [step.reused_text(said + lines(*sentences, kind="kit-remark") + lines(words.say(DICE)))]


def _sums(ground: Ground) -> dict:
    last = ground.seasons[-1]
    eur = round(float(sum(season.earned_eur.sum() for season in ground.seasons)))
    return {"eur": eur, "customers": int(last.customers.sum()), "burned": last.burned}
