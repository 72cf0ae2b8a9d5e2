-- When a person last wrote, and when the platform last said that she cannot be written to: a send is promised only
-- while the first is newer and the platform's window is open. When she was last asked to keep it open.
ALTER TABLE "lane" ADD COLUMN "heard_at" TIMESTAMPTZ(3), ADD COLUMN "shut_at" TIMESTAMPTZ(3),
    ADD COLUMN "checked_at" TIMESTAMPTZ(3);
UPDATE "lane" SET "heard_at" = "updated_at";

-- A second chat of the same member, for the day the first cannot be reached.
ALTER TABLE "member" ADD COLUMN "other_lane_id" TEXT;
CREATE UNIQUE INDEX "member_other_lane_id_key" ON "member"("other_lane_id");
ALTER TABLE "invite" ADD COLUMN "member_id" TEXT;

-- The rotating token pair of a channel, sealed; one process at a time renews it.
CREATE TABLE "channel_token" (
    "channel" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "sealed" BYTEA NOT NULL,
    "lease_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "channel_token_pkey" PRIMARY KEY ("channel")
);

-- The next free moment of a channel: every process takes its turn here, so that together they keep the rate.
CREATE TABLE "channel_pace" (
    "channel" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pace_pkey" PRIMARY KEY ("channel")
);

-- A page of her own beside a chat whose keepers read along: first a link that opens once, then the talk on that page.
CREATE TABLE "talk_page" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "talk_page_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "talk_page_lane_id_key" ON "talk_page"("lane_id");

-- What a page fetches is no longer due: nobody carries it out.
UPDATE "outbox" SET "state" = 'kept' FROM "lane"
WHERE "lane"."id" = "outbox"."lane_id" AND "lane"."channel" = 'web' AND "outbox"."state" = 'due';

-- Which event showed words of the other side: when what it sent was never seen, they are unread again.
ALTER TABLE "thread_message" ADD COLUMN "shown_by" TEXT;
CREATE INDEX "thread_message_shown_by_idx" ON "thread_message"("shown_by");

-- Which messages lie in a chat of a platform that lets us take them back, by the platform's ids: never their words.
CREATE TABLE "trace" (
    "lane_id" TEXT NOT NULL,
    "refs" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "trace_lane_id_idx" ON "trace"("lane_id");
CREATE INDEX "trace_at_idx" ON "trace" USING BRIN ("at");
