-- Who is on duty when, whom a member is close to, what the law makes of what reaches her, and reminders of a ring.
ALTER TABLE "member" ADD COLUMN "off_at" TIMESTAMPTZ(3);
ALTER TABLE "member" ADD COLUMN "close_communes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "member" ADD COLUMN "close_families" BYTEA;
ALTER TABLE "member" ADD COLUMN "official" BOOLEAN;
ALTER TABLE "invite" ADD COLUMN "official" BOOLEAN;
ALTER TABLE "cases" ADD COLUMN "remind_at" TIMESTAMPTZ(3);
CREATE INDEX "cases_remind_at_idx" ON "cases"("remind_at");

CREATE TABLE "roster" (
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "weekday" INTEGER,
    "day" TEXT,
    "begins" INTEGER NOT NULL,
    "ends" INTEGER NOT NULL,

    CONSTRAINT "roster_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "roster_member_id_idx" ON "roster"("member_id");
