-- Staff who sign in at /console: a keyed hash of the sign-in name, everything else that opens or names sealed.
CREATE TABLE "officer" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit_code" TEXT,
    "label" BYTEA NOT NULL,
    "setup_hash" TEXT,
    "setup_until" TIMESTAMPTZ(3),
    "name_hash" TEXT,
    "password" BYTEA,
    "totp" BYTEA,
    "totp_step" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "set_up_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "officer_setup_hash_key" ON "officer"("setup_hash");
CREATE UNIQUE INDEX "officer_name_hash_key" ON "officer"("name_hash");

-- Codes that stand in for the second factor, once.
CREATE TABLE "officer_recovery" (
    "id" TEXT NOT NULL,
    "officer_id" TEXT NOT NULL,

    CONSTRAINT "officer_recovery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "officer_recovery_officer_id_idx" ON "officer_recovery"("officer_id");

-- Who is signed in; the id is a keyed hash of what her browser holds.
CREATE TABLE "officer_session" (
    "id" TEXT NOT NULL,
    "officer_id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "officer_session_officer_id_idx" ON "officer_session"("officer_id");

-- Append-only: what was looked at and done in the console, as codes. No statement changes a row.
CREATE TABLE "officer_event" (
    "id" BIGSERIAL NOT NULL,
    "officer_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "about" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "officer_event_officer_id_idx" ON "officer_event"("officer_id");

CREATE FUNCTION "officer_event_stays"() RETURNS trigger LANGUAGE plpgsql AS $stays$
BEGIN
    RAISE EXCEPTION 'officer_event is append-only';
END $stays$;
CREATE TRIGGER "officer_event_stays" BEFORE UPDATE ON "officer_event"
    FOR EACH ROW EXECUTE FUNCTION "officer_event_stays"();
