-- A picture or a voice of a talk stands in its order like words: its row here has none.
ALTER TABLE "thread_message" ADD COLUMN "file" TEXT;

-- The picture or voice itself, under the key of its case: first where it is to be fetched from, then what was fetched.
CREATE TABLE "attachment" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT,
    "source" BYTEA,
    "body" BYTEA,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "attachment_case_id_idx" ON "attachment"("case_id");
CREATE INDEX "attachment_due_at_idx" ON "attachment"("due_at");

-- What a page of ours was given, until she has said yes or no; nobody else ever sees it here.
CREATE TABLE "held_file" (
    "id" TEXT NOT NULL,
    "lane_id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "held_file_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "held_file_lane_id_key" ON "held_file"("lane_id");
