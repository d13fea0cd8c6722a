"""Dataclasses that take little time to make: of the methods of each, only ``__init__`` is a text to be compiled.

The standard decorator writes and compiles six methods for every frozen class; for all the classes of this package
together that takes longer than checking a report. Here the other methods are closures over the names of the fields,
``__init__`` is compiled when the first object is made, and a frozen object is filled through its slots. To ``fields``,
``replace``, ``pickle`` and type checkers these are dataclasses like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

R = TypeVar("R")
T = TypeVar("T")


def remembered(slot: str) -> Callable[[Callable[[R], T]], Callable[[R], T]]:
    """For a function of one frozen record: its answer, worked out once, stays in the record.

    ``slot`` is listed in the class's ``__remembered__``: no field, so it is not compared, shown or pickled.
    """

    def made(function: Callable[[R], T]) -> Callable[[R], T]:
        def answer(record: R) -> T:
            known: T | None = getattr(record, slot, None)  # no answer is None
            if known is None:
                known = function(record)
                object.__setattr__(record, slot, known)
            return known

        answer.__doc__ = function.__doc__
        return answer

    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # to a type checker the two are one
else:
    from collections.abc import Iterator, Mapping, Sequence
    from dataclasses import _FIELD as ORDINARY  # by which ``fields`` and ``replace`` know a field
    from dataclasses import MISSING, Field, FrozenInstanceError
    from dataclasses import field as a_field
    from operator import attrgetter

    def dataclass(*, frozen: bool = False, slots: bool = True, eq: bool = True) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``, always with slots; a frozen one raises ``FrozenInstanceError`` as there.

        What no record of this package has is left out: one record built on another, fields that are none
        (``ClassVar``, ``InitVar``), ``__post_init__``.
        """
        assert slots, "a record has slots"

        def made(cls: type) -> type:
            listed = tuple(_fields(cls))
            names = tuple(field.name for field in listed)
            own = {name: held for name, held in cls.__dict__.items() if name not in UNSLOTTED and name not in names}
            methods = {"__init__": _Init(listed, frozen), "__repr__": _repr(names), "__match_args__": names}
            methods |= _compared(names, frozen) if eq else {}
            methods |= _guarded(names) if frozen else {}
            slots = (*names, *own.get("__remembered__", ()))
            known = {"__dataclass_fields__": {field.name: field for field in listed}, "__slots__": slots}
            out = type(cls)(cls.__name__, cls.__bases__, {**known, **methods, **own})  # what a class says itself stands
            out.__qualname__ = cls.__qualname__
            return out

        return made

    MANY = 8  # fields
    TURN = object.__dict__["__class__"].__set__
    UNSLOTTED = frozenset({"__dict__", "__weakref__"})  # what a class without slots has

    def _fields(cls: type) -> Iterator[Field]:
        """The fields that a class annotates, as ``dataclasses.fields`` gives them."""
        for name, kind in cls.__annotations__.items():
            default = cls.__dict__.get(name, MISSING)
            made = default if isinstance(default, Field) else a_field(default=default)
            made.name, made.type, made.kw_only, made._field_type = name, kind, False, ORDINARY
            yield made

    class _Init:
        """An ``__init__`` that is compiled when it is first asked for: many classes are for rare documents."""

        def __init__(self, listed: Sequence[Field], frozen: bool) -> None:
            self.listed, self.frozen = listed, frozen

        def __set_name__(self, record: type, name: str) -> None:
            self.record = record

        def __get__(self, instance: object, cls: type) -> Callable[..., None]:
            self.record.__init__ = init = _init(self.record, self.listed, self.frozen)
            return init if instance is None else init.__get__(instance, cls)

    def _init(cls: type, listed: Sequence[Field], frozen: bool) -> Callable[..., None]:
        """``__init__``, with the defaults of the fields; a frozen class refuses assignment, so its slots are set.

        An object of many fields is filled while it is of a class with the same slots that refuses nothing: two turns
        take less time than as many calls as it has fields. One of a class built on this one may have other slots.
        """
        known: dict[str, Any] = {"MISSING": MISSING}
        parameters, setting, assigning = [], [], []
        for field in listed:
            name, value = field.name, field.name
            if field.default is not MISSING:
                known[f"default_{name}"] = field.default
                parameters.append(f"{name}=default_{name}")
            elif field.default_factory is not MISSING:
                known[f"default_{name}"] = field.default_factory
                parameters.append(f"{name}=MISSING")
                value = f"default_{name}() if {name} is MISSING else {name}"
            else:
                parameters.append(name)
            if frozen:
                known[f"set_{name}"] = cls.__dict__[name].__set__
            setting.append(f"set_{name}(self, {value})")
            assigning.append(f"self.{name} = {value}")
        body = setting if frozen else assigning
        if frozen and len(listed) >= MANY:
            known |= {"turn": TURN, "Open": type(cls.__name__, (), {"__slots__": cls.__slots__}), "Frozen": cls}
            quick = ["turn(self, Open)", *assigning, "turn(self, Frozen)"]
            body = ["if self.__class__ is Frozen:", *(f"  {line}" for line in quick), "else:"]
            body += [f"  {line}" for line in setting]
        exec(f"def __init__(self, {', '.join(parameters)}):\n  " + "\n  ".join(body or ["pass"]), known)
        init = known["__init__"]
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        init.__annotations__ = {**{field.name: field.type for field in listed}, "return": "None"}
        return init

    def _values(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
        """What gives the values of an object's fields."""
        if len(names) > 1:
            return attrgetter(*names)
        return lambda self: tuple(getattr(self, name) for name in names)

    def _repr(names: Sequence[str]) -> Callable[[object], str]:
        def __repr__(self: object) -> str:
            held = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{type(self).__qualname__}({held})"

        return __repr__

    def _compared(names: Sequence[str], frozen: bool) -> Mapping[str, Callable[..., Any] | None]:
        values = _values(names)

        def __eq__(self: object, other: object) -> bool:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self: object) -> int:
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _guarded(names: Sequence[str]) -> Mapping[str, Callable[..., Any]]:
        values = _values(names)

        def __setattr__(self: object, name: str, value: object) -> None:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self: object, name: str) -> None:
            raise FrozenInstanceError(f"cannot delete field {name!r}")

        def __getstate__(self: object) -> tuple[Any, ...]:
            return values(self)

        def __setstate__(self: object, state: Sequence[Any]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        return {f.__name__: f for f in (__setattr__, __delattr__, __getstate__, __setstate__)}
