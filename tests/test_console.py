"""What is printed: it reaches people on any console, and one that is missing is in nobody's way."""

import os
import subprocess
import sys

import pytest

SENTENCES = "from kit.console import open_console, say\nopen_console()\nsay('Pair Selling ist geöffnet – „da“ 中')\nsay('und noch etwas', to='stderr')\n"
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the streams are closed by a shell")


def test_a_console_without_umlauts_gets_the_nearest_letters():
    done = subprocess.run(
        [sys.executable, "-c", SENTENCES],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ('Pair Selling ist geoeffnet - "da" ?\n', "und noch etwas\n")


@pytest.mark.parametrize("way", [[], ["room"]], ids=["kit", "room"])
def test_the_help_is_printed_on_a_console_without_umlauts(way):
    done = subprocess.run(
        [sys.executable, "-m", "kit", *way, "--help"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "") and "--port" in done.stdout


@needs_shell
@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>&1"])
def test_what_comes_after_a_sentence_is_done_without_a_console(streams, tmp_path):
    if "full" in streams and not os.path.exists("/dev/full"):
        pytest.skip("this system has no full disk to print on")
    done = tmp_path / "done"
    script = f"{SENTENCES}\nopen({str(done)!r}, 'w').write('all of it')"
    ended = subprocess.run(["sh", "-c", f'"$0" -c "$1" {streams}', sys.executable, script], check=False)
    assert (ended.returncode, done.read_text()) == (0, "all of it")


@needs_shell
def test_a_reader_who_has_gone_is_in_nobodys_way(tmp_path):
    done = tmp_path / "done"
    script = f"import sys\nsys.stdin.read()\n{SENTENCES}\nopen({str(done)!r}, 'w').write('all of it')"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as kit:
        kit.stdout.close()
        kit.stdin.close()
        said = kit.stderr.read()
    assert (kit.returncode, said, done.read_text()) == (0, b"und noch etwas" + os.linesep.encode(), "all of it")


@needs_shell
def test_programs_that_are_started_find_a_stream_where_there_was_none():
    child = "import os; os.fstat(1), os.fstat(2)"
    script = (
        f"{SENTENCES}\nimport subprocess, sys\nsys.exit(subprocess.run([sys.executable, '-c', {child!r}]).returncode)"
    )
    ended = subprocess.run(["sh", "-c", '"$0" -c "$1" >&- 2>&-', sys.executable, script], check=False)
    assert ended.returncode == 0
