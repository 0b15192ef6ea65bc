"""What is installed besides the Python modules: chart bundle, JupyterLab extension, Voilà template, settings."""

import filecmp
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import altair
import pytest

ROOT = Path(__file__).parents[1]
JUPYTER = ROOT / "kit" / "jupyter"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHARED = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
FILES = sorted(file for file in JUPYTER.rglob("*") if file.is_file())


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_the_chart_bundle_is_one_module_that_exports_embed_and_imports_nothing():
    bundle = text_of("kit", "widgets", "vega.js")
    assert re.search(r"export\s*\{[^}]*\bas embed\b[^}]*\}", bundle)
    assert not re.search(r"""^\s*import\b.*["']https?:""", bundle, re.MULTILINE)


def test_the_chart_bundle_draws_the_specifications_that_altair_writes():
    version = re.search(r'VEGA_LITE = "([\d.]+)"', text_of("kit", "widgets", "build_bundle.py")).group(1)
    assert altair.SCHEMA_VERSION.startswith(f"v{version}.")


def test_the_top_level_holds_what_the_design_names():
    """Whatever else belongs to git lies in one of these, or is hidden."""
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not files:
        pytest.skip("not a clone")
    names = {file.partition("/")[0] for file in files}
    assert {name for name in names if not name.startswith(".")} == {
        "workshops",
        "kit",
        "datasets",
        "tests",
        "pyproject.toml",
        "README.md",
        "LICENSE",
    }


def test_the_extension_has_the_name_and_version_of_the_package_and_its_files():
    folder = JUPYTER / "labextension"
    said = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert (said["name"], said["version"]) == (PROJECT["project"]["name"], PROJECT["project"]["version"])
    build = said["jupyterlab"]["_build"]
    door = (folder / build["load"]).read_text(encoding="utf-8")
    assert f'"{said["name"]}"' in door
    assert all(f'"{build[module]}"' in door for module in ("extension", "style"))
    for name in re.findall(r"\$\{here\}([\w.-]+)", door):
        assert (folder / "static" / name).exists()


def test_voila_is_told_to_use_the_template_of_the_kit():
    said = json.loads(text_of("kit", "jupyter", "settings", "voila.json"))["VoilaConfiguration"]
    assert SHARED["kit/jupyter/voila"].endswith(f"voila/templates/{said['template']}")
    assert said["strip_sources"] and not said["show_tracebacks"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(JUPYTER).as_posix())
def test_no_page_names_another_host(file):
    assert not re.search(r"""(https?:)?//[\w-]+\.\w""", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(JUPYTER).as_posix())
def test_jupyter_reads_the_same_files_as_in_the_checkout(file):
    source, target = next((source, target) for source, target in SHARED.items() if file.is_relative_to(ROOT / source))
    installed = Path(sys.prefix) / target / file.relative_to(ROOT / source)
    assert installed.exists() and filecmp.cmp(file, installed, shallow=False), "install the package again (README)"


def test_the_readme_has_two_commands_and_ci_runs_the_second():
    opens, tests = re.findall(r"^    (\S.*)$", text_of("README.md"), re.MULTILINE)
    assert opens.endswith("-m kit")
    assert tests in text_of(".ci", "run").splitlines()
    assert "bash .ci/run" in text_of(".github", "workflows", "test.yml")
