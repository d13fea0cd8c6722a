"""A record is a dataclass: the same from outside as what the standard decorator makes."""

from __future__ import annotations

import dataclasses
import inspect
import pickle

import pytest

from vqr_check.record import dataclass, remembered


@dataclass(frozen=True, slots=True)
class Point:
    """A frozen record."""

    x: int
    y: int = 2
    names: tuple[str, ...] = dataclasses.field(default=(), metadata={"sparse": True})


@dataclass(frozen=True, slots=True)
class Many:
    """A frozen record of many fields."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    g: int = 7
    h: list[int] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Bag:
    """A record that is filled."""

    items: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A record that is compared by identity."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """A record with a method of its own in the place of one that is made."""

    name: str

    def __repr__(self) -> str:
        return "mine"


def test_defaults_fill_what_is_not_given() -> None:
    assert (Point(1).x, Point(1).y, Point(1, names=("a",)).names) == (1, 2, ("a",))


@pytest.mark.parametrize("given", [(), (1, 2, (), 4)])
def test_too_few_or_too_many_values_are_refused(given: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Point(*given)


def test_every_default_made_by_a_factory_is_a_new_one() -> None:
    Bag().items.append(1)
    assert Bag().items == []


def test_a_frozen_record_refuses_assignment() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]


def test_a_frozen_record_refuses_deletion() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Point(1).x  # type: ignore[misc]


def test_records_with_equal_values_are_equal_and_hash_alike() -> None:
    assert Point(1) == Point(1, 2)
    assert len({Point(1), Point(1, 2), Point(2)}) == 2


def test_a_record_of_another_class_with_equal_values_is_another() -> None:
    assert Key("a") != Own("a") != Key("a")


def test_a_record_compared_by_identity_equals_itself_alone() -> None:
    assert Key("a") != Key("a")
    assert len({Key("a"), Key("a")}) == 2


def test_a_record_that_may_change_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(Bag())


def test_a_record_shows_its_fields() -> None:
    assert repr(Point(1)) == "Point(x=1, y=2, names=())"


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Own("a")) == "mine"


def test_a_frozen_record_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(Point(1, 3))) == Point(1, 3)


def test_a_record_that_may_change_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(Bag([1]))) == Bag([1])


def test_replace_makes_another_with_one_value_changed() -> None:
    assert dataclasses.replace(Point(1), y=5) == Point(1, 5)


def test_fields_know_their_metadata() -> None:
    assert [field.name for field in dataclasses.fields(Point) if field.metadata.get("sparse")] == ["names"]


def test_a_record_has_no_dict() -> None:
    assert not hasattr(Point(1), "__dict__")


def test_a_signature_names_the_fields() -> None:
    assert list(inspect.signature(Point).parameters) == ["x", "y", "names"]


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """What the standard decorator makes of the same lines."""

    x: int
    y: int = 2
    names: tuple[str, ...] = dataclasses.field(default=(), metadata={"sparse": True})


@pytest.mark.parametrize("told", ["name", "type", "default", "default_factory", "init", "metadata", "kw_only"])
def test_fields_say_what_the_standard_ones_say(told: str) -> None:
    ours, theirs = dataclasses.fields(Point), dataclasses.fields(Standard)
    assert [getattr(field, told) for field in ours] == [getattr(field, told) for field in theirs]


def test_a_class_of_ones_own_may_be_built_on_a_record_that_was_never_made() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        name: str

    class Built(Fresh):
        pass

    assert (Built("a").name, Fresh("b").name) == ("a", "b")


def test_a_record_may_be_taken_apart_by_position() -> None:
    match Point(1, 3):
        case Point(x, y):
            assert (x, y) == (1, 3)


def test_a_record_keeps_its_name_and_its_words() -> None:
    assert (Point.__qualname__, Point.__module__, Point.__doc__) == ("Point", __name__, "A frozen record.")


def test_a_property_of_a_class_stays() -> None:
    @dataclass(frozen=True, slots=True)
    class Pair:
        a: int

        @property
        def twice(self) -> int:
            return 2 * self.a

    assert Pair(2).twice == 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A record that keeps what was worked out of it."""

    x: int
    __remembered__ = ("double",)


def test_what_is_remembered_of_a_record_is_worked_out_once_and_is_no_field() -> None:
    said: list[int] = []

    @remembered("double")
    def double(record: Asked) -> int:
        said.append(record.x)
        return 2 * record.x

    one = Asked(3)
    assert (double(one), double(one), said) == (6, 6, [3])
    assert one == Asked(3)
    assert repr(one) == "Asked(x=3)"
    assert double(dataclasses.replace(one, x=4)) == 8
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_record_of_many_fields_has_its_values_and_refuses_others() -> None:
    many = Many(1, 2, 3, 4, 5, f=6)
    assert type(many) is Many
    assert dataclasses.astuple(many) == (1, 2, 3, 4, 5, 6, 7, [])
    with pytest.raises(dataclasses.FrozenInstanceError):
        many.a = 2  # type: ignore[misc]


@pytest.mark.parametrize("slots", [{}, {"__slots__": ("own",)}])
def test_a_class_built_on_a_record_of_many_fields_is_filled_as_what_it_is(slots: dict[str, object]) -> None:
    kind = type("Built", (Many,), dict(slots))
    built = kind(1, 2, 3, 4, 5, 6)
    assert (type(built), built.a, built.g) == (kind, 1, 7)
