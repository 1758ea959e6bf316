"""How a widget's value travels: which field of a WidgetState it uses, what a browser holds before anybody
touches it, and how a plain Python value becomes either. It knows protobufs, not pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState

TRIGGERS = {"trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"}
MESSAGES = {"string_trigger_value", "chat_input_value"}  # wrapped in a message with one `data` field

Proto = Any  # one of forty generated classes without a common base worth naming


def _pick_default(proto: Proto) -> str | None:
    if proto.set_value:
        return proto.raw_value if proto.HasField("raw_value") else None
    if proto.HasField("default") and 0 <= proto.default < len(proto.options):
        return proto.options[proto.default]
    return None


def _picks_default(proto: Proto) -> list[str]:
    return list(proto.raw_values) if proto.set_value else [proto.options[i] for i in proto.default]


def _group_default(proto: Proto) -> list[str]:
    if proto.set_value:
        return list(proto.raw_values)
    labels = options("button_group", proto)
    return [labels[i] for i in proto.default]


def _typed_default(proto: Proto) -> str | float | None:
    if proto.set_value:
        return proto.value if proto.HasField("value") else None
    return proto.default if proto.HasField("default") else None


def _slider_default(proto: Proto) -> list[Any]:
    if proto.options:  # a select_slider sends labels
        if proto.set_value:
            return list(proto.raw_value)
        return [proto.options[int(i)] for i in proto.default]
    return list(proto.value) if proto.set_value else list(proto.default)


def _checkbox_default(proto: Proto) -> bool:
    return proto.value if proto.set_value else proto.default


def _feedback_default(proto: Proto) -> str | None:
    if proto.set_value:
        return str(proto.value) if proto.HasField("value") else ""
    return str(proto.default) if proto.HasField("default") else None


def _nothing(_: Proto) -> None:
    return None


# kind of element -> (field of WidgetState, what the browser holds before any interaction)
WIDGETS: dict[str, tuple[str, Callable[[Proto], Any]]] = {
    "button": ("trigger_value", _nothing),
    "download_button": ("trigger_value", _nothing),
    "link_button": ("trigger_value", _nothing),
    "checkbox": ("bool_value", _checkbox_default),
    "radio": ("string_value", _pick_default),
    "selectbox": ("string_value", _pick_default),
    "multiselect": ("string_array_value", _picks_default),
    "button_group": ("string_array_value", _group_default),
    "feedback": ("string_value", _feedback_default),
    "slider": ("double_array_value", _slider_default),
    "text_input": ("string_value", _typed_default),
    "text_area": ("string_value", _typed_default),
    "number_input": ("double_value", _typed_default),
    "color_picker": ("string_value", _nothing),
    "date_input": ("string_array_value", _nothing),
    "time_input": ("string_value", _nothing),
    "date_time_input": ("string_array_value", _nothing),
    "chat_input": ("chat_input_value", _nothing),
    "menu_button": ("string_trigger_value", _nothing),
    "pagination": ("int_value", _nothing),
    "file_uploader": ("file_uploader_state_value", _nothing),
    "camera_input": ("file_uploader_state_value", _nothing),
    "audio_input": ("file_uploader_state_value", _nothing),
    "component_instance": ("json_value", _nothing),
    "bidi_component": ("json_value", _nothing),
    "dataframe": ("string_value", _nothing),
}


def field_of(kind: str, proto: Proto) -> str:
    """The WidgetState field of a widget."""
    if kind == "slider" and proto.options:
        return "string_array_value"
    return WIDGETS[kind][0]


def options(kind: str, proto: Proto) -> list[str]:
    """The option labels as they travel, icons included."""
    if kind != "button_group":
        return list(getattr(proto, "options", []))
    return [f"{o.content_icon} {o.content}".strip() if o.HasField("content_icon") else o.content for o in proto.options]


def default(kind: str, proto: Proto) -> Any:
    """What the browser holds for a widget before any interaction."""
    return WIDGETS[kind][1](proto)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(value: Any) -> str:
    """Text as it is, anything else as JSON (a data frame's selection, a component's state)."""
    return value if isinstance(value, str) else json.dumps(value)


TO_WIRE: dict[str, Callable[[Any], Any]] = {
    "trigger_value": bool,
    "bool_value": bool,
    "int_value": int,
    "double_value": float,
    "string_value": str,
    "string_array_value": lambda value: [str(v) for v in _listed(value)],
    "double_array_value": lambda value: [float(v) for v in _listed(value)],
    "json_value": _text,
    "string_trigger_value": str,
    "chat_input_value": str,
}


def to_wire(kind: str, proto: Proto, value: Any) -> Any:
    """What a person would give (a label, labels, a number, text, a bool) in the form the field wants.

    A WidgetState stays as it is.
    """
    field = field_of(kind, proto)
    if isinstance(value, WidgetState):
        return value
    if value is None:
        return [] if field.endswith("array_value") else None
    return _text(value) if kind == "dataframe" else TO_WIRE[field](value)


def encode(state: WidgetState, field: str, value: Any) -> None:
    """Write a wire value into ``state``; ``None`` leaves it without one, as the browser does."""
    if value is None:
        return
    if isinstance(value, WidgetState):
        state.MergeFrom(value)
    elif field.endswith("array_value"):
        target = getattr(state, field)
        target.SetInParent()  # an empty list is a value too
        target.data.extend(value)
    elif field in MESSAGES:
        getattr(state, field).data = value
    else:
        setattr(state, field, value)
