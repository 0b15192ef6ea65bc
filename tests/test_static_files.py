"""The files of a page: few, complete, and under addresses that change with what they hold."""

import re

import pytest

from kit.static_files import (
    NEEDED,
    VOILA,
    extension_in_one,
    folders_of_extensions,
    folders_of_voila,
    in_one,
    parts_of,
    stamp,
    told,
    voila_in_one,
)
from kit.widgets.source import HERE, SCRIPTS, SHEET, address, text_at, text_of

BEGIN = (
    'var P,y;Promise.all([r.e(1),r.e(20)]).then(x);y={11:()=>c("default","react",!1,(()=>x.e(3).then(()=>x(4)))),'
    '12:()=>c("default","dom",!1,(()=>Promise.all([x.e(20),x.e(5)]).then(()=>x(6))))},P={20:[11,12],9:[7]},j={}'
)


@pytest.mark.parametrize("name", [*(f"{one}.js" for one in SCRIPTS), SHEET])
def test_a_file_of_the_widgets_is_found_at_its_address_alone(name):
    assert text_at(address(name)) == text_of(name)
    for wrong in (
        address(name).replace("/files/", "/files/0"),
        f"kit/files/0123456789abcdef/{name}",
        f"{address(name)}x",
    ):
        with pytest.raises(KeyError):
            text_at(wrong)


def test_every_script_of_a_widget_is_made_of_files_that_are_there():
    parts = {part for parts in SCRIPTS.values() for part in parts}
    assert {file.stem for file in HERE.glob("*.js")} - {"loader"} == parts


def test_the_parts_of_a_script_are_followed_to_what_they_share():
    assert parts_of(BEGIN) == ["1", "20", "3", "5"]


def test_a_script_of_another_make_is_fetched_in_parts_as_it_would_be_anyway():
    assert parts_of("import('./parts.js')") == []


def test_parts_keep_to_themselves_and_the_script_that_begins_comes_last(tmp_path):
    (tmp_path / "1.js").write_text('"use strict";self.push(1)', encoding="utf-8")
    assert in_one([tmp_path / "1.js", tmp_path / "missing.js"], "var begins;") == (
        '(function(){\n"use strict";self.push(1)\n}).call(self);\nvar begins;'
    )


def test_voila_comes_in_one_with_all_that_it_begins_by_fetching():
    folder = next(one for one in folders_of_voila() if (one / VOILA).exists())
    entry = re.search(r"Promise\.all\(\[(.*?)\]\)", (folder / VOILA).read_text(encoding="utf-8")).group(1)
    script = voila_in_one()
    for part in re.findall(r"\.e\((\d+)\)", entry):
        file = folder / f"{part}.{VOILA}"
        assert not file.exists() or file.read_text(encoding="utf-8") in script
    assert 1e6 < len(script) < 4e6


@pytest.mark.parametrize("name", NEEDED)
def test_an_extension_that_a_page_needs_comes_in_one(name):
    folder = next(root / name for root in folders_of_extensions() if (root / name).is_dir())
    load = next(folder.glob("static/remoteEntry*.js"))
    assert load.read_text(encoding="utf-8") in extension_in_one(name, f"static/{load.name}")
    with pytest.raises(KeyError):
        extension_in_one(name, "static/remoteEntry.of_before.js")


def test_a_page_is_told_lasting_addresses_below_the_address_of_its_server():
    others = [{"name": name, "load": "./static/remoteEntry.js"} for name in (*NEEDED, "someone/else")]
    page = told({"federated_extensions": others, "appUrl": "voila/"}, "/user/abc/", lean=True)
    assert page["appUrl"] == "voila/" and [one["name"] for one in page["federated_extensions"]] == list(NEEDED)
    lasting = [page["fullStaticUrl"], page["fullLabextensionsUrl"], page["kitScript"], *page["kitExtensions"]]
    assert all(one.startswith(f"/user/abc/kit/{stamp()}/") and "/./" not in one for one in lasting)
    assert all(one.startswith("/user/abc/kit/files/") for one in (page["kitSheet"], *page["kitFirst"]))
    assert len(told({"federated_extensions": others}, "/", lean=False)["federated_extensions"]) == len(others)
