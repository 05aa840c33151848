"""The slash commands: one module a subject, listed in `build`.

To add a command: write a module with `register(tree, services)`, list it in `build.SUBJECTS`, and
give its words below `commands.` in every locale file; a test names what is missing.
"""
