"""What the seasons brought: the forest as rows, the table of the teams, and the end with what others would have made of it."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.game import FELLER, FORESTER, Game
from kit.exercises.customer_forest.model.policies import commons_share
from kit.exercises.customer_forest.setting import TASK_LABELS, TASKS
from kit.messages import _
from kit.screen.text import heading, lines, table
from kit.wording import Language

TEAM, DAYS, WON, LOST, CUSTOMERS, EARNED, IN_ALL = (
    _("Team"),
    _("Days: {tasks}"),
    _("won"),
    _("lost"),
    _("customers"),
    _("earned this season (EUR)"),
    _("earned so far (EUR)"),
)
THE_END = _("After three years")
ALL_FELL = _("Had all of you felled like Felix: {eur} EUR, {customers} customers, {burned} burned.")
ALL_CARE = _("Had all of you worked like Flora: {eur} EUR, {customers} customers, {burned} burned.")
FIRST = _("Most was earned by {team}. Would that also be so if the others had done the same?")
THEORY = _(
    "Theory says: {teams} teams without any agreement get out of one ground {share} of what one careful owner would (a fishery in balance; people also make agreements)."
)
WORTH = _(
    "What was earned so far is not all: the customers that stand at the end go on paying. {customers} customers are worth {eur} EUR a year."
)
DICE = _("One round is one throw of the dice. The laboratory below plays hundreds.")


def table_of(words: Language, game: Game, teams: list[str]) -> Markup:
    """The last season and all so far, team by team."""
    last, earned = game.ground.seasons[-1], game.ground.earned_eur
    tasks = " / ".join(words.say(TASK_LABELS[task]) for task in TASKS)
    head = [
        words.say(TEAM),
        words.say(DAYS, tasks=tasks),
        *(words.say(one) for one in (WON, LOST, CUSTOMERS, EARNED, IN_ALL)),
    ]
    rows = [
        [
            name,
            " / ".join(str(int(day)) for day in last.days[place]),
            *(str(int(one[place])) for one in (last.won, last.lost, last.customers)),
            words.number(round(float(last.earned_eur[place]))),
            words.number(round(float(earned[place]))),
        ]
        for place, name in enumerate(teams)
    ]
    return Markup('<div class="kit-wide">{}</div>').format(table(head, rows, "kit-teams"))


def ending(step, game: Game, teams: list[str]) -> list[Widget]:
    """Table, what others would have made of the same ground and luck, and what theory says."""
    words, ground = step.page.words, game.ground
    said = heading(words.say(THE_END)) + table_of(words, game, teams)
    sentences = [words.say(facts.TOGETHER, **ground.sums)]
    sentences += [
        words.say(ALL_FELL, **game.if_all(FELLER).sums),
        words.say(ALL_CARE, **game.if_all(FORESTER).sums),
    ]
    if len(teams) > 1:
        sentences.append(words.say(FIRST, team=teams[int(ground.earned_eur.argmax())]))
        sentences.append(words.say(THEORY, teams=len(teams), share=words.percent(commons_share(len(teams)))))
    customers = ground.sums["customers"]
    sentences.append(words.say(WORTH, customers=customers, eur=customers * game.setting.fee_eur))
    return [step.reused_text(said + lines(*sentences, kind="kit-remark") + lines(words.say(DICE)))]
