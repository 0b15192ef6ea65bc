"""What the kit asks of a server: outputs of its own notebooks are never saved, and a page that is left ends its kernel.

Registered as a server extension and not as the one configurable hook: a hook of the person's own stays in force.
"""


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


def is_kit_notebook(content) -> bool:
    """Whether the metadata of a notebook carry the mark of the kit."""
    return isinstance(content, dict) and "kit" in content.get("metadata", {})


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "kit.server"}]


def _load_jupyter_server_extension(server) -> None:
    server.contents_manager.register_pre_save_hook(strip_outputs)


def allow_farewell(request, notebook, cwd) -> None:
    """Leave the browser the cookie with which Voilà lets it end the kernel of a page that is closed or reloaded.

    A hook that Voilà calls before it starts a kernel. Reading the token sets the cookie; without it, Voilà 0.5.13
    refuses the browser's farewell and every reload leaves a kernel behind until it is culled.
    """
    _ = request.xsrf_token
