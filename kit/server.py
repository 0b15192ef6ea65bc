"""What the kit asks of a server: its pages open fast, their outputs are never saved, and a page that is left ends its kernel.

Registered as a server extension and not as the one configurable hook: a hook of the person's own stays in force. Where
nobody starts the kit itself (on Binder, on a hub), this is also what tells Voilà beside JupyterLab how pages are served.
"""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from kit.background import in_background
from kit.notebooks import content, is_kit_notebook, is_page

# Parts of JupyterLab that a page of the kit (a single notebook without menus) never uses; without them it opens a
# second earlier. JupyterLab under /lab, where trainers edit, keeps everything.
UNUSED_ON_A_PAGE = [
    f"@jupyterlab/{name}-extension"
    for name in (
        "audio",
        "cell-toolbar",
        "celltags",
        "completer",
        "console",
        "csvviewer",
        "debugger",
        "documentsearch",
        "extensionmanager",
        "fileeditor",
        "help",
        "htmlviewer",
        "imageviewer",
        "inspector",
        "launcher",
        "logconsole",
        "lsp",
        "markdownviewer",
        "mathjax",
        "mermaid",
        "metadataform",
        "pluginmanager",
        "running",
        "settingeditor",
        "statusbar",
        "terminal",
        "theme-dark",
        "theme-dark-high-contrast",
        "toc",
        "tooltip",
        "video",
        "workspaces",
    )
] + ["@jupyterlab/apputils-extension:announcements", "@jupyterlab/notebook-extension:export"]


WARM = "PAIR_SELLING_WARM"  # the variable that says that the next page's kernel is to be ready
SPARE = "pair_selling_spare_kernel"
QUIET_SECONDS = 8  # after a page was opened, until the next kernel is prepared: it is still busy


def strip_outputs(model: dict, **_context) -> None:
    """Before a notebook of the kit is saved, remove all that running it left behind; other files stay untouched."""
    if model.get("type") != "notebook" or not is_kit_notebook(model.get("content")):
        return
    notebook = model["content"]
    for leftover in ("widgets", "language_info"):
        notebook["metadata"].pop(leftover, None)
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)
        cell["metadata"].pop("trusted", None)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "kit.server"}]


def _load_jupyter_server_extension(server) -> None:
    import voila.server_extension
    from traitlets.config import Config
    from voila.server_extension import load_config_file  # slow to import, and `python -m kit` needs it only later

    from kit.compression import compress
    from kit.early import Early, compile_once
    from kit.static_files import handlers

    server.contents_manager.register_pre_save_hook(strip_outputs)
    settings = server.web_app.settings
    settings.setdefault("page_config_hook", open_fast)
    settings["jinja_template_vars"] = {"kit_folder": kit_folder(Path(server.root_dir))} | settings.get(
        "jinja_template_vars", {}
    )
    pages = server.config.VoilaConfiguration  # Voilà's extension reads it, and is loaded later: they go by their names
    pages.setdefault("prelaunch_hook", allow_farewell)
    pages.setdefault("page_config_hook", open_beside_lab)
    if os.environ.get(WARM):  # on one's own computer
        from kit.warm import SpareKernel

        settings[SPARE] = SpareKernel(server.kernel_manager)
    compress(server.web_app)
    compile_once()
    voila.server_extension.TornadoVoilaHandler = Early  # Voilà has no setting for it, and is loaded later
    server.web_app.add_handlers(".*$", handlers(server.base_url))
    # Beside JupyterLab Voilà does not read these itself.
    for name, value in (load_config_file() or Config()).VoilaExecutor.items():
        server.config.VoilaExecutor.setdefault(name, value)
    # Kernels give back what 400 years took, not what each move takes again.
    os.environ.setdefault("MALLOC_TRIM_THRESHOLD_", "16000000")


def kit_folder(root: Path) -> str:
    """How the workshops are addressed on a server: directly, or through their folder where a whole clone is served."""
    return "workshops/" if (root / "workshops").is_dir() else ""


def binder_address(environment: Mapping[str, str]) -> str:
    """The address that starts a session like this one on Binder, or "" if this is not Binder."""
    host, request = environment.get("BINDER_LAUNCH_HOST"), environment.get("BINDER_REQUEST")
    return f"{host.rstrip('/')}/{request}" if host and request else ""


def open_beside_lab(page_config: dict, base_url: str, notebook_path: str, settings: dict, **_about) -> dict:
    """For a page of Voilà: its few files, and where a session like this one is started."""
    from kit.static_files import told  # it needs Voilà, which is slow to import

    notebook = content(Path(settings["server_root_dir"]).expanduser() / notebook_path)
    return told(page_config | {"binderUrl": binder_address(os.environ)}, base_url, lean=is_page(notebook))


def open_fast(handler, page_config: dict) -> dict:
    """When a page of the kit is asked for: leave out what it never uses, and start its kernel while it still loads."""
    path = page_path(handler.request.path)
    if path and is_page(content(Path(handler.contents_manager.root_dir) / path)):
        known = page_config.setdefault("disabledExtensions", [])
        page_config["disabledExtensions"] = [*known, *UNUSED_ON_A_PAGE]
        page_config["buildCheck"] = False
        page_config["binderUrl"] = binder_address(os.environ)
        in_background(_start_kernel(handler.session_manager, path, handler.settings.get(SPARE)))
    return page_config


def page_path(address: str) -> str:
    """The notebook behind the address of a single page (`/doc/tree/...`), or "" for any other address."""
    return unquote(address.partition("/doc/tree/")[2])


async def _start_kernel(sessions, path: str, spare=None) -> None:
    """A session of the notebook, which the page then finds under way; its kernel is the `spare` one, if there is one."""
    folder = str(Path(path).parent)
    if not await sessions.session_exists(path=path):
        kernel_id = await spare.take(folder) if spare else None
        await sessions.create_session(
            path=path, name=Path(path).name, type="notebook", kernel_name="python3", kernel_id=kernel_id
        )
    if spare:
        await asyncio.sleep(QUIET_SECONDS)
        spare.prepare(folder)


def allow_farewell(request, notebook, cwd) -> None:
    """Leave the browser the cookie with which Voilà lets it end the kernel of a page that is closed or reloaded.

    A hook that Voilà calls before it starts a kernel. Reading the token sets the cookie; without it, Voilà 0.5.13
    refuses the browser's farewell and every reload leaves a kernel behind until it is culled.
    """
    _ = request.xsrf_token
