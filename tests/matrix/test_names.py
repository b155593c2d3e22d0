"""What the functions' names and routes are together."""

from shared.runtime.declare import HttpDeclaration, SubscriberDeclaration
from shared.runtime.entry_points import ROOT, all_declarations, declaration, function_files


def test_handler_names_are_unique() -> None:
    names = [path.stem for path in function_files()]
    assert len(names) == len(set(names))


def test_routes_are_unique() -> None:
    routes = [
        (each.method, path)
        for each in all_declarations()
        if isinstance(each, HttpDeclaration)
        for path in (each.path, *each.aliases)
    ]
    assert len(routes) == len(set(routes))


def test_every_event_handler_handles_an_event_or_a_platform_trigger() -> None:
    for path in function_files():
        declared = declaration(path.stem)
        if isinstance(declared, SubscriberDeclaration) and not isinstance(declared.source, type):
            assert path.parent.name == "platform"


def test_nothing_named_after_a_demo_of_monsters_is_deployable() -> None:
    names = [str(path.relative_to(ROOT)) for path in function_files()]
    for each in all_declarations():
        if isinstance(each, HttpDeclaration):
            names += [each.path, *each.aliases]
        elif isinstance(each, SubscriberDeclaration) and isinstance(each.source, type):
            names.append(each.source.type)
    assert len(names) > len(list(function_files()))
    assert [name for name in names if "poke" in name.lower()] == []
