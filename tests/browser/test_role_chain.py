"""The first exercise as a person uses it: in both front ends and both languages, by keyboard."""

import json
import re
import sys

import pytest
from playwright.sync_api import expect

from kit.exercises.role_chain import EXERCISE
from tests.browser.pages import (
    SIZES,
    WORDS,
    english_in,
    figures,
    give_guess,
    go_to,
    look_at_views,
    open_all_steps,
    open_drawer,
    open_step,
    read_all_steps,
    results,
    see_step,
    skip_game,
    skip_guess,
    slider,
    team_code,
    too_wide,
    wait_for_answer,
    wait_for_exact,
    wait_for_guess,
    wait_until_stored,
)
from tests.processes import end

WAYS = pytest.mark.parametrize("way", ["lab", "app"])
BOTH_WAYS = pytest.mark.parametrize(("way", "language"), [("lab", "de"), ("app", "en")])


@pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])
def test_nothing_of_the_result_and_no_code_is_on_the_page_before_the_guess(visit, way, language):
    page = visit(way).open("02_role_chain", language)
    wait_for_guess(page)
    assert page.locator("svg.marks, .kit-outcomes").count() == 0
    assert "import kit" not in page.locator("body").inner_text()
    assert "exercise." not in page.locator("body").inner_text()


@BOTH_WAYS
def test_a_person_guesses_compares_commits_and_finds_everything_again(visit, way, language):
    visitor = visit(way)
    page = visitor.open("02_role_chain", language)
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    wait_for_exact(page, language)
    before = figures(page)

    gain = slider(page, "compare", WORDS[language]["gain"])
    gain.press("ArrowRight")
    expect(gain).to_have_attribute("aria-valuetext", WORDS[language]["percent"])
    expect(page.locator(".kit-compare .kit-outcomes")).not_to_have_text(before)
    wait_for_exact(page, language)

    open_all_steps(page)
    go_to(page, "limits")
    expect(page.locator(".kit-limits")).to_contain_text("121")
    expect(page.locator(".kit-limits .kit-picture svg")).to_be_visible()
    go_to(page, "reflect")
    page.locator(".kit-reflect input[type=radio]").first.press("Space")
    page.locator(".kit-reflect textarea").first.fill("Das <b>stimmt</b> & bleibt")
    go_to(page, "commit")
    page.locator(".kit-commit textarea").fill("<script>document.title = 'broken'</script>")
    page.locator(".kit-commit input[type=text]").fill("Ada & Grace")
    page.locator(".kit-commit input[type=date]").fill("2099-05-01")
    expect(page.locator(".kit-commit .kit-guess")).to_contain_text("<script>")
    go_to(page, "share")
    code, table = team_code(page), results(page)
    # The laboratory and the summary have played the same 400 years, each on its own.
    ahead = ".kit-outcomes td:last-child"
    wait_for_exact(page, language)
    assert (
        page.locator(f".kit-compare {ahead}").all_text_contents()
        == page.locator(f".kit-share {ahead}").all_text_contents()
    )

    wait_for_answer(page)
    page.reload()
    see_step(page, "share")  # where they left
    go_to(page, "compare")
    expect(page.locator(".kit-compare .kit-picture svg").first).to_be_visible()
    expect(slider(page, "compare", WORDS[language]["gain"])).to_have_attribute(
        "aria-valuetext", WORDS[language]["percent"]
    )
    expect(page.locator(".kit-reflect textarea").first).to_have_value("Das <b>stimmt</b> & bleibt")
    expect(page.locator(".kit-reflect input[type=radio]").first).to_be_checked()
    expect(page.locator(".kit-commit input[type=text]")).to_have_value("Ada & Grace")
    assert team_code(page) == code
    assert results(page) == table
    assert page.title() != "broken"

    other = visit("app").open("02_role_chain", language)
    skip_guess(other)
    skip_game(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower().replace("-", " "))
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    expect(other.locator(".kit-share .kit-outcomes")).to_have_text(table)
    assert visitor.page_errors == []


@WAYS
def test_all_views_draw_their_pictures_and_a_german_page_speaks_german(visit, way):
    visitor = visit(way)
    page = visitor.open("02_role_chain", "de")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    shown = [page.locator(".kit-compare").inner_text() for _view in look_at_views(page)]
    assert len(shown) == len(EXERCISE.laboratory.views)
    wait_for_exact(page, "de")
    open_all_steps(page)
    expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()
    assert english_in(" ".join([*shown, read_all_steps(page)])) == []
    assert visitor.page_errors == []


@WAYS
@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_a_killed_kernel_loses_nothing(visit, servers, way):
    visitor = visit(way)
    page = visitor.open("02_role_chain", "de")
    wait_for_guess(page)
    known = set(servers(way).kernels())
    give_guess(page)
    skip_game(page)
    slider(page, "compare", WORDS["de"]["gain"]).press("ArrowRight")
    open_step(page, "limits")
    wait_for_exact(page, "de")
    head = page.locator(".kit-steps").element_handle()
    end(known)
    if way == "app":
        page.reload()
    else:  # JupyterLab starts another kernel, and the page runs anew
        page.wait_for_function("head => !head.isConnected", arg=head)
    expect(page.locator(".kit-limits .kit-picture svg")).to_be_visible()
    go_to(page, "compare")
    expect(slider(page, "compare", WORDS["de"]["gain"])).to_have_attribute("aria-valuetext", WORDS["de"]["percent"])


def test_what_is_typed_while_the_kernel_is_dead_is_there_after_the_reload(visit, servers):
    page = visit("app").open("02_role_chain", "en")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    for step in ("limits", "reflect"):
        open_step(page, step)
    end(servers("app").kernels())
    page.locator(".kit-reflect textarea").last.fill("typed into a dead page")
    wait_until_stored(page, "typed into a dead page")
    page.reload()
    expect(page.locator(".kit-reflect textarea").last).to_have_value("typed into a dead page")


WRONG_FILES = {
    "{": "damaged",
    '{"version": 99, "events": []}': "version 99",
    '{"version": 1, "events": [{"id": 1}]}': "Entry 1",
}


def test_a_mistyped_code_names_its_block_and_a_wrong_file_its_fault_and_neither_changes_anything(visit):
    page = visit("app").open("02_role_chain", "en")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    open_all_steps(page)
    code = team_code(page)
    wrong = code[:7] + ("A" if code[7] != "A" else "B") + code[8:]
    page.locator(".kit-share input[type=text]").fill(wrong)
    page.locator(".kit-share .kit-button").last.press("Enter")
    expect(page.locator(".kit-share .kit-message").last).to_contain_text("Block 2")
    assert team_code(page) == code
    for content, said in WRONG_FILES.items():
        page.locator("input[type=file]").set_input_files(
            {"name": "state.json", "mimeType": "application/json", "buffer": content.encode()}
        )
        expect(page.locator(".kit-saved .kit-note")).to_contain_text(said)
        assert team_code(page) == code


def test_a_saved_file_goes_on_in_a_fresh_browser(visit, tmp_path):
    page = visit("app").open("02_role_chain", "en")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    slider(page, "compare", WORDS["en"]["gain"]).press("ArrowRight")
    open_all_steps(page)
    go_to(page, "reflect")
    page.locator(".kit-reflect textarea").first.fill("kept in the file")
    go_to(page, "share")
    code = team_code(page)
    wait_until_stored(page, "kept in the file")
    with page.expect_download() as download:
        page.locator(".kit-saved .kit-button", has_text="Save as file").click()
    download.value.save_as(tmp_path / "state.json")

    other = visit("app").open("00_start", "en")
    other.locator("input[type=file]").set_input_files(tmp_path / "state.json")
    expect(other.locator(".kit-tile", has=other.locator("a[href^='02_']"))).to_contain_text("4 of 7")
    other.locator(".kit-tile a[href^='02_']").click()
    go_to(other, "reflect")
    expect(other.locator(".kit-reflect textarea").first).to_have_value("kept in the file")
    assert team_code(other) == code


@WAYS
def test_team_names_are_escaped_measured_and_kept(visit, way):
    page = visit(way).open("00_start", "de")
    open_drawer(page)
    name = page.locator(".kit-form input[type=text]").first
    name.fill("x" * 10_000)
    expect(page.locator(".kit-problem").first).to_contain_text("10.000")
    name.fill("<script>document.title = 'broken'</script>")
    wait_until_stored(page, "<script>document.title = 'broken'</script>")
    page.reload()
    expect(page.locator(".kit-form input[type=text]").first).to_have_value("<script>document.title = 'broken'</script>")
    assert page.title() != "broken"


@BOTH_WAYS
def test_the_start_page_leads_into_the_exercise(visit, way, language):
    page = visit(way).open("00_start", language)
    page.locator('.kit-tile a[href="02_role_chain.ipynb"]').click()
    wait_for_guess(page)
    assert re.search(rf"/{language}/02_role_chain\.ipynb", page.url)


def test_an_impossible_value_in_a_file_is_named_and_the_rest_is_taken_over(visit):
    page = visit("app").open("02_role_chain", "en")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    open_all_steps(page)
    decided = {"exercise": "role_chain", "step": "setting", "at": "2099-01-01T00:00:00Z"}
    events = [
        decided | {"id": "a", "name": "gain", "value": 7},
        decided | {"id": "b", "name": "leads_per_day", "value": 9.5},
    ]
    state = json.dumps({"version": 1, "events": events}).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "state.json", "mimeType": "application/json", "buffer": state}
    )
    go_to(page, "compare")
    expect(slider(page, "compare", "new leads")).to_have_attribute("aria-valuetext", "9.5\u00a0per working day")
    expect(page.locator(".kit-note").first).to_contain_text("must lie between 0% and 40%; 700% does not")


def test_no_page_is_wider_than_its_window(visit):
    page = visit("app", size=SIZES[0]).open("02_role_chain", "de")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    wait_for_exact(page, "de")
    open_all_steps(page)
    assert too_wide(page) == []
