#!/usr/bin/env python3
"""Holds NVUE files against the published schema of a release of Cumulus Linux, as the package `nvueschema` has it.

    check-nvue.py <release, such as 5.16> <file or folder> ...

A name that the schema does not have fails, and so does a value of another kind. YAML is read by PyYAML, as the switch reads it. Ends with 1
where a file does not hold, with 2 where the check cannot run.
"""
import importlib
import json
import sys
from pathlib import Path

try:
    import yaml
    from pydantic import BaseModel, ValidationError
except ImportError as problem:
    print(f"{problem}: pip install -r scripts/requirements.txt", file=sys.stderr)
    sys.exit(2)

SHOWN = 5


def strict_model(release):
    """The root of a release's schema; every model in it refuses names that it does not know."""
    module = importlib.import_module(f"nvueschema.models.v{release.replace('.', '_')}")
    models = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel) and one is not BaseModel]
    for model in models:
        model.model_config = {**model.model_config, "extra": "forbid"}
    # Each is built from those that it names, so that the second pass finds all of them strict.
    for _ in range(2):
        for model in models:
            model.model_rebuild(force=True)
    return module.NvueConfig


def settings_of(path):
    """Header and settings of a file: a list of one-word parts."""
    # The parser in C where PyYAML has it: the same grammar, ten times as fast.
    parts = yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(parts, list):
        raise ValueError("it is no list of 'header' and 'set'")
    settings = {}
    for part in parts:
        [(name, value)] = part.items()
        settings.update(value if name == "set" else {name: value})
    return settings


def faults(model, path):
    try:
        model.model_validate_json(json.dumps(settings_of(path)), strict=True)
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
        lines = [f"{'/'.join(map(str, one['loc']))}: {one['msg']}" for one in errors[:SHOWN]]
        return lines + ([f"and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else [])
    except (ValueError, yaml.YAMLError) as problem:
        return [str(problem)]
    return []


def files_of(arguments):
    for argument in map(Path, arguments):
        if argument.is_dir():
            yield from sorted(argument.rglob("*.yaml"))
        else:
            yield argument


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    release, *paths = arguments
    files = list(files_of(paths))
    if not files:
        print("there is no file to check", file=sys.stderr)
        return 2
    try:
        model = strict_model(release)
    except ImportError as problem:
        print(f"{problem}: no schema of release {release}; pip install -r scripts/requirements.txt", file=sys.stderr)
        return 2
    failed = 0
    for path in files:
        found = faults(model, path)
        failed += bool(found)
        if found:
            print(f"{path}:\n  " + "\n  ".join(found))
    print(f"{len(files) - failed} of {len(files)} files hold against the schema of Cumulus Linux {release}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
