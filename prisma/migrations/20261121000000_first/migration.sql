CREATE TABLE "house_key" (
    "name" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,

    CONSTRAINT "house_key_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "edition" (
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "edition_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "commune" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "commune_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "old_commune" (
    "old_code" TEXT NOT NULL,
    "ward" TEXT NOT NULL,
    "district" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "new_codes" TEXT[],
    "split" BOOLEAN NOT NULL,

    CONSTRAINT "old_commune_pkey" PRIMARY KEY ("old_code")
);

CREATE TABLE "address" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "commune_code" TEXT NOT NULL,
    "hamlet" TEXT NOT NULL,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "phone" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "public_place" BOOLEAN NOT NULL,
    "hours" TEXT NOT NULL,
    "services" TEXT[],
    "languages" TEXT[],
    "verified_on" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "doubted_at" TIMESTAMPTZ(3),

    CONSTRAINT "address_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "hotline" (
    "key" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "free" BOOLEAN NOT NULL,
    "verified_on" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "hotline_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "lane" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "session" BYTEA NOT NULL,
    "handle" BYTEA NOT NULL,
    "lapse_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "lane_key" (
    "lane_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,

    CONSTRAINT "lane_key_pkey" PRIMARY KEY ("lane_id")
);

CREATE TABLE "inbox" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "ord" BIGINT NOT NULL,
    "payload" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quarantine" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "payload" BYTEA,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "instance_id" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "instance" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT,
    "role" TEXT NOT NULL,
    "address_code" TEXT,
    "unit_code" TEXT,
    "label" BYTEA NOT NULL,
    "on_duty" BOOLEAN NOT NULL DEFAULT false,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "invite" (
    "code_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "address_code" TEXT,
    "unit_code" TEXT,
    "label" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("code_hash")
);

CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "commune_code" TEXT,
    "kinds" TEXT[],
    "danger" TEXT NOT NULL,
    "needs" TEXT[],
    "hours" TEXT NOT NULL,
    "tell_me" TEXT NOT NULL,
    "under_16" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "ring" INTEGER NOT NULL DEFAULT 0,
    "ring_at" TIMESTAMPTZ(3),
    "holder_id" TEXT,
    "sealed" BYTEA NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "case_key" (
    "case_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,

    CONSTRAINT "case_key_pkey" PRIMARY KEY ("case_id")
);

CREATE TABLE "case_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "member_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "alert" (
    "case_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "ring" INTEGER NOT NULL,
    "answer" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("case_id", "member_id")
);

CREATE TABLE "thread_message" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "side" TEXT NOT NULL,
    "words" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shown_at" TIMESTAMPTZ(3),

    CONSTRAINT "thread_message_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "receipt" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "consent" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "once_page" (
    "id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "once_page_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "import_row" (
    "import_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id", "position")
);

CREATE TABLE "erasure" (
    "proof" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("proof")
);

CREATE INDEX "inbox_lane_id_idx" ON "inbox"("lane_id");
CREATE INDEX "outbox_lane_id_idx" ON "outbox"("lane_id");
CREATE UNIQUE INDEX "member_lane_id_key" ON "member"("lane_id");
CREATE UNIQUE INDEX "cases_code_key" ON "cases"("code");
CREATE INDEX "cases_ring_at_idx" ON "cases"("ring_at");
CREATE INDEX "case_event_case_id_idx" ON "case_event"("case_id");
CREATE INDEX "thread_message_case_id_idx" ON "thread_message"("case_id");
CREATE INDEX "receipt_case_id_idx" ON "receipt"("case_id");
CREATE INDEX "consent_case_id_idx" ON "consent"("case_id");

-- Every message rewrites one lane row: room on the page keeps that an in-page (HOT) update.
ALTER TABLE "lane" SET (fillfactor = 70);
