"""Figures of the firm that exercises can start from, each with where it came from; and how a figure comes onto the grid of a slider."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from kit.deals import cohorts as staying
from kit.deals.book import LOST, Deals
from kit.deals.quarters import quarters
from kit.errors import KitError
from kit.exercise import Exercise
from kit.exercises.own_data.screen_look import share
from kit.messages import Finding, _
from kit.parameters import Parameter, parameters

YEAR_DAYS, WORKING_DAYS, EURO = 365, 250, "EUR"

FROM_CREATED = _("{count} deals were created in the last 12 months of the list, on 250 working days.")
FROM_DECIDED = _("{won} won and {lost} lost deals.")
FROM_FORECAST = _("The forecast from all cohorts together; losses are derived from the last orders.")
FROM_REVENUE = _("{amount} EUR of won orders in the last 12 months of the list, from {count} customers.")
FROM_MARGIN = _("What you said: {share}.")
FROM_MARGIN_EUR = _("{share} of what a customer buys in a year.")
FROM_SELLERS = _("What you said, or what stands in the list.")
FROM_CUSTOMERS = _("{count} customers at the start of the last full quarter, and {sellers} sellers.")


@dataclass(frozen=True)
class Figure:
    """A figure of the firm and the sentence that says where it came from."""

    value: float
    source: Finding


def figures(deals: Deals, asked: Mapping[str, float]) -> dict[str, Figure]:
    """What can be said, by the keys of `FIRM_FIGURES`; what cannot is left out."""
    found: dict[str, Figure] = {}
    for make in (_created, _won, _loss, _money, _people):
        with suppress(KitError):
            found |= dict(make(deals, asked, found))
    return found


Made = Iterator[tuple[str, Figure]]


def _last_year(days: np.ndarray, deals: Deals) -> np.ndarray:
    return ~np.isnat(days) & (days > deals.as_of - np.timedelta64(YEAR_DAYS, "D")) & (days <= deals.as_of)


def _created(deals: Deals, _asked, _found) -> Made:
    count = int(_last_year(deals.created, deals).sum())
    if count and deals.is_status_known:
        yield "leads_per_day", Figure(count / WORKING_DAYS, Finding(FROM_CREATED, {"count": count}))


def _won(deals: Deals, _asked, _found) -> Made:
    won, lost = int(deals.is_won.sum()), int((deals.status == LOST).sum())
    if deals.is_status_known and won and lost:
        yield "won_share", Figure(won / (won + lost), Finding(FROM_DECIDED, {"won": won, "lost": lost}))


def _loss(deals: Deals, _asked, _found) -> Made:
    fit, source = staying.forecast(staying.cohorts(deals)).fit, Finding(FROM_FORECAST)
    yield "first_year_loss", Figure(fit.alpha / (fit.alpha + fit.beta), source)
    yield "alike", Figure(fit.alpha + fit.beta, source)


def _money(deals: Deals, asked, _found) -> Made:
    if "margin" in asked:
        yield "margin", Figure(asked["margin"], Finding(FROM_MARGIN, {"share": share(asked["margin"])}))
    won = deals.is_won & _last_year(deals.closed, deals)
    amount, count = float(np.nansum(deals.amount[won])), len(np.unique(deals.customer[won]))
    if deals.currency != EURO or amount <= 0:
        return
    order_eur = amount / count
    yield "order_eur", Figure(order_eur, Finding(FROM_REVENUE, {"amount": round(amount), "count": count}))
    if "margin" in asked:
        source = Finding(FROM_MARGIN_EUR, {"share": share(asked["margin"])})
        yield "margin_eur", Figure(asked["margin"] * order_eur, source)


def _people(deals: Deals, asked, _found) -> Made:
    if "sellers" not in asked:
        return
    sellers = int(asked["sellers"])
    yield "sellers", Figure(sellers, Finding(FROM_SELLERS))
    customers = round(float(quarters(deals).customers[-1]))
    source = Finding(FROM_CUSTOMERS, {"count": customers, "sellers": sellers})
    yield "customers_per_seller", Figure(customers / sellers, source)


@dataclass(frozen=True)
class Start:
    """A start value of an exercise: the value of its setting, what the firm's figure was, and what of it the slider can hold.

    `kept`: "exact", "snapped" (to the nearest step), or "clamped" (to an end of the range).
    """

    parameter: Parameter
    figure: Figure
    value: float
    kept: str


def starts(exercise: Exercise, found: Mapping[str, Figure]) -> list[Start]:
    """The start values that an exercise takes from these figures, in the order of its declaration."""
    declared = parameters(exercise.setting)
    return [snapped(declared[name], found[key]) for name, key in exercise.firm.items() if key in found]


def snapped(parameter: Parameter, figure: Figure) -> Start:
    """A figure on the grid of a slider; what lies beyond its ends stays at the end.

    >>> from kit.messages import Message
    >>> share = Parameter(Message("x"), 0.3, 0.05, 0.6, 0.01)
    >>> [snapped(share, Figure(one, Finding(Message("")))).value for one in (0.2, 0.234, 0.9)]
    [0.2, 0.23, 0.6]
    """
    within = min(max(figure.value, parameter.low), parameter.high)
    value = parameter.at(round((within - parameter.low) / parameter.step))
    kept = "clamped" if within != figure.value else "exact" if abs(value - figure.value) < 1e-09 else "snapped"
    return Start(parameter, figure, value, kept)
