-- A member's own key: what is sealed to it opens with her link secret and her PIN, which the house does not keep.
CREATE TABLE "member_key" (
    "member_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "salt" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_key_pkey" PRIMARY KEY ("member_id")
);

-- The key of a case, sealed to a member who holds it.
CREATE TABLE "case_seal" (
    "case_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_seal_pkey" PRIMARY KEY ("case_id", "member_id")
);
CREATE INDEX "case_seal_member_id_idx" ON "case_seal"("member_id");

-- She has said with her second word that somebody else holds the phone: nothing goes to her until her own word comes.
-- She has asked that nobody works on her case for now.
ALTER TABLE "cases" ADD COLUMN "quiet" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "restricted" BOOLEAN NOT NULL DEFAULT false;

-- Whom and what was erased, as keyed hashes that stand beside no proof: a backup from before does not bring it back.
CREATE TABLE "erased" (
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_pkey" PRIMARY KEY ("subject")
);

-- What a person asks for under law 91/2025, with the days by which it is answered and done.
CREATE TABLE "rights_request" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "case_id" TEXT,
    "kind" TEXT NOT NULL,
    "words" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "done_by" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "rights_request_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "rights_request_lane_id_idx" ON "rights_request"("lane_id");
CREATE INDEX "rights_request_case_id_idx" ON "rights_request"("case_id");

-- A breach of personal data: the authority is told within 72 hours.
CREATE TABLE "breach" (
    "id" TEXT NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "tell_by" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "people" INTEGER,
    "words" BYTEA NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "breach_pkey" PRIMARY KEY ("id")
);

-- A chat from which members were abused: two of them have said so, and it ends by itself.
CREATE TABLE "mute" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "agreed_by" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "mute_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mute_lane_id_idx" ON "mute"("lane_id");

-- When a chat may be written to next, and until when somebody talks in it. Its id is a hash whose key lives two days.
CREATE TABLE "chat_pace" (
    "id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "busy_until" TIMESTAMPTZ(3),

    CONSTRAINT "chat_pace_pkey" PRIMARY KEY ("id")
);
DELETE FROM "channel_pace" WHERE "channel" LIKE 'lane:%';
