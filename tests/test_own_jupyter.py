"""The kit's own Jupyter: its variables, its folders, and what earlier starts left behind."""

import os
import platform
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from kit.errors import StartError
from kit.kernel import ThisPython
from kit.own_jupyter import OF_OTHERS, clear_away, own_jupyter_profile
from kit.places import copied, writable

VARIABLES = ["JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"]


@pytest.mark.parametrize("variable", VARIABLES)
def test_where_the_person_has_moved_a_folder_of_jupyter_the_kit_s_own_does_not_mix_with_it(variable, tmp_path):
    moved = own_jupyter_profile({variable: str(tmp_path)})
    assert Path(moved[variable]) != tmp_path and all(Path(moved[one]).is_absolute() for one in VARIABLES)


def test_variables_that_change_jupyter_are_left_out_and_all_others_stay():
    others = {
        "JUPYTER_TOKEN": "x",
        "JUPYTER_PATH": "x",
        "JUPYTERLAB_DIR": "x",
        "VOILA_THEME": "x",
        "PYTHONSTARTUP": "x",
        "PAIR_SELLING_ROOM": "x",
    }
    assert all(name.startswith(OF_OTHERS) for name in others)
    profile = own_jupyter_profile(others | {"HOME": "/home/ada", "BINDER_REQUEST": "v2"})
    assert others.keys().isdisjoint(profile) and (profile["HOME"], profile["BINDER_REQUEST"]) == ("/home/ada", "v2")
    assert own_jupyter_profile({"JUPYTER_PREFER_ENV_PATH": "0"})["JUPYTER_PREFER_ENV_PATH"] == "1"


def test_the_only_kernel_is_this_python(tmp_path, monkeypatch):
    other = tmp_path / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text(
        '{"argv": ["other"], "display_name": "Other", "language": "python"}', encoding="utf-8"
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    kernels = ThisPython().get_all_specs()
    assert list(kernels) == ["python3"] and kernels["python3"]["spec"]["argv"][0] == sys.executable


def test_settings_of_the_computer_that_belong_to_no_python_are_passed_over():
    script = "from kit.own_jupyter import leave_out_system_settings as leave_out\nfrom jupyter_core.paths import jupyter_config_path, jupyter_path\nleave_out()\nprint(*jupyter_config_path(), *jupyter_path(), sep='\\n')"
    environment = own_jupyter_profile(os.environ)
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    own = [
        sysconfig.get_path("data"),
        environment["JUPYTER_CONFIG_DIR"],
        environment["JUPYTER_DATA_DIR"],
        site.getuserbase(),
    ]
    assert [line for line in done.stdout.splitlines() if not any(Path(line).is_relative_to(one) for one in own)] == []
    assert str(Path(sysconfig.get_path("data")) / "etc" / "jupyter") in done.stdout


# Folders


@pytest.mark.parametrize(
    "make", [writable, lambda folder: copied(Path(__file__).parent, folder)], ids=["own", "copies"]
)
def test_a_folder_that_cannot_be_made_is_named_in_one_sentence(make, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StartError, match="needs the folder") as error:
        make(tmp_path / "file" / "folder")
    assert error.value.values == {"folder": str(tmp_path / "file" / "folder")}


def test_a_writable_folder_is_made_and_left_empty(tmp_path):
    assert list(writable(tmp_path / "a" / "b").iterdir()) == []


def test_what_a_start_left_goes_when_its_process_is_gone_and_only_then(tmp_path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        left = tmp_path / f"{platform.node()}-{other.pid}"
        others = [tmp_path / "elsewhere-1", tmp_path / f"{platform.node()}-notes", tmp_path / "jpserver-1.json"]
        for folder in (left, *others):
            (folder / "pages").mkdir(parents=True)
        clear_away(tmp_path)
        assert left.exists()
        other.communicate(b"\n")
    clear_away(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(others)
