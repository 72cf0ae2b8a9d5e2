-- When she has asked to be asked how she is, after her case was closed.
ALTER TABLE "cases" ADD COLUMN "follow_at" TIMESTAMPTZ(3);
CREATE INDEX "cases_follow_at_idx" ON "cases"("follow_at");

-- Whether it has helped: counts by month, written in batches of five or more. Nothing in it leads to anybody.
CREATE TABLE "satisfaction" (
    "month" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "satisfaction_pkey" PRIMARY KEY ("month","answer")
);

-- Answers that are fewer than five: one sealed row of one length, so that no moment shows what was answered.
CREATE TABLE "tally" (
    "name" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("name")
);
