"""Puts rooms to sleep that nobody uses: `python -m kit.hub.asleep`, with the options of jupyterhub-idle-culler."""

from jupyterhub_idle_culler import main

from kit.hub.beside import end_with_hub

if __name__ == "__main__":
    end_with_hub()
    main()
