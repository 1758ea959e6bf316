"""the house"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


SQLITE_KEEP = """
CREATE TRIGGER audit_event_keep_{deed} BEFORE {deed} ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
POSTGRESQL_KEEP = """
CREATE FUNCTION audit_event_keep() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
"""


def keep_the_audit_trail() -> None:
    """Neither this application nor a slip at the console changes or removes an event."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(SQLITE_KEEP.format(deed=deed))
    else:
        op.execute(POSTGRESQL_KEEP)
        op.execute(
            "CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_event_keep()"
        )


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=True),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("object_kind", sa.String(length=30), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_event_number")),
        sa.UniqueConstraint("seal", name=op.f("uq_audit_event_seal")),
    )
    op.create_index(op.f("ix_audit_event_organisation_id"), "audit_event", ["organisation_id"], unique=False)

    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_erasure_receipt_hash")),
    )
    op.create_table(
        "miss",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("caller_key", sa.String(length=64), nullable=False),
        sa.Column("socket_key", sa.String(length=64), nullable=False),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("what IN ('code', 'receipt')", name=op.f("ck_miss_what")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_miss")),
    )
    op.create_index(op.f("ix_miss_caller_key"), "miss", ["caller_key"], unique=False)
    op.create_index(op.f("ix_miss_missed_at"), "miss", ["missed_at"], unique=False)
    op.create_index(op.f("ix_miss_socket_key"), "miss", ["socket_key"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "pulse",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("beaten_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name_key", sa.String(length=64), nullable=False),
        sa.Column("caller_key", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(op.f("ix_sign_in_attempt_caller_key"), "sign_in_attempt", ["caller_key"], unique=False)
    op.create_index(op.f("ix_sign_in_attempt_name_key"), "sign_in_attempt", ["name_key"], unique=False)
    op.create_index(op.f("ix_sign_in_attempt_tried_at"), "sign_in_attempt", ["tried_at"], unique=False)

    op.create_table(
        "spent_code",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spent_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_spent_code_code_hash")),
    )
    op.create_index(op.f("ix_spent_code_spent_on"), "spent_code", ["spent_on"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("auth_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_account_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_index(op.f("ix_account_organisation_id"), "account", ["organisation_id"], unique=False)

    op.create_table(
        "picture",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('png', 'jpeg')", name=op.f("ck_picture_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_picture_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    op.create_index(op.f("ix_picture_organisation_id"), "picture", ["organisation_id"], unique=False)

    op.create_table(
        "account_role",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "role IN ('admin', 'facilitator', 'designer', 'safeguarding')", name=op.f("ck_account_role_role")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_role_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        sa.UniqueConstraint("account_id", "role", name=op.f("uq_account_role_account_id_role")),
    )
    op.create_index(op.f("ix_account_role_account_id"), "account_role", ["account_id"], unique=False)

    op.create_table(
        "tool",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("goals", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("audience", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("partners", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_tool_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tool")),
    )
    op.create_index(op.f("ix_tool_organisation_id"), "tool", ["organisation_id"], unique=False)

    op.create_table(
        "tool_version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tool_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tool_id"], ["tool.id"], name=op.f("fk_tool_version_tool_id_tool"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tool_version")),
        sa.UniqueConstraint("tool_id", "number", name=op.f("uq_tool_version_tool_id_number")),
    )
    op.create_index(op.f("ix_tool_version_tool_id"), "tool_version", ["tool_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tool_version_id", sa.String(length=32), nullable=False),
        sa.Column("stem", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("picture_id", sa.String(length=32), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('page', 'link', 'object')", name=op.f("ck_material_kind")),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_material_picture_id_picture")),
        sa.ForeignKeyConstraint(
            ["tool_version_id"],
            ["tool_version.id"],
            name=op.f("fk_material_tool_version_id_tool_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("tool_version_id", "stem", name=op.f("uq_material_tool_version_id_stem")),
    )
    op.create_index(op.f("ix_material_tool_version_id"), "material", ["tool_version_id"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("tool_id", sa.String(length=32), nullable=True),
        sa.Column("made_from", sa.String(length=80), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('focus_group', 'co_design', 'prototype_test', 'survey')",
            name=op.f("ck_consultation_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_consultation_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_consultation_tool_id_tool")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index(
        op.f("ix_consultation_organisation_id"), "consultation", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_consultation_tool_id"), "consultation", ["tool_id"], unique=False)

    op.create_table(
        "frozen_sum",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("stem", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("view", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("cluster", sa.String(length=32), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("gave", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("view IN ('all', 'language')", name=op.f("ck_frozen_sum_view")),
        sa.CheckConstraint("children >= 5", name=op.f("ck_frozen_sum_enough")),
        sa.CheckConstraint("stem = '' OR met >= 5", name=op.f("ck_frozen_sum_enough_met")),
        sa.CheckConstraint("gave = 0 OR gave >= 5", name=op.f("ck_frozen_sum_enough_gave")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_frozen_sum_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_sum")),
        sa.UniqueConstraint(
            "stem",
            "fingerprint",
            "view",
            "language",
            "cluster",
            name=op.f("uq_frozen_sum_stem_fingerprint_view_language_cluster"),
        ),
    )
    op.create_index(op.f("ix_frozen_sum_cluster"), "frozen_sum", ["cluster"], unique=False)
    op.create_index(op.f("ix_frozen_sum_consultation_id"), "frozen_sum", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_frozen_sum_stem"), "frozen_sum", ["stem"], unique=False)

    op.create_table(
        "staff_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'reset', 'entry')", name=op.f("ck_staff_link_purpose")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_staff_link_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_link_token_hash")),
    )
    op.create_index(op.f("ix_staff_link_account_id"), "staff_link", ["account_id"], unique=False)

    op.create_table(
        "staff_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("auth_version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_staff_session_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_account_id"), "staff_session", ["account_id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("notices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("twins", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("age_bands", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decides_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_version_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_version_consultation_id_number")),
    )
    op.create_index(op.f("ix_version_consultation_id"), "version", ["consultation_id"], unique=False)

    op.create_table(
        "group_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("facilitator_id", sa.String(length=32), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("tool_version_id", sa.String(length=32), nullable=True),
        sa.Column("second_tool_version_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("place_kind", sa.String(length=20), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=4), nullable=False),
        sa.Column("age_band", sa.String(length=5), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=15), nullable=False),
        sa.Column("prepared_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("door_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pace", sa.String(length=6), nullable=False),
        sa.Column("at_question", sa.String(length=32), nullable=True),
        sa.Column("at_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("stage", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("devices", sa.String(length=5), nullable=False),
        sa.Column("moderated", sa.Boolean(), nullable=False),
        sa.Column("walls_paused", sa.Boolean(), nullable=False),
        sa.Column("moods", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note_taker_id", sa.String(length=32), nullable=True),
        sa.Column("memo", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("code_turn", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("projector_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "basis IN ('school_notice', 'parents', 'both', 'trial')", name=op.f("ck_group_session_basis")
        ),
        sa.CheckConstraint("state IN ('open', 'paused', 'closed')", name=op.f("ck_group_session_state")),
        sa.CheckConstraint("expected BETWEEN 1 AND 60", name=op.f("ck_group_session_expected")),
        sa.CheckConstraint("pace IN ('self', 'leader')", name=op.f("ck_group_session_pace")),
        sa.CheckConstraint("devices IN ('each', 'group', 'none')", name=op.f("ck_group_session_devices")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_group_session_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["account.id"], name=op.f("fk_group_session_facilitator_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["note_taker_id"], ["account.id"], name=op.f("fk_group_session_note_taker_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_group_session_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_group_session_version_id_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_tool_version_id"],
            ["tool_version.id"],
            name=op.f("fk_group_session_second_tool_version_id_tool_version"),
        ),
        sa.ForeignKeyConstraint(
            ["tool_version_id"], ["tool_version.id"], name=op.f("fk_group_session_tool_version_id_tool_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_session")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_group_session_code_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_group_session_link_hash")),
        sa.UniqueConstraint("projector_hash", name=op.f("uq_group_session_projector_hash")),
    )
    op.create_index(
        op.f("ix_group_session_consultation_id"), "group_session", ["consultation_id"], unique=False
    )
    op.create_index(
        op.f("ix_group_session_facilitator_id"), "group_session", ["facilitator_id"], unique=False
    )
    op.create_index(
        op.f("ix_group_session_organisation_id"), "group_session", ["organisation_id"], unique=False
    )
    op.create_index(
        op.f("ix_group_session_tool_version_id"), "group_session", ["tool_version_id"], unique=False
    )
    op.create_index(op.f("ix_group_session_version_id"), "group_session", ["version_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("stem", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("twins", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("show_when", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_question_version_id_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("version_id", "stem", name=op.f("uq_question_version_id_stem")),
    )
    op.create_index(op.f("ix_question_version_id"), "question", ["version_id"], unique=False)

    op.create_table(
        "frozen",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("group_session_id", sa.String(length=32), nullable=False),
        sa.Column("view", sa.String(length=8), nullable=False),
        sa.Column("stem", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("cluster", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_session_id"],
            ["group_session.id"],
            name=op.f("fk_frozen_group_session_id_group_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen")),
        sa.UniqueConstraint(
            "group_session_id",
            "view",
            "stem",
            "fingerprint",
            name=op.f("uq_frozen_group_session_id_view_stem_fingerprint"),
        ),
    )
    op.create_index(op.f("ix_frozen_group_session_id"), "frozen", ["group_session_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("group_session_id", sa.String(length=32), nullable=False),
        sa.Column("pseudonym", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sized", sa.Boolean(), nullable=False),
        sa.Column("permission", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("assent", sa.String(length=10), nullable=True),
        sa.Column("at_question", sa.String(length=32), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("assent IN ('yes', 'no', 'ask_first')", name=op.f("ck_participant_assent")),
        sa.CheckConstraint(
            "state IN ('joined', 'done', 'stopped', 'declined', 'removed')", name=op.f("ck_participant_state")
        ),
        sa.CheckConstraint("size BETWEEN 1 AND 60", name=op.f("ck_participant_size")),
        sa.ForeignKeyConstraint(
            ["group_session_id"],
            ["group_session.id"],
            name=op.f("fk_participant_group_session_id_group_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "group_session_id", "pseudonym", name=op.f("uq_participant_group_session_id_pseudonym")
        ),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_participant_receipt_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_participant_token_hash")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_participant_group_session_id"), "participant", ["group_session_id"], unique=False
    )

    op.create_table(
        "response",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("noted_by", sa.String(length=32), nullable=True),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("missing", sa.String(length=12), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("release", sa.String(length=10), nullable=False),
        sa.Column("held_for", sa.String(length=10), nullable=True),
        sa.Column("wall", sa.String(length=7), nullable=False),
        sa.CheckConstraint(
            "held_for IN ('personal', 'sensitive', 'distress', 'drawing')", name=op.f("ck_response_held_for")
        ),
        sa.CheckConstraint("wall IN ('', 'waiting', 'shown', 'hidden')", name=op.f("ck_response_wall")),
        sa.CheckConstraint(
            "missing IN ('dont_know', 'rather_not', 'skipped')", name=op.f("ck_response_missing")
        ),
        sa.CheckConstraint(
            "release IN ('clear', 'held', 'released', 'withheld')", name=op.f("ck_response_release")
        ),
        sa.CheckConstraint("(value IS NULL) <> (missing IS NULL)", name=op.f("ck_response_value_or_missing")),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_response_noted_by_account")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_response_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_response_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint(
            "participant_id", "question_id", "mark", name=op.f("uq_response_participant_id_question_id_mark")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_response_participant_id"), "response", ["participant_id"], unique=False)
    op.create_index(op.f("ix_response_question_id"), "response", ["question_id"], unique=False)

    op.create_table(
        "concern",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("group_session_id", sa.String(length=32), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=5), nullable=False),
        sa.Column("signs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("level IN ('red', 'amber')", name=op.f("ck_concern_level")),
        sa.CheckConstraint(
            "outcome IN ('handed_over', 'talked', 'no_concern')", name=op.f("ck_concern_outcome")
        ),
        sa.CheckConstraint("state IN ('new', 'seen', 'settled')", name=op.f("ck_concern_state")),
        sa.ForeignKeyConstraint(
            ["group_session_id"],
            ["group_session.id"],
            name=op.f("fk_concern_group_session_id_group_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_concern_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_concern_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("response_id", name=op.f("uq_concern_response_id")),
    )
    op.create_index(op.f("ix_concern_group_session_id"), "concern", ["group_session_id"], unique=False)
    op.create_index(op.f("ix_concern_organisation_id"), "concern", ["organisation_id"], unique=False)
    op.create_table(
        "problem",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tool_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("place", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("harm", sa.Boolean(), nullable=False),
        sa.Column("same_as", sa.String(length=32), nullable=True),
        sa.Column("noted_by", sa.String(length=32), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["account.id"], name=op.f("fk_problem_noted_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["same_as"], ["problem.id"], name=op.f("fk_problem_same_as_problem")
        ),
        sa.ForeignKeyConstraint(
            ["tool_id"], ["tool.id"], name=op.f("fk_problem_tool_id_tool"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
        sa.UniqueConstraint("tool_id", "number", name=op.f("uq_problem_tool_id_number")),
    )
    op.create_index(op.f("ix_problem_tool_id"), "problem", ["tool_id"], unique=False)

    op.create_table(
        "problem_standing",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("problem_id", sa.String(length=32), nullable=False),
        sa.Column("tool_version_id", sa.String(length=32), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.CheckConstraint("standing IN ('open', 'mended', 'stays')", name=op.f("ck_problem_standing_standing")),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problem.id"], name=op.f("fk_problem_standing_problem_id_problem"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tool_version_id"], ["tool_version.id"], name=op.f("fk_problem_standing_tool_version_id_tool_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_standing")),
        sa.UniqueConstraint(
            "problem_id", "tool_version_id",
            name=op.f("uq_problem_standing_problem_id_tool_version_id"),
        ),
    )
    op.create_index(op.f("ix_problem_standing_problem_id"), "problem_standing", ["problem_id"], unique=False)
    op.create_index(op.f("ix_problem_standing_tool_version_id"), "problem_standing", ["tool_version_id"], unique=False)

    op.create_table(
        "severity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("problem_id", sa.String(length=32), nullable=False),
        sa.Column("rater_id", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 0 AND 4", name=op.f("ck_severity_severity")),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problem.id"], name=op.f("fk_severity_problem_id_problem"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rater_id"], ["account.id"], name=op.f("fk_severity_rater_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_severity")),
        sa.UniqueConstraint(
            "problem_id", "rater_id",
            name=op.f("uq_severity_problem_id_rater_id"),
        ),
    )
    op.create_index(op.f("ix_severity_problem_id"), "severity", ["problem_id"], unique=False)
    op.create_index(op.f("ix_severity_rater_id"), "severity", ["rater_id"], unique=False)

    op.create_table(
        "problem_met",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("problem_id", sa.String(length=32), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("tool_version_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_problem_met_participant_id_participant"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problem.id"], name=op.f("fk_problem_met_problem_id_problem"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tool_version_id"], ["tool_version.id"], name=op.f("fk_problem_met_tool_version_id_tool_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_met")),
        sa.UniqueConstraint(
            "problem_id", "participant_id", "tool_version_id",
            name=op.f("uq_problem_met_problem_id_participant_id_tool_version_id"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_problem_met_participant_id"), "problem_met", ["participant_id"], unique=False)
    op.create_index(op.f("ix_problem_met_problem_id"), "problem_met", ["problem_id"], unique=False)
    op.create_index(op.f("ix_problem_met_tool_version_id"), "problem_met", ["tool_version_id"], unique=False)

    op.create_table(
        "task_record",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("tool_version_id", sa.String(length=32), nullable=False),
        sa.Column("ended", sa.String(length=10), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=True),
        sa.Column("assists", sa.Integer(), nullable=True),
        sa.Column("ease", sa.Integer(), nullable=True),
        sa.Column("ease_of", sa.Integer(), nullable=True),
        sa.Column("noted_by", sa.String(length=32), nullable=True),
        sa.CheckConstraint("ended IN ('unaided', 'helped', 'failed', 'not_tried')", name=op.f("ck_task_record_ended")),
        sa.CheckConstraint("(ease IS NULL) = (ease_of IS NULL)", name=op.f("ck_task_record_ease_and_its_scale")),
        sa.CheckConstraint("assists BETWEEN 0 AND 99", name=op.f("ck_task_record_assists")),
        sa.CheckConstraint("ease BETWEEN 1 AND ease_of", name=op.f("ck_task_record_ease")),
        sa.CheckConstraint("ease_of IN (3, 5, 7)", name=op.f("ck_task_record_ease_of")),
        sa.CheckConstraint("errors BETWEEN 0 AND 99", name=op.f("ck_task_record_errors")),
        sa.CheckConstraint("seconds BETWEEN 1 AND 7200", name=op.f("ck_task_record_seconds")),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["account.id"], name=op.f("fk_task_record_noted_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_task_record_participant_id_participant"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_task_record_question_id_question"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tool_version_id"], ["tool_version.id"], name=op.f("fk_task_record_tool_version_id_tool_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_record")),
        sa.UniqueConstraint(
            "participant_id", "question_id", "tool_version_id",
            name=op.f("uq_task_record_participant_id_question_id_tool_version_id"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_task_record_participant_id"), "task_record", ["participant_id"], unique=False)
    op.create_index(op.f("ix_task_record_question_id"), "task_record", ["question_id"], unique=False)
    op.create_index(op.f("ix_task_record_tool_version_id"), "task_record", ["tool_version_id"], unique=False)

    keep_the_audit_trail()


def downgrade() -> None:
    op.drop_table("task_record")
    op.drop_table("problem_met")
    op.drop_table("severity")
    op.drop_table("problem_standing")
    op.drop_table("problem")
    op.drop_index(op.f("ix_concern_organisation_id"), "concern")
    op.drop_index(op.f("ix_concern_group_session_id"), "concern")

    op.drop_table("concern")
    op.drop_index(op.f("ix_response_question_id"), "response")
    op.drop_index(op.f("ix_response_participant_id"), "response")

    op.drop_table("response")
    op.drop_index(op.f("ix_participant_group_session_id"), "participant")

    op.drop_table("participant")
    op.drop_index(op.f("ix_frozen_group_session_id"), "frozen")

    op.drop_table("frozen")
    op.drop_index(op.f("ix_question_version_id"), "question")

    op.drop_table("question")
    op.drop_index(op.f("ix_group_session_version_id"), "group_session")
    op.drop_index(op.f("ix_group_session_organisation_id"), "group_session")
    op.drop_index(op.f("ix_group_session_facilitator_id"), "group_session")
    op.drop_index(op.f("ix_group_session_consultation_id"), "group_session")

    op.drop_table("group_session")
    op.drop_index(op.f("ix_version_consultation_id"), "version")

    op.drop_table("version")
    op.drop_index(op.f("ix_staff_session_account_id"), "staff_session")

    op.drop_table("staff_session")
    op.drop_index(op.f("ix_staff_link_account_id"), "staff_link")

    op.drop_table("staff_link")
    op.drop_index(op.f("ix_frozen_sum_stem"), "frozen_sum")
    op.drop_index(op.f("ix_frozen_sum_consultation_id"), "frozen_sum")
    op.drop_index(op.f("ix_frozen_sum_cluster"), "frozen_sum")

    op.drop_table("frozen_sum")
    op.drop_index(op.f("ix_account_role_account_id"), "account_role")

    op.drop_table("account_role")
    op.drop_index(op.f("ix_consultation_organisation_id"), "consultation")

    op.drop_table("consultation")
    op.drop_index(op.f("ix_account_organisation_id"), "account")

    op.drop_table("account")
    op.drop_index(op.f("ix_spent_code_spent_on"), "spent_code")

    op.drop_table("spent_code")
    op.drop_index(op.f("ix_sign_in_attempt_tried_at"), "sign_in_attempt")
    op.drop_index(op.f("ix_sign_in_attempt_name_key"), "sign_in_attempt")
    op.drop_index(op.f("ix_sign_in_attempt_caller_key"), "sign_in_attempt")

    op.drop_table("sign_in_attempt")
    op.drop_table("pulse")
    op.drop_index(op.f("ix_material_tool_version_id"), "material")

    op.drop_table("material")
    op.drop_index(op.f("ix_tool_version_tool_id"), "tool_version")

    op.drop_table("tool_version")
    op.drop_index(op.f("ix_tool_organisation_id"), "tool")

    op.drop_table("tool")
    op.drop_index(op.f("ix_picture_organisation_id"), "picture")

    op.drop_table("picture")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_miss_socket_key"), "miss")
    op.drop_index(op.f("ix_miss_missed_at"), "miss")
    op.drop_index(op.f("ix_miss_caller_key"), "miss")

    op.drop_table("miss")
    op.drop_table("erasure")
    op.drop_index(op.f("ix_audit_event_organisation_id"), "audit_event")

    op.drop_table("audit_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS audit_event_keep()")
